package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.asyncorm.dialect.TransactionSettings;

/**
 * Begins transactions of our own that are READ COMMITTED or read-only, whatever the
 * session of the connection is, and leaves that as it was. Used by one thread.
 */
final class TransactionModes {

	private final TransactionSettings settings;

	private final SqlLog log;

	private int isolationBefore = Connection.TRANSACTION_NONE;

	private boolean readOnlyBefore;

	TransactionModes(TransactionSettings settings, SqlLog log) {
		this.settings = settings;
		this.log = log;
	}

	/** A connection was taken of which nothing is known. */
	void reset() {
		this.isolationBefore = Connection.TRANSACTION_NONE;
	}

	/** Begins a transaction each statement of which sees what was committed before it. */
	void beginReadCommitted(Connection connection) throws SQLException {
		switch (this.settings) {
			case TransactionSettings.OfTransaction own ->
				begin(connection, own.statements(Connection.TRANSACTION_READ_COMMITTED, false));
			case TransactionSettings.OfSession ignored -> {
				if (this.isolationBefore == Connection.TRANSACTION_NONE) {
					this.isolationBefore = connection.getTransactionIsolation();
					setIsolation(connection, this.isolationBefore, Connection.TRANSACTION_READ_COMMITTED);
				}
				connection.setAutoCommit(false);
			}
		}
	}

	/** Begins a transaction that is as if no other ran at the same time. */
	void beginSerializable(Connection connection) throws SQLException {
		if (this.settings instanceof TransactionSettings.OfTransaction own) {
			begin(connection, own.statements(Connection.TRANSACTION_SERIALIZABLE, false));
			return;
		}
		throw new IllegalStateException("The level of the session is that of all its transactions");
	}

	/** Begins a transaction that changes nothing. */
	void beginReadOnly(Connection connection) throws SQLException {
		switch (this.settings) {
			case TransactionSettings.OfTransaction own ->
				begin(connection, own.statements(Connection.TRANSACTION_NONE, true));
			case TransactionSettings.OfSession ignored -> {
				this.readOnlyBefore = connection.isReadOnly();
				connection.setReadOnly(true);
				connection.setAutoCommit(false);
			}
		}
	}

	/** After the end of a transaction that changed nothing. */
	void endReadOnly(Connection connection) throws SQLException {
		if (this.settings instanceof TransactionSettings.OfSession) {
			connection.setReadOnly(this.readOnlyBefore);
		}
	}

	/** Before the connection is given back. */
	void restore(Connection connection) throws SQLException {
		if (this.isolationBefore != Connection.TRANSACTION_NONE) {
			setIsolation(connection, Connection.TRANSACTION_READ_COMMITTED, this.isolationBefore);
		}
	}

	private static void setIsolation(Connection connection, int present, int wanted) throws SQLException {
		if (present != wanted) {
			connection.setTransactionIsolation(wanted);
		}
	}

	private void begin(Connection connection, List<String> first) throws SQLException {
		connection.setAutoCommit(false);
		for (String sql : first) {
			StatementRunner.execute(this.log, "transaction", connection, sql);
		}
	}

}
