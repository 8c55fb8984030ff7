package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

import io.asyncorm.dialect.Dialect;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The cancels that were sent for the statements of an operation: whether each of them has
 * met its statement, or may still meet another one. Guarded by the lock of the gate, but
 * for {@link #send}, which must not hold it.
 */
final class SentCancels {

	private static final Log logger = LogFactory.getLog(SentCancels.class);

	/** How long an operation that has ended waits for its cancel to return. */
	private static final long LATE_MILLIS = 200;

	private final Dialect dialect;

	private final Lock lock;

	private final Condition changed;

	/** How many were sent for the present statement. */
	private int sent;

	/** How many of them have not returned yet. */
	private int sending;

	private boolean doubtful;

	/**
	 * @param lock the gate's
	 * @param changed signalled when one has returned
	 */
	SentCancels(Dialect dialect, Lock lock, Condition changed) {
		this.dialect = dialect;
		this.lock = lock;
		this.changed = changed;
	}

	/** A statement begins. */
	void begin() {
		this.sent = 0;
	}

	/**
	 * The statement has ended. A cancel that met it is used up; any other may still meet
	 * the next one.
	 */
	void end(boolean wasCancelled) {
		this.doubtful |= this.sent > (wasCancelled ? 1 : 0);
	}

	/** One is going to be sent. */
	void count() {
		this.sent++;
		this.sending++;
	}

	/**
	 * Sends one, and waits for the network.
	 * @return whether the server heard of it
	 */
	boolean send(Statement statement) {
		boolean heard = false;
		try {
			this.dialect.cancel(statement);
			heard = true;
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("The server could not be told to cancel a statement", ex);
		}
		this.lock.lock();
		try {
			this.sending--;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		return heard;
	}

	/** A statement may have failed before the cancel, which it met, has returned. */
	void awaitReturned() {
		long left = TimeUnit.MILLISECONDS.toNanos(LATE_MILLIS);
		boolean interrupted = false;
		while (this.sending > 0 && left > 0) {
			try {
				left = this.changed.awaitNanos(left);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/** Whether one may still be on its way. */
	boolean areUnderWay() {
		return this.doubtful || this.sending > 0;
	}

}
