package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A connection of a lane on which a transaction begins, and where it comes from: that of
 * a replica is bound to the data source that the replica is of.
 */
final class LentConnection extends ConnectionHolder {

	private final DataSource origin;

	private @Nullable Runnable listener;

	LentConnection(Connection connection, DataSource origin) {
		super(connection);
		this.origin = origin;
	}

	/** Has somebody told when the connection is asked for, or gets a savepoint. */
	void listen(Runnable listener) {
		this.listener = listener;
	}

	@Override
	public void requested() {
		tell();
		super.requested();
	}

	@Override
	public Savepoint createSavepoint() throws SQLException {
		tell();
		return super.createSavepoint();
	}

	private void tell() {
		if (this.listener != null) {
			this.listener.run();
		}
	}

	/**
	 * Where the connection of the calling thread's transaction comes from.
	 * @param transactional what the transaction is bound to
	 */
	static DataSource origin(DataSource transactional) {
		return origin(TransactionSynchronizationManager.getResource(transactional), transactional);
	}

	/**
	 * Where the connection comes from that was bound to a thread.
	 * @param bound what was bound; null if nothing was
	 * @param transactional what it was bound to
	 */
	static DataSource origin(@Nullable Object bound, DataSource transactional) {
		return (bound instanceof LentConnection lent) ? lent.origin : transactional;
	}

}
