package io.asyncorm.query;

import org.jspecify.annotations.Nullable;

/**
 * A relation that {@code prefetchRelated()} reads along, where its path does not say
 * everything: only some of the objects, in another order, or under another name; Django's
 * {@code Prefetch}. Immutable.
 *
 * @since 0.1.0
 */
public final class Prefetch {

	private final String lookup;

	private final @Nullable ValuesQuerySet<?, ?> querySet;

	private final @Nullable String attribute;

	private Prefetch(String lookup, @Nullable ValuesQuerySet<?, ?> querySet, @Nullable String attribute) {
		this.lookup = lookup;
		this.querySet = querySet;
		this.attribute = attribute;
	}

	/** All objects at the end of a path such as {@code books__tags}. */
	public static Prefetch of(String lookup) {
		return new Prefetch(lookup, null, null);
	}

	/**
	 * Only the objects of a query set, in its order, with what it reads along. A slice is
	 * taken for each owner. Rows, with their annotations or fewer fields, need
	 * {@link #toAttr(String)}.
	 */
	public Prefetch querySet(ValuesQuerySet<?, ?> querySet) {
		return new Prefetch(this.lookup, querySet, this.attribute);
	}

	/**
	 * Gives the objects an attribute of their own, and leaves the relation as it is. To
	 * be read from a row: {@code row.list("best", Review.class)}.
	 */
	public Prefetch toAttr(String name) {
		return new Prefetch(this.lookup, this.querySet, name);
	}

	String lookup() {
		return this.lookup;
	}

	@Nullable ValuesQuerySet<?, ?> querySet() {
		return this.querySet;
	}

	@Nullable String attribute() {
		return this.attribute;
	}

	@Override
	public String toString() {
		return "Prefetch[" + this.lookup + ((this.attribute != null) ? " as " + this.attribute : "") + "]";
	}

}
