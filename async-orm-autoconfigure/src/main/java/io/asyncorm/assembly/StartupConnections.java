package io.asyncorm.assembly;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.asyncorm.query.OperationRouting;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections for what is done at startup on nobody's behalf: those of the routing's
 * {@linkplain OperationRouting#startupKey() startup key}.
 */
final class StartupConnections extends DelegatingDataSource {

	private final OperationRouting routing;

	private StartupConnections(DataSource dataSource, OperationRouting routing) {
		super(dataSource);
		this.routing = routing;
	}

	static DataSource of(DataSource dataSource, @Nullable OperationRouting routing) {
		return (routing != null && routing.startupKey() != null) ? new StartupConnections(dataSource, routing)
				: dataSource;
	}

	/** Does something under the startup key, if there is one. */
	static <T> T call(@Nullable OperationRouting routing, Supplier<T> work) {
		Object key = (routing != null) ? routing.startupKey() : null;
		if (routing == null || key == null) {
			return work.get();
		}
		OperationRouting.Binding binding = routing.bind(key);
		try {
			return work.get();
		}
		finally {
			binding.close();
		}
	}

	@Override
	public Connection getConnection() throws SQLException {
		OperationRouting.Binding binding = this.routing.bind(this.routing.startupKey());
		try {
			return super.getConnection();
		}
		finally {
			binding.close();
		}
	}

}
