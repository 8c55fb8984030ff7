package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.Hop;

/**
 * Identifies a join, so that columns at the end of the same path share it: the hops that
 * lead to the table and, behind a to-many hop, the {@code filter()} call that it belongs
 * to. As in Django, each such call joins a to-many relation anew, and all share to-one
 * joins.
 *
 * @param path the hops from the query set's model to the table
 * @param scope the number of the {@code filter()} call, 0 for to-one paths; negative for
 * a {@link io.asyncorm.plan.QueryState.FilteredJoin filtered relation}
 */
record JoinKey(List<Hop> path, int scope) {

	/** The joins that lead to a column's table, the first one first. */
	static List<JoinKey> allOf(Expression.Column column) {
		return allOf(column.hops(), column.scope());
	}

	static List<JoinKey> allOf(List<Hop> hops, int scope) {
		if (hops.isEmpty()) {
			return List.of();
		}
		List<JoinKey> keys = new ArrayList<>(hops.size());
		boolean toMany = false;
		for (int i = 0; i < hops.size(); i++) {
			toMany |= hops.get(i).toMany();
			// A filtered relation has a join of its own, wherever it leads
			keys.add(new JoinKey(hops.subList(0, i + 1), (toMany || scope < 0) ? scope : 0));
		}
		return keys;
	}

	/** The join of the last hop of a path. */
	static JoinKey ofLast(List<Hop> hops, int scope) {
		boolean own = scope < 0;
		for (int i = 0; !own && i < hops.size(); i++) {
			own = hops.get(i).toMany();
		}
		return new JoinKey(hops, own ? scope : 0);
	}

	Hop last() {
		return this.path.get(this.path.size() - 1);
	}

}
