package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.dialect.SqlErrors;
import io.asyncorm.persistence.SqlWork;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.RowLimit;
import io.asyncorm.plan.SlowStatement;
import io.asyncorm.plan.StatementListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs each statement that is sent, when it is done, to the logger
 * {@code io.asyncorm.sql}: at DEBUG its operation, milliseconds, rows and SQL, in one
 * line without values; at TRACE also its values and the line of the user's code that
 * called. A statement that takes too long is a warning instead, again without values.
 * Tells an observer of the same, if there is one. Immutable and safe for use by several
 * threads.
 */
final class SqlLog {

	private static final Log logger = LogFactory.getLog("io.asyncorm.sql");

	/** More than any statement takes. */
	private static final long NEVER = Long.MAX_VALUE;

	private final SqlErrors errors;

	private final long slowNanos;

	private final @Nullable ExecutionObserver observer;

	private final @Nullable SlowStatementServers servers;

	private final @Nullable RowLimit rowLimit;

	private final @Nullable LockTrails locks;

	/**
	 * Creates a log.
	 * @param errors what the database's errors mean
	 * @param slow from when on a statement is slow; null if none is
	 */
	SqlLog(SqlErrors errors, @Nullable Duration slow) {
		this(errors, slow, null, null, null);
	}

	/**
	 * Creates a log.
	 * @param errors what the database's errors mean
	 * @param slow from when on a statement is slow; null if none is
	 * @param observer is told of each statement, too; null if nobody is
	 * @param servers is asked about slow statements by the observer; null if nobody is
	 * @param locks follows the locks of connections; null if nobody does
	 */
	SqlLog(SqlErrors errors, @Nullable Duration slow, @Nullable ExecutionObserver observer,
			@Nullable SlowStatementServers servers, @Nullable LockTrails locks) {
		this.locks = locks;
		this.errors = errors;
		this.observer = observer;
		this.rowLimit = (observer != null) ? observer.rowLimit() : null;
		this.servers = servers;
		this.slowNanos = (slow != null) ? slow.toNanos() : NEVER;
	}

	/** How many rows a result may have that nobody has bounded; null for all. */
	@Nullable RowLimit rowLimit() {
		return this.rowLimit;
	}

	/** Called before a statement is prepared. */
	SentStatement begin(String operation, OperationConnection connection, RenderedSql sql,
			List<? extends @Nullable Object> values) {
		String shape = sql.shape();
		tell(connection.caller(), operation, shape);
		return isWanted(connection.caller()) ? sent(operation, connection, shape, SentValues.of(sql, values))
				: SentStatement.UNLOGGED;
	}

	/** Called before a statement that the user wrote is prepared. */
	SentStatement begin(String operation, OperationConnection connection, String sql,
			List<? extends @Nullable Object> values) {
		tell(connection.caller(), operation, sql);
		return isWanted(connection.caller()) ? sent(operation, connection, sql, SentValues.of(values))
				: SentStatement.UNLOGGED;
	}

	/** Called before a statement is prepared whose values are bound by themselves. */
	SentStatement begin(String operation, OperationConnection connection, String sql, SentValues values) {
		tell(connection.caller(), operation, sql);
		return isWanted(connection.caller()) ? sent(operation, connection, sql, values) : SentStatement.UNLOGGED;
	}

	/** Called before a statement is prepared that is no part of an operation. */
	SentStatement begin(String operation, CallSite caller, String sql, List<? extends @Nullable Object> values) {
		tell(caller, operation, sql);
		return isWanted(caller) ? new SentStatement(this, operation, caller, sql, SentValues.of(values), null)
				: SentStatement.UNLOGGED;
	}

	private SentStatement sent(String operation, OperationConnection connection, String sql, SentValues values) {
		HeldTime held = connection.held();
		if (held != null) {
			held.sending(operation, connection, sql);
		}
		return new SentStatement(this, operation, connection.caller(), sql, values, held);
	}

	private static void tell(CallSite caller, String operation, String sql) {
		StatementListener listener = caller.listener();
		if (listener != null) {
			listener.sending(operation, caller.line(), LogText.line(sql));
		}
	}

	/** Measures a connection that is held from now on; null if nobody wants to know. */
	@Nullable HeldTime holding() {
		return (this.observer != null) ? new HeldTime(this.observer, this.locks) : null;
	}

	/** As {@link #holding()}, for that of the calling thread's transaction. */
	@Nullable HeldTime holding(DataSource dataSource) {
		return (this.observer != null) ? HeldTransaction.join(dataSource, this.observer, this.locks) : null;
	}

	private boolean isWanted(CallSite caller) {
		return this.slowNanos != NEVER || this.observer != null || logger.isDebugEnabled() || caller.isMetered();
	}

	/** Takes a connection, and tells how long that took. */
	Connection connecting(SqlWork<Connection> taking) throws SQLException {
		if (this.observer == null) {
			return taking.run();
		}
		long begin = System.nanoTime();
		Connection connection = taking.run();
		this.observer.connected(System.nanoTime() - begin);
		return connection;
	}

	/**
	 * Called when a statement has succeeded, with the number of rows that it returned or
	 * changed; null if it does neither.
	 */
	void succeeded(SentStatement statement, long nanos, @Nullable Long rows) {
		tell(statement, nanos, false);
		write(statement, nanos, (rows == null) ? "" : (rows == 1) ? ", 1 row" : ", " + rows + " rows");
		tellIfSlow(statement, nanos, rows);
	}

	/** Called when a statement has failed, or its rows could not be read. */
	void failed(SentStatement statement, long nanos, Throwable failure) {
		tell(statement, nanos, true);
		write(statement, nanos,
				", failed with " + ((failure instanceof SQLException error)
						? "SQL state " + error.getSQLState() + " ["
								+ LogText.line(ErrorMessages.withoutValues(this.errors, error)) + "]"
						: failure.getClass().getSimpleName()));
		tellIfSlow(statement, nanos, null);
	}

	private void tellIfSlow(SentStatement statement, long nanos, @Nullable Long rows) {
		if (nanos >= this.slowNanos && this.observer != null && this.servers != null) {
			this.observer.slow(new SlowStatement(statement.operation(), statement.caller().line(), statement.sql(),
					nanos, rows, this.servers.of(statement)));
		}
	}

	private void tell(SentStatement statement, long nanos, boolean failed) {
		statement.caller().sent(nanos);
		if (this.observer != null) {
			this.observer.sent(statement.operation(), statement.sql(), nanos, failed);
		}
	}

	private void write(SentStatement statement, long nanos, String outcome) {
		if (nanos < this.slowNanos && !logger.isDebugEnabled()) {
			return;
		}
		String what = statement.operation() + ": " + String.format(Locale.ROOT, "%.1f ms", nanos / 1e6) + outcome;
		if (nanos >= this.slowNanos) {
			logger.warn("Slow: " + what + calledAt(statement) + ": " + LogText.line(statement.text()));
		}
		else {
			logger.debug(what + ": " + LogText.line(statement.text()));
		}
		if (logger.isTraceEnabled()) {
			logger.trace(statement.operation() + ": values " + statement.values().text() + calledAt(statement));
		}
	}

	private static String calledAt(SentStatement statement) {
		StackTraceElement line = statement.caller().line();
		return (line != null) ? ", called at " + line : "";
	}

}
