package io.asyncorm.sql;

/**
 * What can be asked of a JSON document.
 *
 * @since 0.1.0
 */
public enum JsonOperator {

	/** The documents are equal: numbers by their values. */
	EQUAL,
	/**
	 * The same, where the right one has an object of several keys, whose order counts for
	 * nothing.
	 */
	EQUAL_OBJECTS,
	/** The left document contains the right one. */
	CONTAINS,
	/** The document has a key. */
	HAS_KEY,
	/** The document has one of the keys of an array. */
	HAS_ANY_KEY,
	/** The document has all keys of an array. */
	HAS_ALL_KEYS

}
