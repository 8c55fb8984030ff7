package io.asyncorm.deadlock;

import org.jspecify.annotations.Nullable;

/**
 * A statement that a session has sent. Written by one thread, and read by others under
 * the lock of its {@link SessionTrail}.
 */
final class LockStatement {

	/** Of statements that are under way. */
	private static final long RUNNING = Long.MAX_VALUE;

	private static final String COMMIT = "commit";

	private final String operation;

	private final @Nullable StackTraceElement line;

	private final String sql;

	private final long begin;

	private volatile long end = RUNNING;

	LockStatement(String operation, @Nullable StackTraceElement line, String sql, long begin) {
		this.operation = operation;
		this.line = line;
		this.sql = sql;
		this.begin = begin;
	}

	/** The end of a transaction. */
	static LockStatement commit(long begin) {
		return new LockStatement(COMMIT, null, COMMIT, begin);
	}

	boolean isCommit() {
		return this.sql.equals(COMMIT);
	}

	void answered(long time) {
		if (this.end == RUNNING) {
			this.end = time;
		}
	}

	boolean isRunning() {
		return this.end == RUNNING;
	}

	/** When it was sent, in the sense of {@link System#nanoTime()}. */
	long begin() {
		return this.begin;
	}

	/** How long it has been under way, until a time at most. */
	long nanosUntil(long time) {
		long last = this.end;
		return ((last == RUNNING || last - time > 0) ? time : last) - this.begin;
	}

	/** Whether it was under way at a time, or later. */
	boolean isRunningAt(long time) {
		long last = this.end;
		return last == RUNNING || last - time >= 0;
	}

	LockingSql locking() {
		return LockingSql.of(this.sql);
	}

	/** Without the values that it was sent with. */
	@Override
	public String toString() {
		String what = "'" + this.operation + "'" + locking();
		return (this.line != null) ? what + " at " + this.line : what;
	}

	/** As {@link #toString()}, with the line as short as in a tag of the statement. */
	String shortened() {
		String site = site();
		return "'" + this.operation + "'" + locking() + (site.isEmpty() ? "" : " at " + site);
	}

	/** Class, method and line; empty if that is not known. */
	String site() {
		return (this.line != null) ? this.line.toString()
			.substring(this.line.toString().lastIndexOf('/') + 1)
			.replace(packageOf(this.line.getClassName()), "") : "";
	}

	private static String packageOf(String className) {
		return className.substring(0, className.lastIndexOf('.') + 1);
	}

}
