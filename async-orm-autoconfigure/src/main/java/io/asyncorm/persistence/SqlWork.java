package io.asyncorm.persistence;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Something that is done on a connection.
 *
 * @param <R> what it gives
 * @since 0.1.0
 */
@FunctionalInterface
public interface SqlWork<R extends @Nullable Object> {

	R run() throws SQLException;

}
