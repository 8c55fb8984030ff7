package io.asyncorm.jdbc;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * There was no connection to the database at startup, when it is asked what it is.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class DatabaseUnreachableException extends CannotGetJdbcConnectionException {

	private final @Nullable String address;

	/**
	 * @param address where it was looked for; null if that is not known
	 */
	DatabaseUnreachableException(@Nullable String address, Exception cause) {
		super("No connection to the database, to find out what it is: set its dialect as a bean if it need not be"
				+ " there at startup");
		initCause(cause);
		this.address = address;
	}

	/**
	 * Where it was looked for: the URL of the pool, without a user, a password and other
	 * parameters; null if that is not known.
	 */
	public @Nullable String getAddress() {
		return this.address;
	}

}
