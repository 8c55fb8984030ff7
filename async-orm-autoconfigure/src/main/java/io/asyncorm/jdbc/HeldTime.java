package io.asyncorm.jdbc;

import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.IdleGap;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long a connection is held, and for how long no statement runs on it
 * meanwhile. Used by one thread at a time.
 */
final class HeldTime {

	private final ExecutionObserver observer;

	private final long idleFrom;

	private final long since = System.nanoTime();

	private long idleSince = this.since;

	private long idle;

	/** A statement may be sent while the rows of another are read. */
	private int running;

	private IdleGap.@Nullable Sent last;

	HeldTime(ExecutionObserver observer) {
		this.observer = observer;
		this.idleFrom = observer.idleFrom();
	}

	/** A statement is sent, or more of its rows are read. */
	void begin(SentStatement statement) {
		if (this.running++ == 0) {
			IdleGap.Sent sent = (this.idleFrom != Long.MAX_VALUE)
					? new IdleGap.Sent(statement.operation(), statement.caller().line()) : null;
			endGap(sent);
			this.last = sent;
		}
	}

	/** What it is sent for has nothing to do for now. */
	void end() {
		if (--this.running == 0) {
			this.idleSince = System.nanoTime();
		}
	}

	/** The transaction is going to end, which takes the time of the database. */
	void beginEnd() {
		if (this.running++ == 0) {
			endGap(null);
		}
	}

	/** It is held no more. */
	void released() {
		if (this.running == 0) {
			endGap(null);
		}
		this.observer.held(System.nanoTime() - this.since, this.idle);
	}

	private void endGap(IdleGap.@Nullable Sent after) {
		long gap = System.nanoTime() - this.idleSince;
		this.idle += gap;
		if (gap >= this.idleFrom) {
			this.observer.idle(new IdleGap(gap, this.last, after));
		}
	}

}
