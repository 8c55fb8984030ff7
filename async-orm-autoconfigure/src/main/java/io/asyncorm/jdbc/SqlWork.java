package io.asyncorm.jdbc;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Something that is done on a connection.
 *
 * @param <R> what it gives
 */
@FunctionalInterface
interface SqlWork<R extends @Nullable Object> {

	R run() throws SQLException;

}
