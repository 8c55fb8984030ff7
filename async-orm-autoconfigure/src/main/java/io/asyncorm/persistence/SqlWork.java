package io.asyncorm.persistence;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Work on a connection, as a callback.
 *
 * @param <R> its result
 * @since 0.1.0
 */
@FunctionalInterface
public interface SqlWork<R extends @Nullable Object> {

	R run() throws SQLException;

}
