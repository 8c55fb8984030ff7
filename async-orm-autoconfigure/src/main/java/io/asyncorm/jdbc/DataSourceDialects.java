package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.Dialects;

/**
 * Detects the dialect of the database behind a {@code DataSource}.
 *
 * @since 0.1.0
 */
public final class DataSourceDialects {

	private DataSourceDialects() {
	}

	/**
	 * Connects once and detects the dialect.
	 * @throws IllegalStateException if there is no dialect for this database
	 * @throws DatabaseUnreachableException if there is no connection
	 */
	public static Dialect of(DataSource dataSource) {
		try (Connection connection = connect(dataSource)) {
			return Dialects.of(connection.getMetaData());
		}
		catch (SQLException ex) {
			throw new DatabaseUnreachableException(ex);
		}
	}

	/** A pool that cannot start fails with an exception of its own. */
	private static Connection connect(DataSource dataSource) throws SQLException {
		try {
			return dataSource.getConnection();
		}
		catch (RuntimeException ex) {
			throw new DatabaseUnreachableException(ex);
		}
	}

}
