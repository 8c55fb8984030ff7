package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * The read-only connections of a proxy that takes them from another pool, which it does
 * not tell: {@link LazyConnectionDataSourceProxy#setReadOnlyDataSource}.
 *
 * @since 0.1.0
 */
public final class ReadOnlyConnections extends DelegatingDataSource {

	public ReadOnlyConnections(LazyConnectionDataSourceProxy proxy) {
		super(proxy);
	}

	/** Nothing is taken from a pool before the connection is known to be read-only. */
	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		connection.setReadOnly(true);
		return connection;
	}

}
