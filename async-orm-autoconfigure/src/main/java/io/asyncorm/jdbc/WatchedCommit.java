package io.asyncorm.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * A connection that remembers how its commit failed. Spring's
 * {@code JdbcTransactionManager} rolls back after a commit that failed, and where that
 * fails too, as it does on a lost connection, throws what the rollback failed with: that
 * would say that nothing is stored, which may be wrong. Used by one thread.
 */
final class WatchedCommit implements InvocationHandler {

	private final Connection connection;

	private @Nullable SQLException failure;

	private WatchedCommit(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Has a manager commit on a connection that is watched. Null where it commits no
	 * transaction, or is none of JDBC's, which commit on what they expose.
	 */
	static @Nullable WatchedCommit of(PlatformTransactionManager manager, TransactionStatus status) {
		if (manager instanceof DataSourceTransactionManager && status.isNewTransaction()
				&& status instanceof DefaultTransactionStatus present
				&& present.getTransaction() instanceof JdbcTransactionObjectSupport transaction
				&& transaction.hasConnectionHolder()) {
			ConnectionHolder bound = transaction.getConnectionHolder();
			WatchedCommit commit = new WatchedCommit(bound.getConnection());
			transaction.setConnectionHolder(new WatchedHolder(commit.proxy(), bound));
			return commit;
		}
		return null;
	}

	/** The commit of a transaction that is watched; null if it is not. */
	static @Nullable WatchedCommit find(TransactionExecution transaction) {
		if (transaction instanceof DefaultTransactionStatus status && status.hasTransaction()
				&& status.getTransaction() instanceof JdbcTransactionObjectSupport present
				&& present.hasConnectionHolder()) {
			Connection connection = present.getConnectionHolder().getConnection();
			return (Proxy.isProxyClass(connection.getClass())
					&& Proxy.getInvocationHandler(connection) instanceof WatchedCommit commit) ? commit : null;
		}
		return null;
	}

	private Connection proxy() {
		return (Connection) Proxy.newProxyInstance(WatchedCommit.class.getClassLoader(),
				new Class<?>[] { Connection.class }, this);
	}

	/** What the commit failed with; null if it has not. */
	@Nullable SQLException failure() {
		return this.failure;
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		if (method.getName().equals("commit")) {
			commit();
			return null;
		}
		try {
			return method.invoke(this.connection, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private void commit() throws SQLException {
		try {
			Connections.commit(this.connection);
		}
		catch (SQLException ex) {
			this.failure = ex;
			throw ex;
		}
		catch (RuntimeException ex) {
			this.failure = DriverFailure.of(null, ex);
			throw ex;
		}
	}

	/**
	 * What the manager commits on, in the place of what is bound to the thread: that is
	 * what those mark as rollback-only who take part in the transaction.
	 */
	private static final class WatchedHolder extends ConnectionHolder {

		private final ConnectionHolder bound;

		WatchedHolder(Connection connection, ConnectionHolder bound) {
			super(connection);
			this.bound = bound;
		}

		@Override
		public boolean isRollbackOnly() {
			return this.bound.isRollbackOnly();
		}

		@Override
		public void setRollbackOnly() {
			this.bound.setRollbackOnly();
		}

		@Override
		public void resetRollbackOnly() {
			this.bound.resetRollbackOnly();
		}

		@Override
		public void clear() {
			super.clear();
			this.bound.clear();
		}

	}

}
