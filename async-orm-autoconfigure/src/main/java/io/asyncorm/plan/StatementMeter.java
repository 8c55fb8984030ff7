package io.asyncorm.plan;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the statements that the calls of some code send, such as those of a request, and
 * adds up how long they take. A statement for several callers counts for each of them.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class StatementMeter {

	private final LongAdder statements = new LongAdder();

	private final LongAdder nanos = new LongAdder();

	/** A statement has ended. */
	void sent(long nanos) {
		this.statements.increment();
		this.nanos.add(nanos);
	}

	/** How many statements have ended. */
	public long statements() {
		return this.statements.sum();
	}

	/** How many nanoseconds they took. */
	public long nanos() {
		return this.nanos.sum();
	}

}
