package io.asyncorm.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something that has a value in a statement. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface SqlExpression
		permits SqlExpression.Column, SqlExpression.Parameter, SqlExpression.ArrayParameter, SqlExpression.Literal,
		SqlExpression.Null, SqlExpression.Star, SqlExpression.Arithmetic, SqlExpression.Call, SqlExpression.Aggregate,
		SqlExpression.Cast, SqlExpression.Case, SqlExpression.Subquery, SqlExpression.OutputColumn,
		SqlExpression.OutputPosition, SqlExpression.Extract, SqlExpression.AtTimeZone, SqlExpression.JsonPath,
		SqlExpression.Window, SqlExpression.Text, SqlExpression.StandardCall, SqlExpression.Truncate,
		SqlExpression.JsonObject, SqlExpression.Concatenation, SqlExpression.Raw, SqlExpression.Collate, SqlCondition {

	/**
	 * A column of a source, by the source's alias; an empty alias names the bare column.
	 */
	record Column(String alias, String name) implements SqlExpression {
	}

	/** A value that is bound when the statement runs, by its number. */
	record Parameter(int slot, SqlType type) implements SqlExpression {
	}

	/** A list of values that is bound as one array. */
	record ArrayParameter(int slot, SqlType elementType) implements SqlExpression {
	}

	/** A constant of ours, never a user's value. */
	record Literal(long value) implements SqlExpression {
	}

	/** A text that is part of the statement's structure, such as the name of a key. */
	record Text(String value) implements SqlExpression {
	}

	/** The missing value. */
	record Null() implements SqlExpression {
	}

	/** What {@code count} counts when it counts rows. */
	record Star() implements SqlExpression {
	}

	/** Two operands and what is done with them. */
	record Arithmetic(ArithmeticOperator operator, SqlExpression left, SqlExpression right) implements SqlExpression {
	}

	/** A text of the user's, and the values that stand between its pieces. */
	record Raw(List<String> pieces, List<SqlExpression> operands) implements SqlExpression {

		public Raw {
			pieces = List.copyOf(pieces);
			operands = List.copyOf(operands);
		}

	}

	/** A function by its name in SQL. */
	record Call(String function, List<SqlExpression> arguments) implements SqlExpression {

		public Call {
			arguments = List.copyOf(arguments);
		}

		public Call(String function, SqlExpression... arguments) {
			this(function, List.of(arguments));
		}

	}

	/** Texts one after the other; missing if one of them is. */
	record Concatenation(List<SqlExpression> parts) implements SqlExpression {

		public Concatenation {
			parts = List.copyOf(parts);
		}

	}

	/** A function that each database spells in its own way. */
	record StandardCall(SqlFunction function, List<SqlExpression> arguments) implements SqlExpression {

		public StandardCall {
			arguments = List.copyOf(arguments);
		}

		public StandardCall(SqlFunction function, SqlExpression... arguments) {
			this(function, List.of(arguments));
		}

	}

	/** A function over a group of rows, which may be taken in an order. */
	record Aggregate(String function, List<SqlExpression> arguments, boolean distinct, @Nullable SqlCondition filter,
			List<SqlQuery.Order> order) implements SqlExpression {

		public Aggregate {
			arguments = List.copyOf(arguments);
			order = List.copyOf(order);
		}

		/** One that takes its values in any order. */
		public Aggregate(String function, List<SqlExpression> arguments, boolean distinct,
				@Nullable SqlCondition filter) {
			this(function, arguments, distinct, filter, List.of());
		}

	}

	/**
	 * A value as another type.
	 *
	 * @param size characters of a text or digits of an exact number at most; 0 for no
	 * limit
	 * @param scale how many of the digits are behind the point
	 */
	record Cast(SqlExpression operand, SqlType type, int size, int scale) implements SqlExpression {

		public Cast(SqlExpression operand, SqlType type) {
			this(operand, type, 0, 0);
		}

	}

	/** The value of the first branch whose condition holds. */
	record Case(List<Branch> branches, SqlExpression otherwise) implements SqlExpression {

		public Case {
			branches = List.copyOf(branches);
		}

	}

	/** A condition, and the value where it holds. */
	record Branch(SqlCondition condition, SqlExpression value) {
	}

	/** The only value of a query's only row. */
	record Subquery(SqlQuery query) implements SqlExpression {
	}

	/** A column of the select list by its alias, as ORDER BY may name it. */
	record OutputColumn(String alias) implements SqlExpression {
	}

	/**
	 * A column of the select list by its position, counted from 1, as ORDER BY may name
	 * it.
	 */
	record OutputPosition(int position) implements SqlExpression {
	}

	/** A part of a date or time as a number. */
	record Extract(DatePart part, SqlExpression operand) implements SqlExpression {
	}

	/** A date and time, or a time, without anything finer than a part. */
	record Truncate(DatePart part, SqlExpression operand) implements SqlExpression {
	}

	/**
	 * A point in time as date and time in a zone; or the other way round, if it is not to
	 * become local.
	 */
	record AtTimeZone(SqlExpression operand, String zone, boolean local) implements SqlExpression {
	}

	/** A text under a collation. */
	record Collate(SqlExpression operand, String collation) implements SqlExpression {
	}

	/**
	 * What stands at a path of keys and positions in a JSON document, as JSON or as text.
	 */
	record JsonPath(SqlExpression operand, List<String> keys, boolean text) implements SqlExpression {

		public JsonPath {
			keys = List.copyOf(keys);
		}

	}

	/** A JSON object of these keys and values. */
	record JsonObject(List<String> keys, List<SqlExpression> values) implements SqlExpression {

		public JsonObject {
			keys = List.copyOf(keys);
			values = List.copyOf(values);
		}

	}

	/** A function over a row and the rows around it. */
	record Window(SqlExpression function, List<SqlExpression> partition, List<SqlQuery.Order> order,
			@Nullable Frame frame) implements SqlExpression {

		public Window {
			partition = List.copyOf(partition);
			order = List.copyOf(order);
		}

	}

	/**
	 * Rows, or values, from one end to the other; null is unbounded, a negative one
	 * precedes.
	 */
	record Frame(boolean rows, @Nullable Integer start, @Nullable Integer end, @Nullable Exclusion exclusion) {

		/** One in which all rows count. */
		public Frame(boolean rows, @Nullable Integer start, @Nullable Integer end) {
			this(rows, start, end, null);
		}

	}

	/** Rows of a frame that do not count. */
	enum Exclusion {

		/** The row itself. */
		CURRENT_ROW,
		/** The row itself, and all that are equal to it in order. */
		GROUP,
		/** All that are equal to the row in order. */
		TIES,
		/** None. */
		NO_OTHERS

	}

}
