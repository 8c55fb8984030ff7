package io.asyncorm.jdbc;

import java.util.List;

import io.asyncorm.plan.CallSite;
import org.jspecify.annotations.Nullable;

/**
 * Times one statement for the log, to which it reports once: when it is done or has
 * failed. Used by one thread.
 */
final class SentStatement {

	/** A statement that is not logged: all calls are ignored. */
	static final SentStatement UNLOGGED = new SentStatement(null, "", CallSite.none(), "", SentValues.of(List.of()),
			null);

	private final @Nullable SqlLog log;

	private final String operation;

	private final CallSite caller;

	private final String sql;

	private String text;

	private final SentValues values;

	private final @Nullable HeldTime held;

	private boolean holding;

	private long runningSince;

	private long nanos;

	private long rows;

	private boolean ended;

	SentStatement(@Nullable SqlLog log, String operation, CallSite caller, String sql, SentValues values,
			@Nullable HeldTime held) {
		this.log = log;
		this.operation = operation;
		this.caller = caller;
		this.sql = sql;
		this.text = sql;
		this.values = values;
		this.held = held;
		this.runningSince = (log != null) ? System.nanoTime() : 0;
		hold(true);
	}

	/** Tells whoever measures the connection whether it works for this statement. */
	private void hold(boolean holding) {
		if (this.held == null || this.holding == holding) {
			return;
		}
		this.holding = holding;
		if (holding) {
			this.held.begin(this);
		}
		else {
			this.held.end();
		}
	}

	String operation() {
		return this.operation;
	}

	CallSite caller() {
		return this.caller;
	}

	/** What is counted and timed: without the comment that says who sends it. */
	String sql() {
		return this.sql;
	}

	/** What is sent. */
	String text() {
		return this.text;
	}

	/** Notes what is sent. */
	void sentAs(String text) {
		if (this.log != null) {
			this.text = text;
		}
	}

	SentValues values() {
		return this.values;
	}

	/** All its rows were read, or changed. */
	void done(long rows) {
		pause(rows);
		end();
	}

	/** It is done, and speaks of no rows. */
	void done() {
		hold(false);
		if (this.log != null && !this.ended) {
			this.ended = true;
			this.log.succeeded(this, System.nanoTime() - this.runningSince, null);
		}
	}

	/**
	 * Some of its rows were read: what follows is the time of whoever uses them, until
	 * {@link #resume()}.
	 */
	void pause(long rows) {
		if (this.log != null) {
			this.nanos += System.nanoTime() - this.runningSince;
			this.rows += rows;
		}
		hold(false);
	}

	/** More of its rows are read. */
	void resume() {
		if (this.log != null) {
			this.runningSince = System.nanoTime();
		}
		hold(true);
	}

	/** No more of its rows are read. */
	void end() {
		hold(false);
		if (this.log != null && !this.ended) {
			this.ended = true;
			this.log.succeeded(this, this.nanos, this.rows);
		}
	}

	/** It was refused, or its rows could not be read. */
	void failed(Throwable failure) {
		hold(false);
		if (this.log != null && !this.ended) {
			this.ended = true;
			this.log.failed(this, this.nanos + System.nanoTime() - this.runningSince, failure);
		}
	}

}
