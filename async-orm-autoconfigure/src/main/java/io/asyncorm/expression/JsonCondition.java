package io.asyncorm.expression;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Builds a condition on a JSON document or a value in it, by its lookups. Keys are taken
 * as they are: unlike in a Django string, they may have double underscores, or the name
 * of a lookup. Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class JsonCondition<M> {

	private final List<Step> path;

	JsonCondition(List<Step> path) {
		this.path = path;
	}

	/** The value of a key of an object. */
	public JsonCondition<M> key(String key) {
		return new JsonCondition<>(Step.append(this.path, new Step.Named(key)));
	}

	/** The element at a position of an array, counted from 0. */
	public JsonCondition<M> index(int position) {
		return key(Integer.toString(position));
	}

	/** Equal to it, as a document; null is the null of JSON. */
	public Q<M> eq(@Nullable Object value) {
		return lookup("exact", value);
	}

	/** Greater than it, in the order that the database gives documents. */
	public Q<M> gt(Object value) {
		return lookup("gt", value);
	}

	/** Greater than it, or equal. */
	public Q<M> gte(Object value) {
		return lookup("gte", value);
	}

	/** Less than it. */
	public Q<M> lt(Object value) {
		return lookup("lt", value);
	}

	/** Less than it, or equal. */
	public Q<M> lte(Object value) {
		return lookup("lte", value);
	}

	/** Equal to one of them. */
	public Q<M> in(Collection<?> values) {
		return lookup("in", values);
	}

	/** Contains all entries of a document. */
	public Q<M> contains(Object part) {
		return lookup("contains", part);
	}

	/** Contained by a document: has no entries but those of it. */
	public Q<M> containedBy(Object whole) {
		return lookup("contained_by", whole);
	}

	/** Has this key. */
	public Q<M> hasKey(String key) {
		return lookup("has_key", key);
	}

	/** Has all of these keys. */
	public Q<M> hasKeys(Collection<String> keys) {
		return lookup("has_keys", keys);
	}

	/** Has one of these keys. */
	public Q<M> hasAnyKeys(Collection<String> keys) {
		return lookup("has_any_keys", keys);
	}

	/** Equal as text, ignoring case. */
	public Q<M> iexact(String text) {
		return lookup("iexact", text);
	}

	/** Contains a text, ignoring case. */
	public Q<M> icontains(String text) {
		return lookup("icontains", text);
	}

	/** Begins with a text. */
	public Q<M> startsWith(String text) {
		return lookup("startswith", text);
	}

	/** Begins with a text, ignoring case. */
	public Q<M> istartsWith(String text) {
		return lookup("istartswith", text);
	}

	/** Ends with a text. */
	public Q<M> endsWith(String text) {
		return lookup("endswith", text);
	}

	/** Ends with a text, ignoring case. */
	public Q<M> iendsWith(String text) {
		return lookup("iendswith", text);
	}

	/**
	 * Matches a regular expression as text, in some part. Take none from a client: see
	 * {@link TextCondition#regex}.
	 */
	public Q<M> regex(String pattern) {
		return lookup("regex", pattern);
	}

	/** As {@link #regex}, ignoring case. */
	public Q<M> iregex(String pattern) {
		return lookup("iregex", pattern);
	}

	/** Missing, which the null of JSON is not. */
	public Q<M> isNull() {
		return lookup("isnull", true);
	}

	/** Not missing. */
	public Q<M> isNotNull() {
		return lookup("isnull", false);
	}

	/** The document as a value, for computing and ordering. */
	public Expr<M> value() {
		return new Expr<>(new Expression.Reference(this.path));
	}

	/**
	 * The value at the path as text, as Django's {@code KT}; the path must have a key or
	 * a position.
	 */
	public Expr<M> text() {
		return new Expr<>(new JsonExpression.JsonPath(new Expression.Reference(this.path), List.of(), true));
	}

	/**
	 * Matched by a lookup by its name: one of your own, which is a bean of type
	 * {@link io.asyncorm.lookup.Lookup}.
	 */
	public Q<M> lookup(String name, @Nullable Object value) {
		return new Q<>(new Expression.Keyword(Step.append(this.path, new Step.Named(name)), value));
	}

}
