package io.asyncorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Maps the current row of a result set, as Spring's {@code RowMapper} does.
 *
 * @param <T> what a row becomes
 */
@FunctionalInterface
interface ResultRow<T extends @Nullable Object> {

	T read(ResultSet row) throws SQLException;

	/** How many rows the database is asked for at most; 0 for all. */
	default int most() {
		return 0;
	}

}
