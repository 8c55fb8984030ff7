package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.SharedSnapshots;
import io.asyncorm.dialect.TransactionSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gives the calling thread's transaction its isolation level, its access mode, and the
 * moment that it sees. Where the database can do so for the transaction alone, Spring's
 * manager is not asked to: it would set them for the session. Immutable and safe for use
 * by several threads.
 *
 * @since 0.1.0
 */
public final class TransactionCharacteristics {

	private static final String SNAPSHOT = "snapshot";

	private final DataSource dataSource;

	private final TransactionSettings settings;

	private final SharedSnapshots snapshots;

	private final SqlLog log;

	/** Whether asking for a read-only connection is asking for another server's. */
	private final boolean readOnlyElsewhere;

	/**
	 * Creates it.
	 * @param dataSource what transactions are bound to
	 * @param slow from when on a statement is slow; null if none is
	 */
	public TransactionCharacteristics(DataSource dataSource, Dialect dialect, @Nullable Duration slow) {
		this.dataSource = dataSource;
		this.settings = dialect.transactionSettings();
		this.snapshots = dialect.sharedSnapshots();
		this.log = new SqlLog(dialect.errors(), slow);
		this.readOnlyElsewhere = ReadOnlyConnections.areOfAnotherPool(dataSource);
	}

	/**
	 * What Spring's manager is asked for, of what is wanted. Not for a read-only
	 * connection where a proxy would take that from another pool: it has been decided
	 * already which one the transaction is of.
	 * @param onJdbc whether it is the manager of JDBC itself; others may do more for a
	 * read-only transaction, as not to flush
	 */
	public TransactionDefinition forManager(TransactionDefinition wanted, boolean onJdbc) {
		boolean mode = wanted.isReadOnly() && this.readOnlyElsewhere && onJdbc;
		boolean level = wanted.getIsolationLevel() != TransactionDefinition.ISOLATION_DEFAULT
				&& this.settings instanceof TransactionSettings.OfTransaction;
		if (!mode && !level) {
			return wanted;
		}
		DefaultTransactionDefinition others = new DefaultTransactionDefinition(wanted);
		if (mode) {
			others.setReadOnly(false);
		}
		if (level) {
			others.setIsolationLevel(TransactionDefinition.ISOLATION_DEFAULT);
		}
		return others;
	}

	/** Sets the rest, at the begin of a new transaction. */
	public void set(TransactionDefinition wanted) throws SQLException {
		if (wanted.isReadOnly()) {
			TransactionSynchronizationManager.setCurrentTransactionReadOnly(true);
		}
		boolean ofSession = wanted.getIsolationLevel() == TransactionDefinition.ISOLATION_DEFAULT;
		if ((!ofSession || wanted.isReadOnly()) && this.settings instanceof TransactionSettings.OfTransaction own) {
			int level = ofSession ? Connection.TRANSACTION_NONE : wanted.getIsolationLevel();
			for (String sql : own.statements(level, wanted.isReadOnly())) {
				StatementRunner.execute(this.log, "transaction", connection(), sql);
			}
			if (!ofSession) {
				TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(wanted.getIsolationLevel());
			}
		}
	}

	/**
	 * Whether the transaction is isolated as much as is wanted, or more.
	 */
	public boolean isIsolatedAs(TransactionDefinition wanted) throws SQLException {
		Integer set = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
		return wanted.getIsolationLevel() <= ((set != null) ? set : connection().getTransactionIsolation());
	}

	/** The level at which all of a transaction sees the same moment. */
	public int snapshotIsolation() {
		return this.snapshots.isolation();
	}

	/**
	 * Gives what the transaction sees a name, by which others see the same while this one
	 * lasts: of its server, and of its moment, unless each of its statements sees another
	 * one. Null if others cannot.
	 */
	public @Nullable String exportSnapshot() throws SQLException {
		return this.snapshots.areShared() ? query(this.snapshots.exportQuery()) : null;
	}

	/**
	 * Lets a transaction that has just begun see what another one sees.
	 * @throws CannotCreateTransactionException if it is at another server
	 */
	public void adoptSnapshot(String name) throws SQLException {
		int end = name.indexOf(' ');
		if (end + 1 < name.length()) {
			StatementRunner.execute(this.log, SNAPSHOT, connection(), this.snapshots.adopt(name.substring(end + 1)));
		}
		if (!name.substring(0, end).equals(query(this.snapshots.serverQuery()))) {
			throw new CannotCreateTransactionException("The pool has connections of several servers, and this one is"
					+ " not of the server whose moment is to be read");
		}
	}

	private @Nullable String query(String sql) throws SQLException {
		return StatementRunner.query(this.log, SNAPSHOT, connection(), sql, List.of());
	}

	/** The transaction's. */
	private Connection connection() {
		if (TransactionSynchronizationManager.getResource(this.dataSource) instanceof ConnectionHolder holder) {
			return holder.getConnection();
		}
		throw new IllegalStateException("The thread holds no transaction of " + this.dataSource);
	}

}
