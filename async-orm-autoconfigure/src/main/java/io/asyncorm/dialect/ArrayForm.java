package io.asyncorm.dialect;

/**
 * The form in which many values are bound as one parameter, so that a statement's text is
 * the same for any number of them.
 *
 * @since 0.1.0
 */
public sealed interface ArrayForm {

	/**
	 * A {@link java.sql.Array}.
	 *
	 * @param elementType the name under which the driver makes arrays of this type
	 */
	record JdbcArray(String elementType) implements ArrayForm {
	}

	/** A Java array, which the driver takes as it is. */
	record JavaArray() implements ArrayForm {
	}

	/** One parameter for each value, so that the statement's text has their number. */
	record SingleValues() implements ArrayForm {
	}

	/** The text of a JSON array, whose elements are numbers, texts and booleans. */
	record JsonText() implements ArrayForm {
	}

}
