package io.asyncorm.autoconfigure;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how long the setup takes in all. Thread-safe.
 */
final class SetupTime {

	private final AtomicLong nanos = new AtomicLong();

	/** Runs a step that is no part of another one. */
	<T> T of(Callable<T> step) throws Exception {
		long start = System.nanoTime();
		try {
			return step.call();
		}
		finally {
			this.nanos.addAndGet(System.nanoTime() - start);
		}
	}

	Duration total() {
		return Duration.ofNanos(this.nanos.get());
	}

}
