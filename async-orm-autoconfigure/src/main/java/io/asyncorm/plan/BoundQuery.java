package io.asyncorm.plan;

import java.util.Arrays;
import java.util.List;

import io.asyncorm.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * A prepared query and the values of its parameters. Immutable.
 *
 * @param template the query
 * @param values the values, as columns hold them, in the order of the parameters
 * @since 0.1.0
 */
public record BoundQuery(QueryTemplate template, List<?> values) implements RowQuery {

	@Override
	public QueryState state() {
		return this.template.state().map(this::bound, (part) -> part);
	}

	private Expression bound(Expression expression) {
		if (!(expression instanceof Expression.Value value)) {
			return expression.mapChildren(this::bound);
		}
		Object known = valueOf(value);
		return (known != value.value()) ? new Expression.Value(known, value.type(), value.array()) : value;
	}

	@Override
	public QueryState shape() {
		return this.template.state();
	}

	@Override
	public @Nullable Object valueOf(Expression.Value value) {
		return QueryTemplate.bound(value.value(), this.values);
	}

	/**
	 * All values of the statement.
	 * @param extracted those of the template, some of which are parameters
	 */
	public List<@Nullable Object> values(List<? extends @Nullable Object> extracted) {
		@Nullable Object[] all = new Object[extracted.size()];
		for (int i = 0; i < all.length; i++) {
			all[i] = QueryTemplate.bound(extracted.get(i), this.values);
		}
		return Arrays.asList(all);
	}

}
