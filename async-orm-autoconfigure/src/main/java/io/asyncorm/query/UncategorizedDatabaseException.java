package io.asyncorm.query;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.UncategorizedDataAccessException;

/**
 * Thrown for a database error that has no other type, such as one that a trigger raises
 * by itself. The cause is the driver's exception.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class UncategorizedDatabaseException extends UncategorizedDataAccessException {

	private final @Nullable String sqlState;

	public UncategorizedDatabaseException(String message, SQLException cause) {
		super(message, cause);
		this.sqlState = cause.getSQLState();
	}

	/** The SQLSTATE; null if there is none. */
	public @Nullable String getSqlState() {
		return this.sqlState;
	}

}
