package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * A relation that waits for what it is to lead to. Immutable.
 *
 * @param <M> the model
 * @param <R> the model that it leads to
 * @since 0.1.0
 */
public final class RelationCondition<M, R> {

	private final List<Step> path;

	RelationCondition(List<Step> path) {
		this.path = path;
	}

	/** Leads to this object, which must have been saved. */
	public Q<M> is(R target) {
		return lookup("exact", target);
	}

	/** Leads to the object with this key. */
	public Q<M> hasKey(Object key) {
		return lookup("exact", key);
	}

	/** Leads nowhere. */
	public Q<M> isNull() {
		return lookup("isnull", true);
	}

	/** Leads somewhere. */
	public Q<M> isNotNull() {
		return lookup("isnull", false);
	}

	private Q<M> lookup(String name, Object value) {
		List<Step> names = new ArrayList<>(this.path);
		names.add(new Step.Named(name));
		return new Q<>(new Expression.Keyword(names, value));
	}

}
