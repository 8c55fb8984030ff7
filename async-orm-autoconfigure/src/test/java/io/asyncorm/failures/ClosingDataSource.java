package io.asyncorm.failures;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A data source whose driver closes a connection behind its pool's back, when a statement
 * is done. Used by one thread at a time.
 */
final class ClosingDataSource extends DelegatingDataSource {

	private volatile @Nullable String text;

	ClosingDataSource(HikariDataSource pool) {
		super(pool);
	}

	/** Closes the connection after the next statement that has a text in it. */
	void closeAfter(String text) {
		this.text = text;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, called, arguments) -> {
					Object result = invoke(connection, called, arguments);
					String awaited = this.text;
					if (result instanceof PreparedStatement statement && awaited != null
							&& String.valueOf(arguments[0]).toLowerCase(Locale.ROOT).contains(awaited)) {
						this.text = null;
						return closing(statement, connection);
					}
					return result;
				});
	}

	private static Object closing(PreparedStatement statement, Connection connection) {
		return Proxy.newProxyInstance(ClosingDataSource.class.getClassLoader(),
				new Class<?>[] { PreparedStatement.class }, (proxy, called, arguments) -> {
					Object result = invoke(statement, called, arguments);
					if (called.getName().equals("close")) {
						connection.unwrap(Connection.class).close();
					}
					return result;
				});
	}

	private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

}
