package io.asyncorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Uses features of MariaDB's driver beyond JDBC. Loaded only where the driver is on the
 * class path.
 */
final class MariaDbConnections {

	private MariaDbConnections() {
	}

	/**
	 * Closes the socket of a connection, while a statement is executing or not; false if
	 * it is not MariaDB's. To abort it, the driver would connect to the server anew.
	 */
	static boolean breakOff(Connection connection) throws SQLException {
		if (!connection.isWrapperFor(org.mariadb.jdbc.Connection.class)) {
			return false;
		}
		connection.unwrap(org.mariadb.jdbc.Connection.class).getClient().close();
		return true;
	}

}
