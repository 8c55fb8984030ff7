package com.example.bookshop;

import java.util.List;

import io.asyncorm.lookup.Lookup;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * A text that has many groups of three letters in common with the field, as the extension
 * pg_trgm compares them.
 */
public record SharesTrigrams() implements Lookup {

	@Override
	public String name() {
		return "shares_trigrams";
	}

	@Override
	public boolean readsText() {
		return true;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return new SqlCondition.Test(new SqlExpression.Raw(List.of("", " % ", ""), List.of(operand, values[0])));
	}

}
