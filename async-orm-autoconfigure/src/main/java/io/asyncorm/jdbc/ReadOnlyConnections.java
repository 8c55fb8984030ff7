package io.asyncorm.jdbc;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.util.ReflectionUtils;

/**
 * The read-only connections of a proxy that takes them from another pool, which it does
 * not tell: {@link LazyConnectionDataSourceProxy#setReadOnlyDataSource}.
 *
 * @since 0.1.0
 */
public final class ReadOnlyConnections extends DelegatingDataSource {

	/** What no method tells. */
	private static final @Nullable Field POOL = ReflectionUtils.findField(LazyConnectionDataSourceProxy.class,
			"readOnlyDataSource", DataSource.class);

	public ReadOnlyConnections(LazyConnectionDataSourceProxy proxy) {
		super(proxy);
	}

	/**
	 * Whether a proxy takes read-only connections from another pool. Without one it only
	 * is late to take them, as Spring Boot has it for
	 * {@code spring.datasource.connection-fetch=lazy}.
	 * @return true also if that cannot be told
	 */
	public static boolean areOfAnotherPool(LazyConnectionDataSourceProxy proxy) {
		if (POOL == null) {
			return true;
		}
		ReflectionUtils.makeAccessible(POOL);
		return ReflectionUtils.getField(POOL, proxy) != null;
	}

	/** Whether a data source takes read-only connections from another pool. */
	static boolean areOfAnotherPool(DataSource dataSource) {
		try {
			return dataSource.isWrapperFor(LazyConnectionDataSourceProxy.class)
					&& areOfAnotherPool(dataSource.unwrap(LazyConnectionDataSourceProxy.class));
		}
		catch (SQLException | RuntimeException ex) {
			// such as of a data source that finds none to choose for this thread
			return false;
		}
	}

	/** Nothing is taken from a pool before the connection is known to be read-only. */
	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		connection.setReadOnly(true);
		return connection;
	}

}
