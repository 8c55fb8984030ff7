package io.asyncorm.type;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Reads one column of the current row of a result set, as one Java type. Implementations
 * are safe for use by several threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ColumnReader {

	/**
	 * Reads the value; null if the column is null.
	 * @param row the result set
	 * @param column the number of the column, from 1
	 */
	@Nullable Object read(ResultSet row, int column) throws SQLException;

}
