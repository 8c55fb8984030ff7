package com.example.bookshop;

import io.asyncorm.lookup.Lookup;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * Different from several values.
 */
public record NotIn() implements Lookup {

	@Override
	public String name() {
		return "not_in";
	}

	@Override
	public Arity arity() {
		return Arity.MANY;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return new SqlCondition.Not(new SqlCondition.AnyOf(operand, values[0]));
	}

}
