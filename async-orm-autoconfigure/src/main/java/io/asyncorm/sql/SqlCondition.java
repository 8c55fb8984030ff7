package io.asyncorm.sql;

import java.util.List;

/**
 * A condition in SQL, which is true, false or unknown. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface SqlCondition extends SqlExpression {

	/** AND; true if there are no conditions. */
	record And(List<SqlCondition> conditions) implements SqlCondition {

		public And {
			conditions = List.copyOf(conditions);
		}

	}

	/** OR; false if there are no conditions. */
	record Or(List<SqlCondition> conditions) implements SqlCondition {

		public Or {
			conditions = List.copyOf(conditions);
		}

	}

	/** NOT. */
	record Not(SqlCondition condition) implements SqlCondition {
	}

	/** A comparison of two values. */
	record Comparison(ComparisonOperator operator, SqlExpression left, SqlExpression right) implements SqlCondition {
	}

	/** IS NULL, or IS NOT NULL. */
	record IsNull(SqlExpression operand, boolean negated) implements SqlCondition {
	}

	/** BETWEEN, both ends included. */
	record Between(SqlExpression operand, SqlExpression from, SqlExpression to) implements SqlCondition {
	}

	/**
	 * LIKE, or ILIKE: a pattern with {@code %} and {@code _}, which a backslash escapes.
	 */
	record Like(SqlExpression operand, SqlExpression pattern, boolean ignoreCase) implements SqlCondition {
	}

	/** A match of a regular expression of the database, anywhere in the text. */
	record Regex(SqlExpression operand, SqlExpression pattern, boolean ignoreCase) implements SqlCondition {
	}

	/** IN with a list of values. */
	record InList(SqlExpression operand, List<SqlExpression> values) implements SqlCondition {

		public InList {
			values = List.copyOf(values);
		}

	}

	/** A comparison of two JSON documents, or of a document and keys. */
	record Json(JsonOperator operator, SqlExpression left, SqlExpression right) implements SqlCondition {
	}

	/** An operator that only some databases have, of arrays and the like. */
	record Operation(SqlOperator operator, SqlExpression left, SqlExpression right) implements SqlCondition {
	}

	/**
	 * {@code = ANY} with an array that is bound as one value, or with several arrays
	 * where one would be too long for the database.
	 */
	record AnyOf(SqlExpression operand, List<SqlExpression> arrays) implements SqlCondition {

		public AnyOf {
			arrays = List.copyOf(arrays);
		}

		/** Equal to an element of one array. */
		public AnyOf(SqlExpression operand, SqlExpression array) {
			this(operand, List.of(array));
		}

	}

	/**
	 * IN over many row values, of which each column is bound as one array.
	 */
	record AnyRow(SqlExpression operand, List<SqlExpression> arrays) implements SqlCondition {

		public AnyRow {
			arrays = List.copyOf(arrays);
		}

	}

	/** IN with a subquery. */
	record InQuery(SqlExpression operand, SqlQuery query) implements SqlCondition {
	}

	/** EXISTS. */
	record Exists(SqlQuery query) implements SqlCondition {
	}

	/** A boolean value as a condition. */
	record Test(SqlExpression operand) implements SqlCondition {
	}

}
