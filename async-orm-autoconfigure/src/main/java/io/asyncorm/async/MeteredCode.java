package io.asyncorm.async;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.StatementMeter;
import org.jspecify.annotations.Nullable;

/**
 * The code whose statements a {@link StatementMeter} counts, such as that of a request:
 * all that is called there, or in the callbacks of its futures, on whatever thread it
 * runs. Unlike to a {@link StatementScope}, nobody waits for it, and operations run as
 * they would without it.
 *
 * @since 0.1.0
 */
public final class MeteredCode {

	private static final ThreadLocal<@Nullable StatementMeter> CURRENT = new ThreadLocal<>();

	private MeteredCode() {
	}

	/** The meter of the calling thread's code; null if there is none. */
	public static @Nullable StatementMeter current() {
		return CURRENT.get();
	}

	/**
	 * Has a meter count what the calling thread calls from now on.
	 * @param meter null for none
	 * @return that which counted so far; null if none did
	 */
	public static @Nullable StatementMeter enter(@Nullable StatementMeter meter) {
		StatementMeter outer = CURRENT.get();
		if (meter != null) {
			CURRENT.set(meter);
		}
		else {
			CURRENT.remove();
		}
		return outer;
	}

	/** Runs code of which a meter counts the statements. */
	public static void run(StatementMeter meter, Runnable code) {
		StatementMeter outer = enter(meter);
		try {
			code.run();
		}
		finally {
			enter(outer);
		}
	}

	/** A call of the calling thread, whose statements are counted, if somebody does. */
	static CallSite metered(CallSite caller) {
		StatementMeter meter = CURRENT.get();
		return (meter != null) ? caller.metered(meter) : caller;
	}

	/** A task whose statements count where those of the calling thread do. */
	static Runnable carry(Runnable task) {
		StatementMeter meter = CURRENT.get();
		return (meter != null) ? () -> run(meter, task) : task;
	}

}
