package io.asyncorm.jdbc;

import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * There was no connection to the database at startup, when it is asked what it is.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class DatabaseUnreachableException extends CannotGetJdbcConnectionException {

	DatabaseUnreachableException(Exception cause) {
		super("No connection to the database, to find out what it is: set its dialect as a bean if it need not be"
				+ " there at startup");
		initCause(cause);
	}

}
