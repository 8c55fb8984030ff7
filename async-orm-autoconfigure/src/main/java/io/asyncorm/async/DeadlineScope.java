package io.asyncorm.async;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.asyncorm.query.ScopedCode;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The deadline of the code that a thread is running: behind
 * {@code io.asyncorm.Deadline.within(...)}, and behind the timeout of an atomic block.
 * Every operation that is called there takes it with it, to whatever thread. Immutable.
 *
 * @since 0.1.0
 */
public final class DeadlineScope {

	/** Where the time limit of a transaction is said. */
	static final String TRANSACTION = "the timeout of its transaction";

	private static final ThreadLocal<@Nullable DeadlineScope> CURRENT = new ThreadLocal<>();

	private final Duration limit;

	private final String source;

	private final long time;

	private DeadlineScope(Duration limit, String source, long time) {
		this.limit = limit;
		this.source = source;
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
	public static <T extends @Nullable Object, X extends Exception> T within(Duration limit, ScopedCode<T, X> code)
			throws X {
		Assert.notNull(limit, "'limit' must not be null");
		Assert.notNull(code, "'code' must not be null");
		Assert.isTrue(!limit.isNegative() && !limit.isZero(), "'limit' must be positive");
		return DeadlineScope.<T, X>call(earliest(limit, "the Deadline around it"), code);
	}

	/**
	 * Starts a transaction on another thread, which takes its timeout with it.
	 * @param timeout from now on; null if it has none
	 */
	public static <T> T startTransaction(@Nullable Duration timeout, Supplier<T> start) {
		if (timeout == null) {
			return start.get();
		}
		DeadlineScope outer = CURRENT.get();
		set(earliest(timeout, TRANSACTION));
		try {
			return start.get();
		}
		finally {
			set(outer);
		}
	}

	/**
	 * Runs the code of a transaction within its timeout.
	 * @param timeout from now on; null if it has none
	 */
	public static <T extends @Nullable Object> T ofTransaction(@Nullable Duration timeout, Callable<T> code)
			throws Exception {
		return (timeout != null) ? DeadlineScope.<T, Exception>call(earliest(timeout, TRANSACTION), code::call)
				: code.call();
	}

	private static DeadlineScope earliest(Duration limit, String source) {
		long now = System.nanoTime();
		DeadlineScope outer = CURRENT.get();
		DeadlineScope own = new DeadlineScope(limit, source, now + TimeLimit.nanos(limit));
		return (outer != null && outer.left(now) < own.left(now)) ? outer : own;
	}

	/** That of what is called at a time, and no other. */
	static DeadlineScope of(long nanos, String source, long now) {
		return new DeadlineScope(Duration.ofNanos(nanos), source, now + nanos);
	}

	/** Runs code in a deadline, which may be none. */
	static <T extends @Nullable Object, X extends Exception> T call(@Nullable DeadlineScope scope,
			ScopedCode<T, X> code) throws X {
		DeadlineScope outer = CURRENT.get();
		set(scope);
		try {
			return code.run();
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

	/** How long its code might take, and where that is said. */
	String describe() {
		return CallLimit.seconds(TimeLimit.nanos(this.limit)) + " (" + this.source + ")";
	}

}
