package io.asyncorm.query;

import org.jspecify.annotations.Nullable;

/**
 * Customizes what {@code prefetchRelated()} loads for a relation: only some of its
 * objects, in another order, or under another name; Django's {@code Prefetch}. For
 * example, the three longest books of each author, as an attribute of the row:
 *
 * <pre class="code">
 * List&lt;Row&lt;Author&gt;&gt; rows = await(authors
 * 	.prefetchRelated(Prefetch.of("books")
 * 		.querySet(books.orderBy("-pages").slice(0, 3))
 * 		.toAttr("longest"))
 * 	.rows()
 * 	.alist());
 * List&lt;Book&gt; longest = rows.get(0).list("longest", Book.class);
 * </pre>
 *
 * Immutable.
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
	 * Loads only the objects of a query set, in its order, with what it selects and
	 * prefetches itself. A slice is taken for each owner. Rows, with their annotations or
	 * fewer fields, need {@link #toAttr(String)}.
	 */
	public Prefetch querySet(ValuesQuerySet<?, ?> querySet) {
		return new Prefetch(this.lookup, querySet, this.attribute);
	}

	/**
	 * Stores the objects as an attribute of a row, instead of in the relation, to be read
	 * by {@code row.list("best", Review.class)}.
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
