package io.asyncorm.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Provides the dialects that are part of this library.
 */
final class StandardDialects implements DialectProvider {

	@Override
	public @Nullable Dialect find(DatabaseMetaData database) throws SQLException {
		return switch (database.getDatabaseProductName()) {
			case "PostgreSQL" -> new PostgresDialect();
			case "H2" -> new H2Dialect();
			case "MariaDB" -> new MariaDbDialect();
			default -> null;
		};
	}

}
