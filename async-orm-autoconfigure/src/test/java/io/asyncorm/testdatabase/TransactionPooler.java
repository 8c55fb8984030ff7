package io.asyncorm.testdatabase;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A pooler in transaction mode, as PgBouncer is one: its connections share a few of the
 * server's, and each transaction, or statement outside of one, runs on the one that has
 * been idle for longest. Whoever relies on the session loses it, or gets another's. Safe
 * for use by several threads.
 */
public final class TransactionPooler extends AbstractDataSource implements AutoCloseable {

	private final DatabaseAddress address;

	private final int size;

	private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();

	/**
	 * @param address the database
	 * @param size how many connections there are to it
	 */
	public TransactionPooler(DatabaseAddress address, int size) throws SQLException {
		this.address = address;
		this.size = size;
		for (int i = 0; i < size; i++) {
			this.idle.add(address.connect());
		}
	}

	@Override
	public Connection getConnection() {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				new Client());
	}

	@Override
	public Connection getConnection(String username, String password) {
		return getConnection();
	}

	/**
	 * What a query says in each session of the server, when all transactions have ended.
	 */
	public List<List<String>> inEachSession(String sql) throws SQLException, InterruptedException {
		List<Connection> sessions = new ArrayList<>();
		List<List<String>> results = new ArrayList<>();
		for (int i = 0; i < this.size; i++) {
			Connection session = this.idle.take();
			sessions.add(session);
			results.add(column(session, sql));
		}
		this.idle.addAll(sessions);
		return results;
	}

	/** What a query says in a session that is new. */
	public List<String> inNewSession(String sql) throws SQLException {
		try (Connection session = this.address.connect()) {
			return column(session, sql);
		}
	}

	private static List<String> column(Connection session, String sql) throws SQLException {
		List<String> values = new ArrayList<>();
		try (Statement statement = session.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				values.add(rows.getString(1));
			}
		}
		return values;
	}

	private Connection takeServer() throws SQLException {
		try {
			return this.idle.take();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLException("Interrupted while waiting for a connection of the server", ex);
		}
	}

	private void giveBack(Connection server) throws SQLException {
		if (!server.isClosed() && !server.getAutoCommit()) {
			server.rollback();
			server.setAutoCommit(true);
		}
		this.idle.add(server.isClosed() ? this.address.connect() : server);
	}

	@Override
	public void close() throws SQLException {
		for (Connection server : this.idle) {
			server.close();
		}
	}

	private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	/**
	 * A connection of the pooler: used by one thread, but for {@code abort}.
	 */
	private final class Client implements InvocationHandler {

		private volatile @Nullable Connection server;

		private volatile boolean closed;

		private boolean autoCommit = true;

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			return switch (method.getName()) {
				case "equals" -> arguments != null && proxy == arguments[0];
				case "hashCode" -> System.identityHashCode(proxy);
				case "toString" -> "Connection of a pooler";
				case "isClosed" -> this.closed;
				case "getAutoCommit" -> this.autoCommit;
				case "setAutoCommit" -> setAutoCommit(arguments != null && Boolean.TRUE.equals(arguments[0]));
				// of the driver, and so not of the session
				case "setNetworkTimeout" -> null;
				case "getNetworkTimeout" -> 0;
				case "abort" -> abort();
				case "close" -> close();
				case "commit" -> end(Connection::commit);
				case "rollback" -> (arguments == null) ? end(Connection::rollback) : call(method, arguments);
				default -> call(method, arguments);
			};
		}

		/** Takes a session of the server, for a transaction or what is not in one. */
		private Connection begin() throws SQLException {
			if (this.closed) {
				throw new SQLException("The connection is closed", "08003");
			}
			Connection taken = takeServer();
			this.server = taken;
			taken.setAutoCommit(this.autoCommit);
			return taken;
		}

		private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
			Connection executing = this.server;
			if (executing != null) {
				return TransactionPooler.call(executing, method, arguments);
			}
			@Nullable Object result = null;
			try {
				result = TransactionPooler.call(begin(), method, arguments);
			}
			finally {
				if (!(result instanceof Statement)) {
					releaseOutsideOfTransaction();
				}
			}
			return (result instanceof Statement statement) ? releasing(statement, method.getReturnType()) : result;
		}

		/** A statement at whose end the session is released, unless in a transaction. */
		private Object releasing(Statement statement, Class<?> type) {
			return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type },
					(proxy, method, arguments) -> {
						Object result = TransactionPooler.call(statement, method, arguments);
						if (method.getName().equals("close")) {
							releaseOutsideOfTransaction();
						}
						return result;
					});
		}

		private void releaseOutsideOfTransaction() throws SQLException {
			if (this.autoCommit) {
				release();
			}
		}

		private void release() throws SQLException {
			Connection present = this.server;
			this.server = null;
			if (present != null) {
				giveBack(present);
			}
		}

		private @Nullable Object setAutoCommit(boolean autoCommit) throws SQLException {
			if (autoCommit != this.autoCommit) {
				end(Connection::commit);
				this.autoCommit = autoCommit;
			}
			return null;
		}

		private @Nullable Object end(Ending ending) throws SQLException {
			Connection present = this.server;
			if (present != null && !this.autoCommit) {
				ending.end(present);
			}
			release();
			return null;
		}

		private @Nullable Object close() throws SQLException {
			if (!this.closed) {
				this.closed = true;
				release();
			}
			return null;
		}

		private @Nullable Object abort() throws SQLException {
			Connection present = this.server;
			if (present != null) {
				present.abort(Runnable::run);
			}
			return null;
		}

	}

	/** Ends a transaction. */
	@FunctionalInterface
	private interface Ending {

		void end(Connection server) throws SQLException;

	}

}
