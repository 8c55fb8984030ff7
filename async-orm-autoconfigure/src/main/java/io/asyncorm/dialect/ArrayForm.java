package io.asyncorm.dialect;

/**
 * In which form many values are handed to a driver as one, so that a statement's text is
 * the same for any number of them.
 *
 * @since 0.1.0
 */
public sealed interface ArrayForm {

	/**
	 * An array of JDBC's.
	 *
	 * @param elementType the name under which the driver makes arrays of this type
	 */
	record JdbcArray(String elementType) implements ArrayForm {
	}

	/** An array of Java's, which the driver takes as it is. */
	record JavaArray() implements ArrayForm {
	}

	/** The text of a JSON array, whose elements are numbers, texts and truth values. */
	record JsonText() implements ArrayForm {
	}

}
