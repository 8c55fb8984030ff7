package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.Hop;
import io.asyncorm.plan.FilteredJoin;

/**
 * Identifies a join, so that columns at the end of the same path share it: the hops that
 * lead to the table and, behind a to-many hop, the {@code filter()} call that it belongs
 * to. As in Django, each such call joins a to-many relation anew, and all share to-one
 * joins.
 *
 * @param path the hops from the query set's model to the table
 * @param scope the number of the {@code filter()} call, 0 for to-one paths; negative for
 * a {@link FilteredJoin filtered relation}
 */
record JoinKey(List<Hop> path, int scope) {

	/**
	 * The joins that lead to a column's table, the first one first.
	 * @param filtered the filtered relations of the query set
	 */
	static List<JoinKey> allOf(Expression.Column column, List<FilteredJoin> filtered) {
		return allOf(column.hops(), column.scope(), filtered);
	}

	static List<JoinKey> allOf(List<Hop> hops, int scope, List<FilteredJoin> filtered) {
		if (hops.isEmpty()) {
			return List.of();
		}
		List<JoinKey> keys = new ArrayList<>(hops.size());
		if (scope < 0) {
			// A filtered relation has a join of its own, wherever it leads
			for (int i = 1; i <= hops.size(); i++) {
				keys.add(new JoinKey(hops.subList(0, i), filteredScope(i, scope, filtered)));
			}
			return keys;
		}
		boolean toMany = false;
		for (int i = 0; i < hops.size(); i++) {
			toMany |= hops.get(i).toMany();
			keys.add(new JoinKey(hops.subList(0, i + 1), toMany ? scope : 0));
		}
		return keys;
	}

	/** The join of the last hop of a path. */
	static JoinKey ofLast(List<Hop> hops, int scope, List<FilteredJoin> filtered) {
		if (scope < 0) {
			return new JoinKey(hops, filteredScope(hops.size(), scope, filtered));
		}
		boolean own = false;
		for (int i = 0; !own && i < hops.size(); i++) {
			own = hops.get(i).toMany();
		}
		return new JoinKey(hops, own ? scope : 0);
	}

	/** Where it leads on from another filtered relation, it shares the joins of that. */
	private static int filteredScope(int length, int scope, List<FilteredJoin> filtered) {
		int parent = FilteredJoin.ofScope(filtered, scope).parent();
		boolean shared = parent < 0 && length <= FilteredJoin.ofScope(filtered, parent).hops().size();
		return shared ? filteredScope(length, parent, filtered) : scope;
	}

	/** Whether it is the next join on a way on from another one. */
	boolean isBehind(JoinKey other) {
		int length = other.path.size();
		return this.path.size() == length + 1 && this.scope == other.scope
				&& this.path.subList(0, length).equals(other.path);
	}

	Hop last() {
		return this.path.get(this.path.size() - 1);
	}

}
