package io.asyncorm.lookup;

import java.util.List;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * Equal to one of several values, which are bound as one array unless the database
 * computes some of them.
 */
record InLookup(String name) implements Lookup {

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
		if (values.length == 1 && values[0] instanceof SqlExpression.Subquery subquery) {
			return new SqlCondition.InQuery(operand, subquery.query());
		}
		if (values.length == 1 && values[0] instanceof SqlExpression.ArrayParameter array) {
			return new SqlCondition.AnyOf(operand, array);
		}
		return new SqlCondition.InList(operand, List.of(values));
	}

}
