package io.asyncorm.jdbc;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.IdleGap;
import io.asyncorm.plan.LockTrail;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long a connection is held, and for how long no statement runs on it
 * meanwhile, and has its locks followed. Used by one thread at a time.
 */
final class HeldTime {

	private final ExecutionObserver observer;

	private final long idleFrom;

	private final long since = System.nanoTime();

	private long idleSince = this.since;

	private long idle;

	/** A statement may be sent while the rows of another are read. */
	private int running;

	/** The last statement: its line is looked up only if there is a gap to be told. */
	private @Nullable String last;

	private CallSite lastCaller = CallSite.none();

	private final @Nullable LockTrails locks;

	private @Nullable LockTrail trail;

	/**
	 * @param locks has the locks of the connection followed; null if nobody wants that
	 */
	HeldTime(ExecutionObserver observer, @Nullable LockTrails locks) {
		this.observer = observer;
		this.locks = locks;
		this.idleFrom = observer.idleFrom();
	}

	/** A statement is going to be sent. */
	void sending(String operation, OperationConnection connection, String sql) {
		if (this.locks == null) {
			return;
		}
		LockTrail followed = this.trail;
		if (followed == null) {
			followed = this.locks.follow(connection.jdbc());
			this.trail = followed;
		}
		if (followed != null) {
			followed.sending(operation, connection.caller(), sql);
		}
	}

	/** A transaction begins or has ended, so that there are no locks. */
	void unlocked() {
		if (this.trail != null) {
			this.trail.unlocked();
		}
	}

	/** A statement is sent, or more of its rows are read. */
	void begin(SentStatement statement) {
		if (this.running++ == 0) {
			endGap(statement.operation(), statement.caller());
			if (this.idleFrom != Long.MAX_VALUE) {
				this.last = statement.operation();
				this.lastCaller = statement.caller().kept();
			}
		}
	}

	/** What it is sent for has nothing to do for now. */
	void end() {
		if (--this.running == 0) {
			this.idleSince = System.nanoTime();
			if (this.trail != null) {
				this.trail.answered();
			}
		}
	}

	/** The transaction is going to be committed. */
	void committing() {
		if (this.trail != null) {
			this.trail.committing();
		}
	}

	/** The transaction is going to end, which takes the time of the database. */
	void beginEnd() {
		if (this.running++ == 0) {
			endGap(null, CallSite.none());
		}
	}

	/** It is held no more. */
	void released() {
		if (this.running == 0) {
			endGap(null, CallSite.none());
		}
		if (this.trail != null) {
			this.trail.released();
		}
		this.observer.held(System.nanoTime() - this.since, this.idle);
	}

	private void endGap(@Nullable String after, CallSite caller) {
		long gap = System.nanoTime() - this.idleSince;
		this.idle += gap;
		if (gap >= this.idleFrom) {
			this.observer.idle(new IdleGap(gap, sent(this.last, this.lastCaller), sent(after, caller)));
		}
	}

	private static IdleGap.@Nullable Sent sent(@Nullable String operation, CallSite caller) {
		return (operation != null) ? new IdleGap.Sent(operation, caller.line()) : null;
	}

}
