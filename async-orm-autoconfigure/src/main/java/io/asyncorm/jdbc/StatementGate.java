package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.ErrorKind;
import io.asyncorm.dialect.SqlErrors;
import io.asyncorm.persistence.SqlWork;
import org.jspecify.annotations.Nullable;

/**
 * Cancels the statement that a session is executing. JDBC addresses a cancel to a
 * connection, not to a statement, so that it must not be under way when the next one
 * begins: the session's thread waits here until the cancel has returned. Used by the
 * session's thread, but for {@link #cancel()}.
 */
final class StatementGate {

	/**
	 * A server ignores a cancel that arrives before the statement does, so it is repeated
	 * after a while, which doubles each time.
	 */
	private static final long REPEAT_AFTER_MILLIS = 50;

	/** After as many times nobody listens any more: some six seconds. */
	private static final int GIVE_UP_AFTER = 7;

	private final Dialect dialect;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition finished = this.lock.newCondition();

	private boolean operating;

	private boolean cancelled;

	private @Nullable Statement executing;

	private volatile boolean returned;

	private int sent;

	private boolean doubtful;

	StatementGate(Dialect dialect) {
		this.dialect = dialect;
	}

	/** An operation begins. */
	void open() {
		this.lock.lock();
		try {
			this.operating = true;
			this.cancelled = false;
			this.doubtful = false;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The operation has ended.
	 * @return whether a cancel may still be on its way to the connection
	 */
	boolean close() {
		this.lock.lock();
		try {
			this.operating = false;
			return this.doubtful;
		}
		finally {
			this.lock.unlock();
		}
	}

	<R extends @Nullable Object> R execute(Statement statement, SqlWork<R> execution) throws SQLException {
		begin(statement);
		boolean wasCancelled = false;
		try {
			return execution.run();
		}
		catch (SQLException ex) {
			wasCancelled = this.dialect.errors().kind(ex) == ErrorKind.CANCELLED;
			throw ex;
		}
		finally {
			this.returned = true;
			end(wasCancelled);
		}
	}

	/**
	 * Cancels the current operation: its statement, and those that would follow.
	 * @return whether the server heard of it; if not, only closing the connection helps
	 */
	boolean cancel() {
		this.lock.lock();
		try {
			this.cancelled = this.operating;
			Statement statement = this.executing;
			for (int i = 0; statement != null && this.executing == statement && !this.returned; i++) {
				if (i == GIVE_UP_AFTER) {
					this.doubtful = true;
					return false;
				}
				this.sent++;
				this.dialect.cancel(statement);
				this.finished.await(REPEAT_AFTER_MILLIS << i, TimeUnit.MILLISECONDS);
			}
			return true;
		}
		catch (SQLException ex) {
			this.doubtful = true;
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Nothing is committed that was cancelled before. */
	void requireNotCancelled() throws SQLException {
		this.lock.lock();
		try {
			if (this.cancelled) {
				throw new SQLException("The operation was cancelled between two statements", SqlErrors.CANCELLED);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void begin(Statement statement) throws SQLException {
		this.lock.lock();
		try {
			requireNotCancelled();
			this.executing = statement;
			this.returned = false;
			this.sent = 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A cancel that met its statement is used up; any other may still meet the next one.
	 */
	private void end(boolean wasCancelled) {
		this.lock.lock();
		try {
			this.executing = null;
			this.doubtful |= this.sent > (wasCancelled ? 1 : 0);
			this.finished.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
