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
	JSON_ARRAY,
	/** An integer of eight bytes whose average is taken. */
	BIGINT_TO_AVERAGE,
	/** A time of day that is added up, or whose average is taken, as a length of time. */
	TIME_TO_ADD,
	/** A truth value that becomes a text. */
	BOOLEAN_TO_TEXT,
	/** A length of time that becomes a text. */
	DURATION_TO_TEXT,
	/** A length of time whose days or hours are taken. */
	DURATION_TO_EXTRACT,
	/** A JSON document that becomes a text. */
	JSON_TO_TEXT,
	/** A JSON document that is sorted or compared by its place among others. */
	JSON_TO_SORT,
	/** A text that becomes the JSON document that is written in it. */
	TEXT_TO_JSON,
	/** A point in time that becomes part of a JSON document. */
	INSTANT_TO_JSON,
	/** A float that becomes the nearest integer, from the middle to the even one. */
	FLOAT_TO_INTEGER

}
