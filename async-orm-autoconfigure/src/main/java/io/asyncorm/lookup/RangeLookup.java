package io.asyncorm.lookup;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * Between two values, both included.
 */
record RangeLookup() implements Lookup {

	@Override
	public String name() {
		return "range";
	}

	@Override
	public Arity arity() {
		return Arity.TWO;
	}

	@Override
	public Class<?> valueType(Class<?> fieldType) {
		return fieldType;
	}

	@Override
	public Object prepare(Object value) {
		return value;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return new SqlCondition.Between(operand, values[0], values[1]);
	}

}
