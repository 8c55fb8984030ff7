package io.asyncorm.jdbc;

import java.sql.SQLException;

import io.asyncorm.dialect.SqlErrors;
import io.asyncorm.persistence.SqlWork;
import io.asyncorm.persistence.UnknownOrderException;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a statement has left behind that commits by itself, where it fails.
 */
final class SelfCommitting {

	private boolean sent;

	private SelfCommitting() {
	}

	/**
	 * Runs a statement outside of any transaction. From when it is sent, unless the
	 * server refuses it, it may be stored, whatever fails: also what reads the rows that
	 * it returned.
	 * @param operation what is written, for messages
	 * @throws UnknownOrderException if it has refused its rows itself
	 */
	static <R> R run(String operation, OperationConnection connection, SqlErrors errors, SqlWork<R> statement)
			throws SQLException {
		SelfCommitting own = new SelfCommitting();
		try {
			return connection.committing(own, statement);
		}
		catch (SQLException ex) {
			SQLException first = (ex instanceof UnansweredCommit unanswered) ? unanswered.first() : ex;
			if (own.sent && !errors.isRefusal(first)) {
				throw new UnansweredCommit(first);
			}
			throw isOfRows(first) ? new UnknownOrderException(operation + ": " + first.getMessage()) : first;
		}
		catch (RuntimeException | Error ex) {
			if (!own.sent) {
				throw ex;
			}
			throw new TransactionOutcomeUnknownException(
					operation + ": what is stored by now cannot be read: " + ex.getMessage(), ex);
		}
	}

	/** What sends it. */
	<R extends @Nullable Object> SqlWork<R> sending(SqlWork<R> execution) {
		return () -> {
			this.sent = true;
			return execution.run();
		};
	}

	private static boolean isOfRows(SQLException error) {
		return String.valueOf(error.getMessage()).contains(SqlStatement.InsertMany.UNKNOWN_ROWS);
	}

}
