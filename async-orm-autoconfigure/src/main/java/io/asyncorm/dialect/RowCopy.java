package io.asyncorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Sends many rows behind a statement, which takes a database less time than an INSERT of
 * them. Nothing comes back. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface RowCopy {

	/** Whether a connection can. */
	boolean isSupported(Connection connection) throws SQLException;

	/**
	 * The query that tells whether copying rows into a table means the same as inserting
	 * them. Its parameters are whether no key is given, the names of columns and those of
	 * the types as which their values would be inserted, as arrays, and the name of the
	 * table, in quotes. It returns no row, or a truth value.
	 */
	String isLikeInsert();

	/**
	 * Copies rows.
	 * @param connection where, which must support it
	 * @param sql the statement
	 * @param columns the values of each column, in the order of the rows: as arrays of
	 * the driver's have them
	 * @return how many rows were copied
	 */
	long copy(Connection connection, String sql, List<@Nullable Object[]> columns) throws SQLException;

}
