package io.asyncorm.sql;

/**
 * Comparisons of JSON documents, which each database spells in its own way.
 *
 * @since 0.1.0
 */
public enum JsonOperator {

	/** The documents are equal; numbers are compared by value. */
	EQUAL,
	/**
	 * The same, where the right document has an object of several keys, whose order must
	 * not matter.
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
