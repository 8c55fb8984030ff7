package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A field that waits for what it is to be held against. Immutable.
 *
 * @param <M> the model
 * @param <V> the type of the field
 * @since 0.1.0
 */
public sealed class Condition<M, V extends @Nullable Object> permits TextCondition, NumberCondition {

	private final List<Step> path;

	Condition(List<Step> path) {
		this.path = path;
	}

	/** Equal to it; {@code exact}. */
	public Q<M> eq(V value) {
		return lookup("exact", value);
	}

	/** Greater than it. */
	public Q<M> gt(V value) {
		return lookup("gt", value);
	}

	/** Greater than it, or equal. */
	public Q<M> gte(V value) {
		return lookup("gte", value);
	}

	/** Less than it. */
	public Q<M> lt(V value) {
		return lookup("lt", value);
	}

	/** Less than it, or equal. */
	public Q<M> lte(V value) {
		return lookup("lte", value);
	}

	/** Equal to one of them. */
	public Q<M> in(Collection<? extends V> values) {
		return lookup("in", values);
	}

	/** Between the two, both included. */
	public Q<M> range(V from, V to) {
		List<@Nullable Object> ends = new ArrayList<>(2);
		ends.add(from);
		ends.add(to);
		return lookup("range", ends);
	}

	/** Missing. */
	public Q<M> isNull() {
		return lookup("isnull", true);
	}

	/** Not missing. */
	public Q<M> isNotNull() {
		return lookup("isnull", false);
	}

	final Q<M> lookup(String name, @Nullable Object value) {
		List<Step> names = new ArrayList<>(this.path);
		names.add(new Step.Named(name));
		return new Q<>(new Expression.Keyword(names, value));
	}

}
