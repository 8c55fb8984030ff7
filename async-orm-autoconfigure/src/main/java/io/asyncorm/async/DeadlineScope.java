package io.asyncorm.async;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The deadline of the code that a thread is running: behind
 * {@code io.asyncorm.Deadline.within(...)}. Every operation that is called there takes it
 * with it, to whatever thread. Immutable.
 *
 * @since 0.1.0
 */
public final class DeadlineScope {

	private static final ThreadLocal<@Nullable DeadlineScope> CURRENT = new ThreadLocal<>();

	private final Duration limit;

	private final long time;

	private DeadlineScope(Duration limit, long time) {
		this.limit = limit;
		this.time = time;
	}

	/** The one that the calling thread is in; null if it is in none. */
	static @Nullable DeadlineScope current() {
		return CURRENT.get();
	}

	/**
	 * Runs code in a deadline, or in that which is around it, if that is earlier.
	 * @param limit from now on
	 */
	public static <T extends @Nullable Object> T within(Duration limit, Callable<T> code) throws Exception {
		Assert.notNull(limit, "'limit' must not be null");
		Assert.notNull(code, "'code' must not be null");
		Assert.isTrue(!limit.isNegative() && !limit.isZero(), "'limit' must be positive");
		long now = System.nanoTime();
		DeadlineScope outer = CURRENT.get();
		DeadlineScope own = new DeadlineScope(limit, now + TimeLimit.nanos(limit));
		return call((outer != null && outer.left(now) < own.left(now)) ? outer : own, code);
	}

	/** Runs code in a deadline, which may be none. */
	static <T extends @Nullable Object> T call(@Nullable DeadlineScope scope, Callable<T> code) throws Exception {
		DeadlineScope outer = CURRENT.get();
		set(scope);
		try {
			return code.call();
		}
		finally {
			set(outer);
		}
	}

	private static void set(@Nullable DeadlineScope scope) {
		if (scope != null) {
			CURRENT.set(scope);
		}
		else {
			CURRENT.remove();
		}
	}

	/** How many nanoseconds are left; not positive if its time is up. */
	long left(long now) {
		return this.time - now;
	}

	/** How long its code might take. */
	Duration limit() {
		return this.limit;
	}

}
