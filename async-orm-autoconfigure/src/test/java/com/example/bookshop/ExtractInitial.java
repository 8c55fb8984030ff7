package com.example.bookshop;

import java.util.List;

import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.sql.SqlExpression;

/**
 * The first letter of a text, in capitals.
 */
public record ExtractInitial() implements DatabaseFunction {

	@Override
	public String name() {
		return "extract_initial";
	}

	@Override
	public Class<?> type(List<Class<?>> arguments) {
		return String.class;
	}

	@Override
	public SqlExpression toSql(List<Argument> arguments) {
		return new SqlExpression.Call("upper",
				new SqlExpression.Call("left", arguments.get(0).sql(), new SqlExpression.Literal(1)));
	}

}
