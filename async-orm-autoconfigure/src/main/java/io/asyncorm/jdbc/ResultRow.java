package io.asyncorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Reads the row that a result set stands on.
 *
 * @param <T> what a row becomes
 */
@FunctionalInterface
interface ResultRow<T extends @Nullable Object> {

	T read(ResultSet row) throws SQLException;

}
