package io.asyncorm.sql;

/**
 * Functions that databases spell in different ways.
 *
 * @since 0.1.0
 */
public enum SqlFunction {

	/** Texts one after the other; what is missing counts as empty. */
	CONCAT,
	/** A text in capitals, one for each character. */
	UPPER,
	/** A text in small letters, one for each character. */
	LOWER,
	/** How many characters a text has. */
	LENGTH,
	/** Code of a text's first character; 0 if it has none. */
	CODE_POINT,
	/** So many of a text's first characters. */
	LEFT,
	/** So many of a text's last characters. */
	RIGHT,
	/** A text from a position, counted from 1. */
	REST,
	/** So many characters of a text from a position, counted from 1. */
	SUBSTRING,
	/** A text of a length, cut or filled up at its beginning. */
	LPAD,
	/** A text of a length, cut or filled up at its end. */
	RPAD,
	/** Position of the second text in the first, from 1; 0 if it is not there. */
	STRPOS,
	/** A text from its end. */
	REVERSE,
	/** MD5 hash of a text in hexadecimal digits. */
	MD5,
	/** SHA-1 hash. */
	SHA1,
	/** SHA-224 hash. */
	SHA224,
	/** SHA-256 hash. */
	SHA256,
	/** SHA-384 hash. */
	SHA384,
	/** SHA-512 hash. */
	SHA512,
	/** Greatest of several values, of those that are not missing. */
	GREATEST,
	/** Least of several values, of those that are not missing. */
	LEAST,
	/** The present time. */
	NOW,
	/** Length of time from the second day to the first. */
	DAYS_BETWEEN,
	/** A day, moved by a length of time, as date and time. */
	DATE_PLUS,
	/** A day, moved back by a length of time, as date and time. */
	DATE_MINUS,
	/** Remainder of a division. */
	MOD,
	/** Logarithm of the second number to the base of the first. */
	LOG,
	/** A number from 0 up to but without 1. */
	RANDOM,
	/** A UUID by chance. */
	UUID4,
	/** A UUID that begins with the present time. */
	UUID7,
	/** A UUID that begins with the time, moved by a length of it. */
	UUID7_SHIFTED,
	/** JSON's own null. */
	JSON_NULL,
	/** A JSON array of values. */
	JSON_ARRAY

}
