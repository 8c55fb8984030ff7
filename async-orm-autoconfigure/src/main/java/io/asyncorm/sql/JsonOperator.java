package io.asyncorm.sql;

/**
 * What can be asked of a JSON document.
 *
 * @since 0.1.0
 */
public enum JsonOperator {

	/** The left document contains the right one. */
	CONTAINS,
	/** The document has a key. */
	HAS_KEY,
	/** The document has one of the keys of an array. */
	HAS_ANY_KEY,
	/** The document has all keys of an array. */
	HAS_ALL_KEYS

}
