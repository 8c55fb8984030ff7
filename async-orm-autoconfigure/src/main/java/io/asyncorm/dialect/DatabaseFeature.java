package io.asyncorm.dialect;

/**
 * What not every database can do. Which one cannot do what, its {@link Spelling#missing()
 * spelling} says.
 *
 * @since 0.1.0
 */
public enum DatabaseFeature {

	/** Text turned round. */
	REVERSE("function that turns a text round"),
	/** Locks that leave the key free. */
	NO_KEY_LOCK("lock of rows that lets others refer to their keys"),
	/** Locks of some tables' rows. */
	LOCK_OF_TABLES("lock of the rows of some of a query's tables"),
	/** The first row of several that have some values in common. */
	DISTINCT_ON("distinct rows by fields"),
	/** The first row of several in an order that is not selected. */
	DISTINCT_ON_UNSELECTED("distinct rows by fields in the order of something that is not selected"),
	/** How EXPLAIN shows the plan, or what else it says. */
	EXPLAIN_OPTIONS("option for EXPLAIN but 'analyze'"),
	/** JSON documents one after the other. */
	JSON_ORDER("order of JSON documents, by which they could be sorted or compared"),
	/** JSON objects, whatever the order of their keys. */
	JSON_EQUALITY("comparison of JSON objects that leaves the order of their keys aside"),
	/** The elements of a JSON array, from the last one. */
	JSON_INDEX_FROM_END("position in a JSON array that is counted from its end"),
	/** JSON documents in the one form that all of them have. */
	JSON_AS_TEXT("form of JSON documents as text that does not depend on how they were written"),
	/** Lengths of time as text. */
	DURATION_AS_TEXT("form of lengths of time as text that others have"),
	/** The text that stands in a JSON document. */
	JSON_TEXT("operator for the text at a path of a JSON document"),
	/** Lengths of time that keep their days and hours apart. */
	DURATION_PARTS("length of time that keeps its days and its hours apart"),
	/** A source that refers to the query around its own. */
	CORRELATED_SOURCE("condition on a window in a subquery that refers to the query around it"),
	/** Rows that a frame leaves out. */
	FRAME_EXCLUSION("frame of a window that leaves rows out"),
	/** Collations of single values. */
	COLLATION("collation but the one of the whole database"),
	/** What stands between texts that are joined, and is no constant. */
	COMPUTED_DELIMITER("delimiter of joined texts that is computed"),
	/** UUIDs of the past or the future. */
	UUID_OF_ANOTHER_TIME("time-ordered UUID of another time than the present"),
	/** Containment of JSON documents, and their keys. */
	JSON_OPERATORS("operators for the containment and the keys of JSON documents");

	private final String description;

	DatabaseFeature(String description) {
		this.description = description;
	}

	/** What it is, to follow "has no". */
	public String description() {
		return this.description;
	}

}
