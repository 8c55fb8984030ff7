package com.example.bookshop;

import java.util.List;

import io.asyncorm.lookup.Lookup;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * Django's {@code trigram_similar}: a text that has many groups of three letters in
 * common with the field, as the extension pg_trgm compares them.
 */
public record TrigramSimilar() implements Lookup {

	@Override
	public String name() {
		return "trigram_similar";
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
