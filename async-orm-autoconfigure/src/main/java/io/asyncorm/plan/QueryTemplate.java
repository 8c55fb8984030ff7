package io.asyncorm.plan;

import java.util.List;

import io.asyncorm.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * A query that is resolved once, with parameters in place of some of its values, and run
 * many times: that of a method of a repository. It is the key by which its statement is
 * found, and so equal to no other. Immutable.
 *
 * @since 0.1.0
 */
public final class QueryTemplate {

	private final QueryState state;

	/**
	 * @param state the query, in which some values are {@link #parameter parameters}
	 */
	public QueryTemplate(QueryState state) {
		this.state = state;
	}

	/** Stands for a value that is not known yet. */
	public static Expression.Value parameter(int index, Class<?> type) {
		return Expression.Value.of(new Parameter(index), type);
	}

	/** The query, with its parameters. */
	public QueryState state() {
		return this.state;
	}

	/** The query with these values, in the order of the parameters. */
	public RowQuery bind(List<?> values) {
		return new BoundQuery(this, values);
	}

	/** A value of the query: one of those that are given, if it is a parameter. */
	static @Nullable Object bound(@Nullable Object value, List<?> given) {
		return (value instanceof Parameter parameter) ? given.get(parameter.index()) : value;
	}

	/**
	 * The place of a value that is not known yet.
	 */
	private record Parameter(int index) {

	}

}
