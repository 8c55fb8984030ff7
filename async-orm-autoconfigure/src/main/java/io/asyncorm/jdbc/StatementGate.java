package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.ErrorKind;
import io.asyncorm.dialect.SqlErrors;
import io.asyncorm.persistence.SqlWork;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Knows what is under way on the connection of a session, a statement, the wait for the
 * connection or a commit, so that other threads can end it. JDBC addresses a cancel to a
 * connection, not to a statement: where one may still be under way when an operation has
 * ended, the connection is doubtful, and not for others. The lock is never held over a
 * call to the database.
 */
final class StatementGate {

	private static final Log logger = LogFactory.getLog(StatementGate.class);

	/**
	 * A server ignores a cancel that arrives before the statement does, so it is repeated
	 * after a while, which doubles each time.
	 */
	private static final long REPEAT_AFTER_MILLIS = 50;

	private final Dialect dialect;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	/** Of the operation that is executed, or will be next. */
	private long number;

	/** An operation may be a part of another. */
	private int depth;

	private @Nullable Thread thread;

	private final GateWaits waits = new GateWaits();

	/** 0 if no commit is under way, or if it is that of a statement. */
	private long committingSince;

	private boolean stopped;

	private boolean committing;

	/** The number of the last operation that ended behind a commit; -1 before. */
	private long committed = -1;

	private boolean aborted;

	private @Nullable Statement executing;

	/** Those that may still be under way stay with the connection that they are for. */
	private SentCancels cancels;

	StatementGate(Dialect dialect) {
		this.dialect = dialect;
		this.cancels = new SentCancels(dialect, this.lock, this.changed);
	}

	/** The number of the operation that is executed, or will be next. */
	long number() {
		this.lock.lock();
		try {
			return this.number;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** An operation begins, or a part of one. */
	void open() {
		this.lock.lock();
		try {
			if (this.depth++ == 0) {
				this.thread = Thread.currentThread();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The operation has ended.
	 * @return whether its connection must not be used again: it was broken, or a cancel
	 * may still be on its way
	 */
	boolean close() {
		this.lock.lock();
		try {
			if (--this.depth > 0) {
				return false;
			}
			if (!this.aborted) {
				this.cancels.awaitReturned();
			}
			boolean unusable = this.aborted || this.cancels.areUnderWay();
			if (this.aborted) {
				Thread.interrupted();
			}
			if (this.committing) {
				this.committed = this.number;
			}
			this.number++;
			this.waits.forget();
			this.thread = null;
			this.stopped = false;
			this.committing = false;
			this.committingSince = 0;
			this.aborted = false;
			if (unusable) {
				this.cancels = new SentCancels(this.dialect, this.lock, this.changed);
			}
			this.changed.signalAll();
			return unusable;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Takes a connection, for which it may have to wait. */
	<R> R connect(SqlWork<R> taking) throws SQLException {
		return await(true, taking);
	}

	/** Waits for what others of this process hold, until it is stopped. */
	<R> R await(SqlWork<R> wait) throws SQLException {
		return await(false, wait);
	}

	private <R> R await(boolean connecting, SqlWork<R> wait) throws SQLException {
		beginWait(connecting);
		try {
			return wait.run();
		}
		finally {
			endWait();
		}
	}

	private void beginWait(boolean connecting) throws SQLException {
		this.lock.lock();
		try {
			requireNotStopped();
			this.waits.begin(connecting);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void endWait() {
		this.lock.lock();
		try {
			this.waits.end();
			if (this.stopped) {
				Thread.interrupted();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Executes a statement.
	 * @param commits whether it commits by itself, so that it is a commit, too
	 */
	<R extends @Nullable Object> R execute(Statement statement, boolean commits, SqlWork<R> execution)
			throws SQLException {
		begin(statement, commits);
		boolean wasCancelled = false;
		try {
			return execution.run();
		}
		catch (SQLException ex) {
			wasCancelled = this.dialect.errors().kind(ex) == ErrorKind.CANCELLED;
			throw ex;
		}
		finally {
			end(wasCancelled);
		}
	}

	/** From here on, until the next statement, the operation is not stopped any more. */
	void beginCommit() throws SQLException {
		this.lock.lock();
		try {
			requireNotStopped();
			this.committing = true;
			this.committingSince = System.nanoTime();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Whether an operation waits for its connection. */
	boolean isConnecting(long number) {
		this.lock.lock();
		try {
			return this.number == number && this.waits.isConnecting();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** How long an operation has waited for its connection. */
	long nanosConnecting(long number) {
		this.lock.lock();
		try {
			return (this.number == number) ? this.waits.nanosConnecting() : 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How long the commit of an operation has been under way; 0 if it is not, or if it
	 * was a statement.
	 */
	long nanosCommitting(long number) {
		this.lock.lock();
		try {
			return (this.number == number && this.committingSince != 0) ? System.nanoTime() - this.committingSince : 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** See {@link io.asyncorm.plan.RunningOperation#stop()}. */
	boolean stop(long number) {
		this.lock.lock();
		try {
			if (this.number != number) {
				return this.committed != number;
			}
			if (this.committing) {
				return false;
			}
			this.stopped = true;
			if (this.waits.isWaiting() && this.thread != null) {
				this.thread.interrupt();
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Cancels the statements of an operation until it has ended.
	 * @return whether the server heard of it; if not, only closing the connection helps
	 */
	boolean cancel(long number) {
		try {
			long pause = REPEAT_AFTER_MILLIS;
			do {
				BooleanSupplier sending = beginSending(number);
				if (sending != null && !sending.getAsBoolean()) {
					return false;
				}
				pause *= 2;
			}
			while (isUnderWayAfter(pause / 2, number));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return true;
	}

	private @Nullable BooleanSupplier beginSending(long number) {
		this.lock.lock();
		try {
			if (this.number != number || this.executing == null || this.aborted) {
				return null;
			}
			SentCancels present = this.cancels;
			Statement statement = this.executing;
			present.count();
			return () -> present.send(statement);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits a while, unless the operation ends before. */
	private boolean isUnderWayAfter(long millis, long number) throws InterruptedException {
		long left = TimeUnit.MILLISECONDS.toNanos(millis);
		this.lock.lock();
		try {
			while (left > 0 && isUnderWay(number)) {
				left = this.changed.awaitNanos(left);
			}
			return isUnderWay(number);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isUnderWay(long number) {
		return this.number == number && this.depth > 0 && !this.aborted;
	}

	/**
	 * Notes that the connection of an operation is going to be broken, and wakes its
	 * thread: where that is a virtual one, its socket closes itself.
	 * @return false if the operation has ended
	 */
	boolean abort(long number) {
		this.lock.lock();
		try {
			if (this.number != number) {
				return false;
			}
			this.stopped = true;
			this.aborted = true;
			if (this.thread != null && this.thread.isVirtual()) {
				this.thread.interrupt();
			}
			this.changed.signalAll();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Breaks the connection of an operation, if that has not ended. */
	void abort(long number, @Nullable Connection connection) {
		if (abort(number) && connection != null) {
			try {
				this.dialect.breakOff(connection);
			}
			catch (SQLException | RuntimeException ex) {
				logger.debug("A connection could not be aborted", ex);
			}
		}
	}

	private void requireNotStopped() throws SQLException {
		if (this.stopped) {
			throw new SQLException("The operation was cancelled between two statements", SqlErrors.CANCELLED);
		}
	}

	private void begin(Statement statement, boolean commits) throws SQLException {
		this.lock.lock();
		try {
			requireNotStopped();
			this.committing = commits;
			this.committingSince = 0;
			this.executing = statement;
			this.cancels.begin();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void end(boolean wasCancelled) {
		this.lock.lock();
		try {
			this.executing = null;
			this.cancels.end(wasCancelled);
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
