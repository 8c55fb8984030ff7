package io.asyncorm.model;

/**
 * Thrown for a value that a field or lookup cannot take, such as a text that spells no
 * number, a date that does not exist, or a number that is too large. The names were right
 * and only the value was not: where values come from clients, this is a bad request (HTTP
 * 400), while any other {@link FieldException} is a mistake in the program.
 *
 * <pre class="code">
 * &#064;ExceptionHandler
 * ProblemDetail onInvalidValue(InvalidValueException ex) {
 *     return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage());
 * }
 * </pre>
 *
 * The message names the field or lookup, but does not quote the value.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InvalidValueException extends FieldException {

	public InvalidValueException(String message) {
		super(message);
	}

	public InvalidValueException(String message, Throwable cause) {
		super(message, cause);
	}

}
