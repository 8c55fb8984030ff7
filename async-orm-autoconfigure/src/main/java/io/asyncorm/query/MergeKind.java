package io.asyncorm.query;

/**
 * The kinds of operations of which several that wait for a lane can become one statement:
 * the values of {@code async-orm.execution.merge}. Where the database cannot do it, they
 * are sent one by one all the same.
 *
 * @since 0.1.0
 */
public enum MergeKind {

	/**
	 * Reads of one row by its key or another unique field, as {@code aget(key)} and
	 * {@code ref.aget()} are, and of up to a hundred by such values, as
	 * {@code ainBulk(keys)} is.
	 */
	LOOKUPS,

	/**
	 * Short ordered lists, such as the first twenty of a user: reads of no more than the
	 * first hundred rows whose fields have given values, in the order of fields of the
	 * model itself. PostgreSQL has a statement for several of them.
	 */
	LISTS,

	/** Inserts of one object: {@code acreate}. */
	CREATES,

	/** Upserts by a unique key: {@code aupdateOrCreate}. */
	UPSERTS

}
