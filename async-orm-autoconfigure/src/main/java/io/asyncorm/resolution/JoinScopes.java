package io.asyncorm.resolution;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.Hop;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

/**
 * Finds the join over a to-many relation that an annotation or ordering reuses: as in
 * Django, that of the latest {@code filter()} call, or else a new one.
 */
final class JoinScopes {

	private JoinScopes() {
	}

	static int latest(QueryState state, List<Hop> hops) {
		List<Hop> prefix = toMany(hops);
		return (prefix != null) ? state.filters().stream().mapToInt((filter) -> latest(filter, prefix)).max().orElse(0)
				: 0;
	}

	/** The joins up to the first to-many relation; null if there is none. */
	static @Nullable List<Hop> toMany(List<Hop> hops) {
		for (int i = 0; i < hops.size(); i++) {
			if (hops.get(i).toMany()) {
				return hops.subList(0, i + 1);
			}
		}
		return null;
	}

	private static int latest(Expression expression, List<Hop> prefix) {
		if (expression instanceof Expression.Column column) {
			return (column.hops().size() >= prefix.size() && column.hops().subList(0, prefix.size()).equals(prefix))
					? column.scope() : 0;
		}
		// Behind a negation a to-many relation is a subquery of its own, and joins
		// nothing
		if (expression instanceof Expression.Not) {
			return 0;
		}
		int[] latest = { 0 };
		expression.forEachChild((child) -> latest[0] = Math.max(latest[0], latest(child, prefix)));
		return latest[0];
	}

}
