package io.asyncorm.expression;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;

/**
 * Builds a condition on a relation, by the objects or keys that it leads to. Immutable.
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

	/** Leads to the object whose key the database computes. */
	public Q<M> is(Expr<? super M> key) {
		return lookup("exact", key);
	}

	/** Leads to one of these objects, which must have been saved. */
	public Q<M> in(Collection<? extends R> targets) {
		return lookup("in", targets);
	}

	/** Leads to an object that a query set of the model, or of keys, has. */
	public Q<M> in(Subselect query) {
		return lookup("in", query);
	}

	/** Leads to an object with one of these keys. */
	public Q<M> hasKeyIn(Collection<?> keys) {
		return lookup("in", keys);
	}

	/** Leads nowhere. */
	public Q<M> isNull() {
		return lookup("isnull", true);
	}

	/** Leads somewhere. */
	public Q<M> isNotNull() {
		return lookup("isnull", false);
	}

	/**
	 * Matched by a lookup by its name: one of your own that
	 * {@linkplain io.asyncorm.lookup.Lookup#suitsRelations() suits relations}.
	 */
	public Q<M> lookup(String name, @Nullable Object value) {
		return new Q<>(new Expression.Keyword(Step.append(this.path, new Step.Named(name)), value));
	}

}
