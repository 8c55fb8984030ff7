package io.asyncorm.query;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Thrown when a driver, or what stands in its place, such as a data source that parses
 * and routes statements, failed by itself: not with an {@code SQLException}, as JDBC has
 * it, but with a {@code NullPointerException} or the like. Its message names what failed
 * and the statement, and the cause of its cause is what was thrown.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class DriverFailureException extends InvalidDataAccessResourceUsageException {

	private final @Nullable String sql;

	public DriverFailureException(String message, @Nullable String sql, SQLException cause) {
		super(message, cause);
		this.sql = sql;
	}

	/** The statement, without its values; null if there was none. */
	public @Nullable String getSql() {
		return this.sql;
	}

}
