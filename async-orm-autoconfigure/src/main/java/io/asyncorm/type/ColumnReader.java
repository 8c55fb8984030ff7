package io.asyncorm.type;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Reads one column of the row that a result set stands on, as one Java type.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ColumnReader {

	/**
	 * The value; null if the column holds none.
	 * @param row the result set
	 * @param column the number of the column, from 1
	 */
	@Nullable Object read(ResultSet row, int column) throws SQLException;

}
