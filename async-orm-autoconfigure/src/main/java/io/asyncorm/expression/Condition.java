package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Builds a condition on a field, by its lookups: {@code where(Book::title).eq("Dune")}.
 * Immutable.
 *
 * @param <M> the model
 * @param <V> the type of the field
 * @since 0.1.0
 */
public sealed class Condition<M, V extends @Nullable Object>
		permits TextCondition, NumberCondition, TemporalCondition, CollectionCondition, RangeCondition {

	private final List<Step> path;

	Condition(List<Step> path) {
		this.path = path;
	}

	/** Equal to a value; {@code exact}. */
	public Q<M> eq(V value) {
		return lookup("exact", value);
	}

	/** Equal to a computed value. */
	public Q<M> eq(Expr<? super M> value) {
		return lookup("exact", value);
	}

	/** Greater than a value. */
	public Q<M> gt(V value) {
		return lookup("gt", value);
	}

	/** Greater than a computed value. */
	public Q<M> gt(Expr<? super M> value) {
		return lookup("gt", value);
	}

	/** Greater than a value, or equal to it. */
	public Q<M> gte(V value) {
		return lookup("gte", value);
	}

	/** Greater than a computed value, or equal to it. */
	public Q<M> gte(Expr<? super M> value) {
		return lookup("gte", value);
	}

	/** Less than a value. */
	public Q<M> lt(V value) {
		return lookup("lt", value);
	}

	/** Less than a computed value. */
	public Q<M> lt(Expr<? super M> value) {
		return lookup("lt", value);
	}

	/** Less than a value, or equal to it. */
	public Q<M> lte(V value) {
		return lookup("lte", value);
	}

	/** Less than a computed value, or equal to it. */
	public Q<M> lte(Expr<? super M> value) {
		return lookup("lte", value);
	}

	/** Equal to one of several values. */
	public Q<M> in(Collection<? extends V> values) {
		return lookup("in", values);
	}

	/** Equal to one of the values of a query set of one column. */
	public Q<M> in(Subselect query) {
		return lookup("in", query);
	}

	/** Between two values, both included. */
	public Q<M> range(V from, V to) {
		List<@Nullable Object> ends = new ArrayList<>(2);
		ends.add(from);
		ends.add(to);
		return lookup("range", ends);
	}

	/** Between two computed values, both included. */
	public Q<M> range(Expr<? super M> from, Expr<? super M> to) {
		Assert.notNull(from, "'from' must not be null");
		Assert.notNull(to, "'to' must not be null");
		return lookup("range", List.of(from, to));
	}

	/** Null. */
	public Q<M> isNull() {
		return lookup("isnull", true);
	}

	/** Not null. */
	public Q<M> isNotNull() {
		return lookup("isnull", false);
	}

	/**
	 * Matched by a lookup by its name: one of your own, which is a bean of type
	 * {@link io.asyncorm.lookup.Lookup}.
	 */
	public final Q<M> lookup(String name, @Nullable Object value) {
		return new Q<>(new Expression.Keyword(path(name), value));
	}

	/** The path to the field, with a name appended. */
	final List<Step> path(String name) {
		return Step.append(this.path, new Step.Named(name));
	}

}
