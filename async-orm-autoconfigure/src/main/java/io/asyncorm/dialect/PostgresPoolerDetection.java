package io.asyncorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Compares process ids: a pooler gives the driver one that it has made up, by which it
 * knows whom a cancel is for. Loaded only where the driver is on the class path.
 */
final class PostgresPoolerDetection implements PoolerDetection {

	@Override
	public @Nullable String driverSession(Connection connection) throws SQLException {
		return connection.isWrapperFor(PGConnection.class)
				? Integer.toString(connection.unwrap(PGConnection.class).getBackendPID()) : null;
	}

	@Override
	public String serverSession() {
		return "SELECT pg_backend_pid()";
	}

	@Override
	public boolean preparesStatements(Connection connection) throws SQLException {
		PGConnection driver = connection.unwrap(PGConnection.class);
		return driver.getPrepareThreshold() != 0 && driver.getPreferQueryMode() != PreferQueryMode.SIMPLE;
	}

	@Override
	public String withoutPreparedStatements() {
		return "prepareThreshold=0";
	}

}
