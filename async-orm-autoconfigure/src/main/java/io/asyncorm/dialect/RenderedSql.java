package io.asyncorm.dialect;

import java.util.List;

import io.asyncorm.sql.SqlExpression;

/**
 * The text of a statement, with its parameters in order.
 *
 * @param text the SQL, with a question mark for each value
 * @param parameters what is bound, in the order of the question marks: each is a
 * {@link SqlExpression.Parameter} or a {@link SqlExpression.ArrayParameter}
 * @since 0.1.0
 */
public record RenderedSql(String text, List<SqlExpression> parameters) {

	public RenderedSql {
		parameters = List.copyOf(parameters);
	}

}
