package io.asyncorm.lookup;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * Holds a text, or any other value as text, against a regular expression of the database.
 */
record RegexLookup(String name, boolean ignoreCase) implements Lookup {

	@Override
	public boolean readsText() {
		return true;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return new SqlCondition.Regex(operand, values[0], this.ignoreCase);
	}

}
