package io.asyncorm.failures;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A data source that fails as no driver should: with a {@code NullPointerException}, as
 * some do that parse statements themselves. Used by one thread at a time.
 */
final class ThrowingDataSource extends DelegatingDataSource {

	private volatile @Nullable String method;

	private volatile Supplier<RuntimeException> failure = NullPointerException::new;

	ThrowingDataSource(HikariDataSource pool) {
		super(pool);
	}

	/** Lets the next call of a method fail, such as {@code prepareStatement}. */
	void failNext(String method) {
		failNext(method, () -> new NullPointerException("no such node"));
	}

	/** The same, with an exception of its own. */
	void failNext(String method, Supplier<RuntimeException> failure) {
		this.failure = failure;
		this.method = method;
	}

	@Override
	public Connection getConnection() throws SQLException {
		failIf("getConnection");
		return throwing(Connection.class, super.getConnection());
	}

	private <T> T throwing(Class<T> type, T target) {
		return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type },
				(proxy, called, arguments) -> {
					failIf(called.getName());
					return wrapped(invoke(target, called, arguments));
				}));
	}

	private @Nullable Object wrapped(@Nullable Object result) {
		return switch (result) {
			case PreparedStatement statement -> throwing(PreparedStatement.class, statement);
			case ResultSet rows -> throwing(ResultSet.class, rows);
			case null, default -> result;
		};
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

	private void failIf(String called) {
		if (called.equals(this.method)) {
			this.method = null;
			throw this.failure.get();
		}
	}

}
