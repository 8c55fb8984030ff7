package io.asyncorm.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An expression in SQL: what stands for a value in a statement. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface SqlExpression permits SqlExpression.Column, SqlExpression.Row, SqlExpression.Parameter,
		SqlExpression.ArrayParameter, SqlExpression.Literal, SqlExpression.Null, SqlExpression.Star,
		SqlExpression.Arithmetic, SqlExpression.Call, SqlExpression.Aggregate, SqlExpression.Cast,
		SqlExpression.CastToOwn, SqlExpression.Case, SqlExpression.Subquery, SqlExpression.OutputColumn,
		SqlExpression.OutputPosition, SqlExpression.Extract, SqlExpression.AtTimeZone, SqlExpression.JsonPath,
		SqlExpression.Window, SqlExpression.Text, SqlExpression.StandardCall, SqlExpression.Truncate,
		SqlExpression.JsonObject, SqlExpression.Concatenation, SqlExpression.Raw, SqlExpression.Collate,
		SqlExpression.WindowCall, SqlExpression.NextValue, SqlExpression.Subscript, SqlCondition {

	/**
	 * A column, qualified by the alias of its table; not qualified if the alias is empty.
	 */
	record Column(String alias, String name) implements SqlExpression {
	}

	/** A row value: several values that are compared with as many others. */
	record Row(List<SqlExpression> values) implements SqlExpression {

		public Row {
			values = List.copyOf(values);
		}

	}

	/**
	 * A bind: the value of a numbered slot, which is set when the statement runs.
	 *
	 * @param column how values of the column that it belongs to are bound; null if there
	 * is none, or if it is nothing special
	 */
	record Parameter(int slot, SqlType type, @Nullable ColumnBinding column) implements SqlExpression {

		/** A bind that belongs to no column. */
		public Parameter(int slot, SqlType type) {
			this(slot, type, null);
		}

	}

	/**
	 * A bind of several values as one array.
	 *
	 * @param column how values of the column that they belong to are bound; null if there
	 * is none, or if it is nothing special
	 */
	record ArrayParameter(int slot, SqlType elementType, @Nullable ColumnBinding column) implements SqlExpression {

		/** A bind that belongs to no column. */
		public ArrayParameter(int slot, SqlType elementType) {
			this(slot, elementType, null);
		}

	}

	/** A numeric constant that the compiler writes, never a user's value. */
	record Literal(long value) implements SqlExpression {
	}

	/** A text constant that is part of the statement's structure, such as a JSON key. */
	record Text(String value) implements SqlExpression {
	}

	/** The next value of a sequence. */
	record NextValue(TableName sequence) implements SqlExpression {
	}

	/** NULL. */
	record Null() implements SqlExpression {
	}

	/** The {@code *} of {@code count(*)}. */
	record Star() implements SqlExpression {
	}

	/** An arithmetic expression. */
	record Arithmetic(ArithmeticOperator operator, SqlExpression left, SqlExpression right) implements SqlExpression {
	}

	/**
	 * SQL that the user wrote, and the values that stand between its pieces: there is one
	 * piece more than values, though the first and the last may be empty.
	 */
	record Raw(List<String> pieces, List<SqlExpression> operands) implements SqlExpression {

		public Raw {
			pieces = List.copyOf(pieces);
			operands = List.copyOf(operands);
			if (pieces.size() != operands.size() + 1) {
				throw new IllegalArgumentException("SqlExpression.Raw takes one piece of SQL more than values, which"
						+ " stand between the pieces: here are " + pieces.size() + " pieces and " + operands.size()
						+ " values");
			}
		}

	}

	/** A function call, by the function's name in SQL. */
	record Call(String function, List<SqlExpression> arguments) implements SqlExpression {

		public Call {
			arguments = List.copyOf(arguments);
		}

		public Call(String function, SqlExpression... arguments) {
			this(function, List.of(arguments));
		}

	}

	/** The operator {@code ||}: null if one of the texts is. */
	record Concatenation(List<SqlExpression> parts) implements SqlExpression {

		public Concatenation {
			parts = List.copyOf(parts);
		}

	}

	/** A call of a function that each database spells in its own way. */
	record StandardCall(SqlFunction function, List<SqlExpression> arguments) implements SqlExpression {

		public StandardCall {
			arguments = List.copyOf(arguments);
		}

		public StandardCall(SqlFunction function, SqlExpression... arguments) {
			this(function, List.of(arguments));
		}

	}

	/** An aggregate function, with DISTINCT, FILTER and ORDER BY. */
	record Aggregate(AggregateFunction function, List<SqlExpression> arguments, boolean distinct,
			@Nullable SqlCondition filter, List<SqlQuery.Order> order) implements SqlExpression {

		public Aggregate {
			arguments = List.copyOf(arguments);
			order = List.copyOf(order);
		}

		/** An aggregate without an order. */
		public Aggregate(AggregateFunction function, List<SqlExpression> arguments, boolean distinct,
				@Nullable SqlCondition filter) {
			this(function, arguments, distinct, filter, List.of());
		}

	}

	/**
	 * CAST.
	 *
	 * @param size length of a text or precision of an exact number; 0 for no limit
	 * @param scale how many of the digits are behind the decimal point
	 */
	record Cast(SqlExpression operand, SqlType type, int size, int scale) implements SqlExpression {

		public Cast(SqlExpression operand, SqlType type) {
			this(operand, type, 0, 0);
		}

	}

	/**
	 * CAST to a type of the database's own.
	 *
	 * @param type the type, as SQL
	 */
	record CastToOwn(SqlExpression operand, String type) implements SqlExpression {
	}

	/** CASE WHEN: the value of the first branch whose condition holds. */
	record Case(List<Branch> branches, SqlExpression otherwise) implements SqlExpression {

		public Case {
			branches = List.copyOf(branches);
		}

	}

	/** WHEN and THEN. */
	record Branch(SqlCondition condition, SqlExpression value) {
	}

	/** A scalar subquery. */
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

	/** EXTRACT: a field of a date or time, as a number. */
	record Extract(DatePart part, SqlExpression operand) implements SqlExpression {
	}

	/** A date or time truncated to a field, as by {@code date_trunc}. */
	record Truncate(DatePart part, SqlExpression operand) implements SqlExpression {
	}

	/**
	 * AT TIME ZONE: a point in time as local date and time in a zone, or the reverse.
	 *
	 * @param local whether the result is the local date and time
	 */
	record AtTimeZone(SqlExpression operand, String zone, boolean local) implements SqlExpression {
	}

	/** COLLATE. */
	record Collate(SqlExpression operand, String collation) implements SqlExpression {
	}

	/**
	 * The element of a JSON document at a path of keys and indexes, as JSON or as text.
	 */
	record JsonPath(SqlExpression operand, List<String> keys, boolean text) implements SqlExpression {

		public JsonPath {
			keys = List.copyOf(keys);
		}

	}

	/**
	 * The element of an array at a place, counted from 1, or those from there to another
	 * place.
	 */
	record Subscript(SqlExpression operand, int from, @Nullable Integer to) implements SqlExpression {
	}

	/** A JSON object, built of keys and values. */
	record JsonObject(List<String> keys, List<SqlExpression> values) implements SqlExpression {

		public JsonObject {
			keys = List.copyOf(keys);
			values = List.copyOf(values);
		}

	}

	/** A call that must have a window around it. */
	record WindowCall(WindowFunction function, List<SqlExpression> arguments) implements SqlExpression {

		public WindowCall {
			arguments = List.copyOf(arguments);
		}

		/** Whether it has a value for where there is no such row. */
		public boolean hasDefault() {
			return (this.function == WindowFunction.LAG || this.function == WindowFunction.LEAD)
					&& this.arguments.size() > 2;
		}

	}

	/** A window function: a function with an OVER clause. */
	record Window(SqlExpression function, List<SqlExpression> partition, List<SqlQuery.Order> order,
			@Nullable Frame frame) implements SqlExpression {

		public Window {
			partition = List.copyOf(partition);
			order = List.copyOf(order);
		}

	}

	/**
	 * The frame of a window: ROWS or RANGE BETWEEN start AND end.
	 *
	 * @param start negative for PRECEDING, positive for FOLLOWING, 0 for CURRENT ROW,
	 * null for UNBOUNDED PRECEDING
	 * @param end likewise; null for UNBOUNDED FOLLOWING
	 */
	record Frame(boolean rows, @Nullable Integer start, @Nullable Integer end, @Nullable Exclusion exclusion) {

		/** A frame that excludes no rows. */
		public Frame(boolean rows, @Nullable Integer start, @Nullable Integer end) {
			this(rows, start, end, null);
		}

	}

	/** The rows that EXCLUDE leaves out of a frame. */
	enum Exclusion {

		/** The row itself. */
		CURRENT_ROW,
		/** The row itself, and its peers in order. */
		GROUP,
		/** The row's peers in order, but not the row itself. */
		TIES,
		/** None. */
		NO_OTHERS

	}

}
