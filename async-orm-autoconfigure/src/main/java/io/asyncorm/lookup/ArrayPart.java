package io.asyncorm.lookup;

import java.util.List;

import io.asyncorm.sql.SqlExpression;

/**
 * What the names behind an array take of it: its length, an element, or a slice.
 *
 * @since 0.1.0
 */
public sealed interface ArrayPart extends DatabaseFunction {

	/** The number of elements; that of an empty array is 0. */
	record Length() implements ArrayPart {

		@Override
		public String name() {
			return "cardinality";
		}

		@Override
		public Class<?> type(List<Class<?>> arguments) {
			return Integer.class;
		}

	}

	/**
	 * The element at a place; null behind the end.
	 *
	 * @param index the place, counted from 0
	 */
	record Element(int index) implements ArrayPart {

		@Override
		public String name() {
			return "element";
		}

		@Override
		public Class<?> type(List<Class<?>> arguments) {
			return arguments.get(0).getComponentType();
		}

		@Override
		public SqlExpression toSql(List<Argument> arguments) {
			return new SqlExpression.Subscript(arguments.get(0).sql(), this.index + 1, null);
		}

	}

	/**
	 * The elements from a place to another one.
	 *
	 * @param from the place of the first one, counted from 0
	 * @param to the place behind the last one
	 */
	record Slice(int from, int to) implements ArrayPart {

		@Override
		public String name() {
			return "slice";
		}

		@Override
		public Class<?> type(List<Class<?>> arguments) {
			return arguments.get(0);
		}

		/** It is a value like that of the property. */
		@Override
		public boolean returnsArgument(int position) {
			return true;
		}

		@Override
		public SqlExpression toSql(List<Argument> arguments) {
			return new SqlExpression.Subscript(arguments.get(0).sql(), this.from + 1, this.to);
		}

	}

}
