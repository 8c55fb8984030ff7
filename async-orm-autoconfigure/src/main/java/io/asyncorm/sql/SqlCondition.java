package io.asyncorm.sql;

import java.util.List;

/**
 * Something that is true, false or unknown. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface SqlCondition extends SqlExpression {

	/** All of them hold; true if there are none. */
	record And(List<SqlCondition> conditions) implements SqlCondition {

		public And {
			conditions = List.copyOf(conditions);
		}

	}

	/** One of them holds; false if there are none. */
	record Or(List<SqlCondition> conditions) implements SqlCondition {

		public Or {
			conditions = List.copyOf(conditions);
		}

	}

	/** The opposite. */
	record Not(SqlCondition condition) implements SqlCondition {
	}

	/** Two values compared. */
	record Comparison(ComparisonOperator operator, SqlExpression left, SqlExpression right) implements SqlCondition {
	}

	/** Whether a value is missing. */
	record IsNull(SqlExpression operand, boolean negated) implements SqlCondition {
	}

	/** Both ends belong to it. */
	record Between(SqlExpression operand, SqlExpression from, SqlExpression to) implements SqlCondition {
	}

	/**
	 * A pattern with {@code %} and {@code _}, in which a backslash takes their meaning
	 * away.
	 */
	record Like(SqlExpression operand, SqlExpression pattern, boolean ignoreCase) implements SqlCondition {
	}

	/** Matches a regular expression of the database, somewhere in the text. */
	record Regex(SqlExpression operand, SqlExpression pattern, boolean ignoreCase) implements SqlCondition {
	}

	/** Equal to one of these values. */
	record InList(SqlExpression operand, List<SqlExpression> values) implements SqlCondition {

		public InList {
			values = List.copyOf(values);
		}

	}

	/** What two JSON documents, or a document and keys, have to do with each other. */
	record Json(JsonOperator operator, SqlExpression left, SqlExpression right) implements SqlCondition {
	}

	/** Equal to one of the values of an array. */
	record AnyOf(SqlExpression operand, SqlExpression array) implements SqlCondition {
	}

	/** Equal to one of the values of a query. */
	record InQuery(SqlExpression operand, SqlQuery query) implements SqlCondition {
	}

	/** Whether a query gives a row. */
	record Exists(SqlQuery query) implements SqlCondition {
	}

	/** A value that is itself true or false. */
	record Test(SqlExpression operand) implements SqlCondition {
	}

}
