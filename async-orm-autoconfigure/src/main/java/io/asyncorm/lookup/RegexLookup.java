package io.asyncorm.lookup;

import io.asyncorm.model.QueryLimits;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * {@code regex} and {@code iregex}: matches a text, or any other value as text, with a
 * regular expression of the database. On H2 it runs in this JVM, on the thread of the
 * statement: a bad pattern stops every virtual thread, and no time-out or cancel reaches
 * it. {@code async-orm.lookups.disabled} switches it off.
 */
record RegexLookup(String name, boolean ignoreCase) implements Lookup {

	@Override
	public boolean readsText() {
		return true;
	}

	@Override
	public Object prepare(Object value) {
		QueryLimits.requirePattern(value.toString());
		return value;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return new SqlCondition.Regex(operand, values[0], this.ignoreCase);
	}

}
