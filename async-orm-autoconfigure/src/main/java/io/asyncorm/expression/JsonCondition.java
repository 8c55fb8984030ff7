package io.asyncorm.expression;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A JSON document, or what stands at a path in it, that waits for what it is to be held
 * against. A key is taken as it is, whatever characters it has: unlike in a Django
 * string, it may have double underscores, or the name of a lookup. Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class JsonCondition<M> {

	private final List<Step> path;

	JsonCondition(List<Step> path) {
		this.path = path;
	}

	/** What stands at a key of an object. */
	public JsonCondition<M> key(String key) {
		return new JsonCondition<>(Step.append(this.path, new Step.Named(key)));
	}

	/** What stands at a position of an array, counted from 0. */
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

	/** Contains all that this document has. */
	public Q<M> contains(Object part) {
		return lookup("contains", part);
	}

	/** Has nothing but what this document has. */
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

	/** Equal as a text, whatever the case of the letters. */
	public Q<M> iexact(String text) {
		return lookup("iexact", text);
	}

	/** Contains a text, whatever the case of the letters. */
	public Q<M> icontains(String text) {
		return lookup("icontains", text);
	}

	/** Begins with a text. */
	public Q<M> startsWith(String text) {
		return lookup("startswith", text);
	}

	/** Begins with a text, whatever the case of the letters. */
	public Q<M> istartsWith(String text) {
		return lookup("istartswith", text);
	}

	/** Ends with a text. */
	public Q<M> endsWith(String text) {
		return lookup("endswith", text);
	}

	/** Ends with a text, whatever the case of the letters. */
	public Q<M> iendsWith(String text) {
		return lookup("iendswith", text);
	}

	/** A part of it as a text matches a regular expression. */
	public Q<M> regex(String pattern) {
		return lookup("regex", pattern);
	}

	/** As {@link #regex}, whatever the case of the letters. */
	public Q<M> iregex(String pattern) {
		return lookup("iregex", pattern);
	}

	/** Missing; a null of JSON is not. */
	public Q<M> isNull() {
		return lookup("isnull", true);
	}

	/** Not missing. */
	public Q<M> isNotNull() {
		return lookup("isnull", false);
	}

	/** The document as a value, to compute with or to order by. */
	public Expr<M> value() {
		return new Expr<>(new Expression.Reference(this.path));
	}

	/**
	 * The text of what stands at the path, which must have a key or a position; Django's
	 * {@code KT}.
	 */
	public Expr<M> text() {
		return new Expr<>(new Expression.JsonPath(new Expression.Reference(this.path), List.of(), true));
	}

	/**
	 * Matched by a lookup by its name: one of your own, which is a bean of type
	 * {@link io.asyncorm.lookup.Lookup}.
	 */
	public Q<M> lookup(String name, @Nullable Object value) {
		return new Q<>(new Expression.Keyword(Step.append(this.path, new Step.Named(name)), value));
	}

}
