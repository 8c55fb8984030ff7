package io.asyncorm.lookup;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlType;

/**
 * Looks for a part of a text. As in Django, a field of any other type is looked at as
 * text, and the characters that mean something in a pattern stand for themselves.
 */
record TextLookup(String name, String before, String after, boolean ignoreCase) implements Lookup {

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
		String literal = value.toString().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
		return this.before + literal + this.after;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return new SqlCondition.Like(new SqlExpression.Cast(operand, SqlType.TEXT), values[0], this.ignoreCase);
	}

}
