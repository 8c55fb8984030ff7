package io.asyncorm.dialect;

/**
 * The features that not every database supports. Those that a database lacks are its
 * {@link Spelling#missing()}.
 *
 * @since 0.1.0
 */
public enum DatabaseFeature {

	/** The function {@code reverse}. */
	REVERSE("function that turns a text round"),
	/** Row locks that leave the key free: FOR NO KEY UPDATE. */
	NO_KEY_LOCK("lock of rows that lets others refer to their keys"),
	/** Row locks of some tables only: FOR UPDATE OF. */
	LOCK_OF_TABLES("lock of the rows of some of a query's tables"),
	/** The first of several rows with equal values: DISTINCT ON. */
	DISTINCT_ON("distinct rows by fields"),
	/** DISTINCT ON with an ORDER BY of values that are not selected. */
	DISTINCT_ON_UNSELECTED("distinct rows by fields in the order of something that is not selected"),
	/** Options of EXPLAIN. */
	EXPLAIN_OPTIONS("option for EXPLAIN but 'analyze'"),
	/** An order of JSON documents. */
	JSON_ORDER("order of JSON documents, by which they could be sorted or compared"),
	/** The comparison of JSON objects without regard to the order of their keys. */
	JSON_EQUALITY("comparison of JSON objects that leaves the order of their keys aside"),
	/** Positions in JSON arrays that count from the end. */
	JSON_INDEX_FROM_END("position in a JSON array that is counted from its end"),
	/** JSON documents as text in one normal form. */
	JSON_AS_TEXT("form of JSON documents as text that does not depend on how they were written"),
	/** The conversion of durations to text. */
	DURATION_AS_TEXT("form of lengths of time as text that others have"),
	/** The text of a value in a JSON document. */
	JSON_TEXT("operator for the text at a path of a JSON document"),
	/** Durations that keep days and hours apart. */
	DURATION_PARTS("length of time that keeps its days and its hours apart"),
	/** A derived table (a subquery in FROM) that refers to the query around it. */
	CORRELATED_SOURCE("condition on a window in a subquery that refers to the query around it"),
	/** The third argument of LAG and LEAD: the value where there is no such row. */
	WINDOW_DEFAULT("value for lag() and lead() where there is no such row"),
	/** The exclusion of rows from a window frame: EXCLUDE. */
	FRAME_EXCLUSION("frame of a window that leaves rows out"),
	/** Collations of single values: COLLATE. */
	COLLATION("collation but the one of the whole database"),
	/** A delimiter of {@code string_agg} that is no constant. */
	COMPUTED_DELIMITER("delimiter of joined texts that is computed"),
	/** UUIDs of the past or the future. */
	UUID_OF_ANOTHER_TIME("time-ordered UUID of another time than the present"),
	/** Containment of JSON documents, and their keys. */
	JSON_OPERATORS("operators for the containment and the keys of JSON documents"),
	/** Arrays as columns, with their operators. */
	ARRAYS("columns that hold arrays"),
	/** Ranges as columns, with their operators. */
	RANGES("columns that hold ranges"),
	/** Full text search, as PostgreSQL has it. */
	TEXT_SEARCH("full text search as PostgreSQL's, with tsvector and tsquery"),
	/** The similarity of texts by groups of three letters. */
	TRIGRAMS("similarity of texts by their trigrams, as PostgreSQL's pg_trgm");

	private final String description;

	DatabaseFeature(String description) {
		this.description = description;
	}

	/** Its name, to follow "has no". */
	public String description() {
		return this.description;
	}

}
