package io.asyncorm.sql;

/**
 * Functions that databases spell in different ways.
 *
 * @since 0.1.0
 */
public enum SqlFunction {

	/** Concatenation of texts; null counts as empty. */
	CONCAT,
	/** A text in upper case, one character for each. */
	UPPER,
	/** A text in lower case, one character for each. */
	LOWER,
	/** Number of characters of a text. */
	LENGTH,
	/** Code of a text's first character; 0 if it has none. */
	CODE_POINT,
	/** The character of a code. */
	CHARACTER,
	/** The first characters of a text. */
	LEFT,
	/** The last characters of a text. */
	RIGHT,
	/** The rest of a text from a position, counted from 1. */
	REST,
	/** A number of characters of a text from a position, counted from 1. */
	SUBSTRING,
	/** A text truncated or padded on the left to a length. */
	LPAD,
	/** A text truncated or padded on the right to a length. */
	RPAD,
	/** Position of the second text in the first, from 1; 0 if it is not there. */
	STRPOS,
	/** A text reversed. */
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
	/** Greatest of several values, nulls ignored. */
	GREATEST,
	/** Least of several values, nulls ignored. */
	LEAST,
	/** The current time. */
	NOW,
	/** Length of time from the second date to the first. */
	DAYS_BETWEEN,
	/** A date plus a length of time, as date and time. */
	DATE_PLUS,
	/** A date minus a length of time, as date and time. */
	DATE_MINUS,
	/** A point in time or a date and time, moved by a length of time. */
	MOMENT_PLUS,
	/** A point in time or a date and time, moved back by a length of time. */
	MOMENT_MINUS,
	/** A point in time, moved by a length of time whose days have 24 hours. */
	INSTANT_PLUS,
	/** A point in time, moved back by a length of time whose days have 24 hours. */
	INSTANT_MINUS,
	/** A time of day, moved by a length of time, perhaps past midnight. */
	TIME_PLUS,
	/** A time of day, moved back by a length of time. */
	TIME_MINUS,
	/**
	 * Length of time from the second point, date and time, or time of day to the first.
	 */
	BETWEEN_MOMENTS,
	/** Quotient of integers, without its fraction. */
	INTEGER_QUOTIENT,
	/** Remainder of a division. */
	MOD,
	/** Logarithm of the second number to the base of the first. */
	LOG,
	/** A random number from 0 (inclusive) to 1 (exclusive). */
	RANDOM,
	/** A random UUID (version 4). */
	UUID4,
	/** A UUID that begins with the current time (version 7). */
	UUID7,
	/** A UUID of version 7 whose time is shifted by a length of time. */
	UUID7_SHIFTED,
	/** JSON's own null. */
	JSON_NULL,
	/** A JSON array of values. */
	JSON_ARRAY,
	/** Prepares an integer of eight bytes for an average. */
	BIGINT_TO_AVERAGE,
	/** Prepares any other exact number for an average, or for what is built on one. */
	NUMBER_TO_AVERAGE,
	/** Prepares a time of day for a sum or an average, as a length of time. */
	TIME_TO_ADD,
	/** Converts a boolean to text. */
	BOOLEAN_TO_TEXT,
	/** Converts a length of time to text. */
	DURATION_TO_TEXT,
	/** Prepares a length of time for EXTRACT of its days or hours. */
	DURATION_TO_EXTRACT,
	/** Prepares a length of time that is computed for EXTRACT. */
	COMPUTED_DURATION_TO_EXTRACT,
	/** Converts a JSON document to text. */
	JSON_TO_TEXT,
	/** Prepares a JSON document for ORDER BY or a comparison by order. */
	JSON_TO_SORT,
	/** Parses a text as a JSON document. */
	TEXT_TO_JSON,
	/** Converts a point in time to an element of a JSON document. */
	INSTANT_TO_JSON,
	/** Converts a float to the nearest integer, halves to the even one. */
	FLOAT_TO_INTEGER,
	/** The words of a text, as a search finds them, perhaps of a configuration first. */
	TO_SEARCH_VECTOR,
	/** The words of a text with a weight. */
	WEIGH_SEARCH_VECTOR,
	/** The words of two texts. */
	JOIN_SEARCH_VECTORS,
	/** A search for all words of a text. */
	PLAIN_SEARCH,
	/** A search for the words of a text in their order. */
	PHRASE_SEARCH,
	/** A search in the database's own language. */
	RAW_SEARCH,
	/** A search as users of web search engines write it. */
	WEB_SEARCH,
	/** A search for what two searches both find. */
	SEARCH_BOTH,
	/** A search for what one of two searches finds. */
	SEARCH_EITHER,
	/** A search for what another one does not find. */
	SEARCH_OTHERS,
	/** How well a text fits a search. */
	SEARCH_RANK,
	/** Likewise, by how near to each other the words are. */
	SEARCH_RANK_BY_COVER,
	/** The parts of a text that fit a search, with what was found marked. */
	SEARCH_HEADLINE,
	/** How many groups of three letters two texts have in common. */
	TRIGRAM_SIMILARITY,
	/** Likewise, of the first text with the words of the second one. */
	TRIGRAM_WORD_SIMILARITY

}
