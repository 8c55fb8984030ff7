package io.asyncorm.lookup;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * {@code regex} and {@code iregex}: matches a text, or any other value as text, with a
 * regular expression of the database.
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
