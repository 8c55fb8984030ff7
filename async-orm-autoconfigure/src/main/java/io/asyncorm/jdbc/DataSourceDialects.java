package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.Dialects;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

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
	 * @throws CannotGetJdbcConnectionException if it does not answer
	 */
	public static Dialect of(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			return Dialects.of(connection.getMetaData());
		}
		catch (SQLException ex) {
			throw ErrorTranslation.translateDetection(ex);
		}
	}

}
