package io.asyncorm.lookup;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlType;

/**
 * Holds a text, or any other value as text, against a regular expression of the database.
 */
record RegexLookup(String name, boolean ignoreCase) implements Lookup {

	@Override
	public Arity arity() {
		return Arity.ONE;
	}

	@Override
	public Class<?> valueType(Class<?> fieldType) {
		return String.class;
	}

	@Override
	public Object prepare(Object value) {
		return value;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return new SqlCondition.Regex(new SqlExpression.Cast(operand, SqlType.TEXT), values[0], this.ignoreCase);
	}

}
