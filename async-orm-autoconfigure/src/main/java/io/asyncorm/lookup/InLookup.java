package io.asyncorm.lookup;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * Equal to one of several values, which are bound as one array.
 */
record InLookup() implements Lookup {

	@Override
	public String name() {
		return "in";
	}

	@Override
	public Arity arity() {
		return Arity.MANY;
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
		if (values[0] instanceof SqlExpression.Subquery subquery) {
			return new SqlCondition.InQuery(operand, subquery.query());
		}
		return new SqlCondition.AnyOf(operand, values[0]);
	}

}
