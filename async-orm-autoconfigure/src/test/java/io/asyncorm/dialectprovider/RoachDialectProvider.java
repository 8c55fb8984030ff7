package io.asyncorm.dialectprovider;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.DialectProvider;
import org.jspecify.annotations.Nullable;

/**
 * Knows one database of its own, and does something else about H2.
 */
public final class RoachDialectProvider implements DialectProvider {

	@Override
	public @Nullable Dialect find(DatabaseMetaData database) throws SQLException {
		String product = database.getDatabaseProductName();
		return (product.equals("Roach") || product.equals("H2")) ? new RoachDialect() : null;
	}

}
