package com.example.bookshop;

import java.util.List;

import io.asyncorm.lookup.Lookup;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * Equal to a value, where null is one and equal to itself.
 */
public record SameAs() implements Lookup {

	@Override
	public String name() {
		return "same_as";
	}

	@Override
	public boolean suitsRelations() {
		return true;
	}

	@Override
	public Nulls nulls() {
		return Nulls.VALUE;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return new SqlCondition.Test(
				new SqlExpression.Raw(List.of("", " IS NOT DISTINCT FROM ", ""), List.of(operand, values[0])));
	}

}
