package io.asyncorm.model;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Makes UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, a counter of 12 bits, and
 * 62 random bits. Each is greater than all that were made before, whichever thread made
 * them, also when the clock is set back: the counter then goes on, into the milliseconds
 * if it has to. It begins each millisecond at a random number, so that keys cannot be
 * guessed from their neighbours. Safe for use by several threads.
 */
final class TimeOrderedUuids {

	private static final TimeOrderedUuids OF_PROCESS = new TimeOrderedUuids(System::currentTimeMillis);

	private static final int COUNTER_BITS = 12;

	private static final long COUNTER = (1L << COUNTER_BITS) - 1;

	private static final long VERSION = 7L << COUNTER_BITS;

	private final LongSupplier clock;

	/** Milliseconds and counter of the last one. */
	private final AtomicLong last = new AtomicLong();

	TimeOrderedUuids(LongSupplier clock) {
		this.clock = clock;
	}

	/** The next one of this process. */
	static UUID next() {
		return OF_PROCESS.make();
	}

	UUID make() {
		UUID random = UUID.randomUUID();
		// half of the counter is left for those of the same millisecond
		long earliest = (this.clock.getAsLong() << COUNTER_BITS) | (random.getMostSignificantBits() & (COUNTER >> 1));
		long time = this.last.updateAndGet((before) -> Math.max(before + 1, earliest));
		long high = (time & ~COUNTER) << (16 - COUNTER_BITS) | VERSION | (time & COUNTER);
		return new UUID(high, random.getLeastSignificantBits());
	}

}
