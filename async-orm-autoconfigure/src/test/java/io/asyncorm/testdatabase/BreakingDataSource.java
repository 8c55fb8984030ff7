package io.asyncorm.testdatabase;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Breaks a connection before it is to execute a statement, or to commit.
 */
public final class BreakingDataSource extends DelegatingDataSource {

	private static final String COMMIT = "commit;";

	private final Deque<String> beginnings = new ConcurrentLinkedDeque<>();

	/**
	 * @param address where the database is
	 */
	public BreakingDataSource(HikariDataSource address) {
		super(new DriverManagerDataSource(address.getJdbcUrl(), address.getUsername(), address.getPassword()));
	}

	/** Before the next of such statements; if said again, before the one after it. */
	public void breakBefore(String beginning) {
		this.beginnings.add(beginning);
	}

	/** Before the next commit, however many statements there are. */
	public void breakBeforeCommit() {
		this.beginnings.add(COMMIT);
	}

	/**
	 * Forgets what was not reached.
	 * @return whether there was anything
	 */
	public boolean forget() {
		boolean present = !this.beginnings.isEmpty();
		this.beginnings.clear();
		return present;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		InvocationHandler handler = (proxy, method, arguments) -> {
			boolean breaks = switch (method.getName()) {
				case "prepareStatement" -> isNext((String) arguments[0]);
				case "commit" -> isNext(COMMIT);
				default -> false;
			};
			if (breaks) {
				connection.abort(Runnable::run);
				connection.close(); // to H2, the one before means nothing
			}
			return invoke(connection, method, arguments);
		};
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				handler);
	}

	private boolean isNext(String sql) {
		String statement = sql.replaceAll("[\"`]", "").toLowerCase(Locale.ROOT);
		String beginning = this.beginnings.peek();
		if (beginning == null || !statement.contains(beginning)) {
			return false;
		}
		this.beginnings.remove();
		return this.beginnings.isEmpty();
	}

	private static @Nullable Object invoke(Connection connection, Method method, Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(connection, arguments);
		}
		catch (InvocationTargetException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

}
