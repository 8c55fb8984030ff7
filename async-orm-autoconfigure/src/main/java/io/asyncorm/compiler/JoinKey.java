package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.Hop;

/**
 * What a joined table stands for: the hops that lead to it and, where one of them leads
 * to many rows, the {@code filter()} call that it belongs to. To-one paths share one
 * table.
 */
record JoinKey(List<Hop> path, int scope) {

	/** The tables on the way to a column, the nearest first. */
	static List<JoinKey> allOf(Expression.Column column) {
		return allOf(column.hops(), column.scope());
	}

	static List<JoinKey> allOf(List<Hop> hops, int scope) {
		List<JoinKey> keys = new ArrayList<>(hops.size());
		boolean toMany = false;
		for (int i = 0; i < hops.size(); i++) {
			toMany |= hops.get(i).toMany();
			// A filtered relation has a join of its own, wherever it leads
			keys.add(new JoinKey(hops.subList(0, i + 1), (toMany || scope < 0) ? scope : 0));
		}
		return keys;
	}

	Hop last() {
		return this.path.get(this.path.size() - 1);
	}

}
