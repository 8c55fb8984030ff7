package io.asyncorm.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * Finds the dialect of a database.
 *
 * @since 0.1.0
 */
public final class Dialects {

	private Dialects() {
	}

	/**
	 * The dialect of the database behind a connection.
	 * @throws UnsupportedDatabaseException if there is none for it
	 */
	public static Dialect of(DatabaseMetaData database) throws SQLException {
		return of(database.getDatabaseProductName());
	}

	/**
	 * The dialect of a database by its product name, as JDBC gives it.
	 * @throws UnsupportedDatabaseException if there is none for it
	 */
	public static Dialect of(String productName) {
		return switch (productName) {
			case "PostgreSQL" -> new PostgresDialect();
			case "H2" -> new H2Dialect();
			default -> throw new UnsupportedDatabaseException(productName);
		};
	}

}
