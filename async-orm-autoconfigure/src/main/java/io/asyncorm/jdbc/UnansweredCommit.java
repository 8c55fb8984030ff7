package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import io.asyncorm.dialect.ConnectionFate;
import io.asyncorm.dialect.ErrorKind;
import io.asyncorm.dialect.SqlErrors;

/**
 * The connection was lost while the database committed: in a commit, or in a statement
 * outside of any transaction. Nobody knows whether it did.
 */
@SuppressWarnings("serial")
final class UnansweredCommit extends SQLException {

	/** SQL's state for a commit whose outcome is not known. */
	private static final String UNKNOWN = "08007";

	private final SQLException first;

	/** It has a state of its own, so that nothing is sent again because of the first. */
	UnansweredCommit(SQLException first) {
		super(first.getMessage(), UNKNOWN, first);
		this.first = first;
	}

	/**
	 * Whether an error says that the database did not answer; where it does not tell, the
	 * connection is asked.
	 */
	static boolean isBehind(SQLException error, SqlErrors errors, Connection connection) {
		return isLost(error, errors) || errors.fate(error) == ConnectionFate.UNKNOWN
				&& Connections.isBrokenBy(ConnectionFate.UNKNOWN, connection);
	}

	/**
	 * Whether an error says that the connection was lost without an answer. Where the
	 * database has refused something, that was not done, whatever becomes of the
	 * connection.
	 */
	static boolean isLost(SQLException error, SqlErrors errors) {
		return error instanceof DriverFailure || errors.fate(error) == ConnectionFate.LOST
				&& errors.kind(error) == ErrorKind.OTHER && !Connections.NONE.equals(error.getSQLState());
	}

	/** What the driver said first. */
	SQLException first() {
		return this.first;
	}

}
