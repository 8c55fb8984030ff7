package io.asyncorm.lookup;

import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * Compares a field with a value of its own type.
 */
record ComparisonLookup(String name, ComparisonOperator operator) implements Lookup {

	@Override
	public Arity arity() {
		return Arity.ONE;
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
		return new SqlCondition.Comparison(this.operator, operand, values[0]);
	}

}
