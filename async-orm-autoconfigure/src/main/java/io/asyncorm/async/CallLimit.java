package io.asyncorm.async;

import java.time.Duration;
import java.util.Locale;

import io.asyncorm.plan.CallOptions;
import org.jspecify.annotations.Nullable;

/**
 * How long a call may take: by what its query set says, or else the setting, and by the
 * deadline of the code that calls, whichever is shorter. Immutable.
 *
 * @param timeout nanoseconds; {@link TimeLimit#NEVER} for as long as it wants
 * @param ofCall whether it is said for the call
 * @param scope the deadline around the call; null if there is none
 */
record CallLimit(long timeout, boolean ofCall, @Nullable DeadlineScope scope) {

	/** That of a call by the calling thread. */
	static CallLimit of(CallOptions options, Duration usual) {
		Duration own = options.timeout();
		Duration timeout = (own != null) ? own : usual;
		return new CallLimit(TimeLimit.nanosOrNever(timeout), own != null, DeadlineScope.current());
	}

	/** How many nanoseconds a call may take that begins now. */
	long left(long now) {
		return Math.min(this.timeout, leftOfScope(now));
	}

	/** How many nanoseconds are left of the deadline around the call. */
	long leftOfScope(long now) {
		return (this.scope != null) ? this.scope.left(now) : TimeLimit.NEVER;
	}

	/**
	 * What it is, in words: of how long, and where that is said.
	 * @param since when what it limits began
	 * @param taken how long that has taken, which may be less than both say where there
	 * is another limit, as Spring's transactions have
	 */
	String describe(long since, long taken) {
		if (this.scope != null && this.scope.left(since) < this.timeout) {
			return this.scope.describe();
		}
		if (taken < this.timeout) {
			return DeadlineScope.TRANSACTION;
		}
		return "%s (%s)".formatted(seconds(this.timeout), source());
	}

	private String source() {
		return this.ofCall ? "the timeout of its query set" : "async-orm.execution.timeout";
	}

	/**
	 * That of a call that is made now, for all that is started because of it; null if it
	 * may take as long as it wants.
	 */
	@Nullable DeadlineScope deadline() {
		long now = System.nanoTime();
		return (this.timeout < leftOfScope(now)) ? DeadlineScope.of(this.timeout, source(), now) : this.scope;
	}

	/** What a call fails with whose deadline was over when it was made. */
	String notBegun(String name) {
		return "'%s' was not begun: %s were over when it was called".formatted(name,
				describe(System.nanoTime(), TimeLimit.NEVER));
	}

	/** As {@code 28.8 s}; short times with more digits. */
	static String seconds(long nanos) {
		double seconds = Math.max(0, nanos) / 1e9;
		String text = String.format(Locale.ROOT, (seconds < 1) ? "%.3f" : "%.1f", seconds);
		return text.replaceFirst("\\.?0+$", "") + " s";
	}

}
