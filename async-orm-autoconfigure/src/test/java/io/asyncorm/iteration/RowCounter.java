package io.asyncorm.iteration;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A function in H2 that counts the rows it is computed for.
 */
public final class RowCounter {

	static final AtomicLong rows = new AtomicLong();

	private RowCounter() {
	}

	/** Called by the database. */
	public static long count(long row) {
		rows.incrementAndGet();
		return row;
	}

}
