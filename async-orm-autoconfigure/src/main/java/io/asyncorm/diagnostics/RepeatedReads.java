package io.asyncorm.diagnostics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts how often the same is read for different objects. Thread-safe.
 */
final class RepeatedReads {

	/**
	 * How many different ones are well: twice the same line is no loop.
	 */
	private static final int ALLOWED = 2;

	/** A read that comes later than this is not of the same loop as the one before. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	/** How many are remembered, the last ones. */
	private static final int REMEMBERED = 512;

	private final Map<Object, Streak> streaks = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Object, Streak> eldest) {
			return size() > REMEMBERED;
		}

	};

	private final LongSupplier nanoTime;

	private final boolean endless;

	/**
	 * @param endless whether nobody knows when the work ends in which this is read, so
	 * that a pause has to end a loop
	 * @param nanoTime the clock
	 */
	RepeatedReads(boolean endless, LongSupplier nanoTime) {
		this.endless = endless;
		this.nanoTime = nanoTime;
	}

	RepeatedReads(boolean endless) {
		this(endless, System::nanoTime);
	}

	/**
	 * Notes a read, and tells whether the same was read for several others before.
	 * @param read what is read, and where
	 * @param element what it is read for
	 */
	synchronized boolean isRepeated(Object read, Object element) {
		long now = this.nanoTime.getAsLong();
		Streak streak = this.streaks.get(read);
		if (streak == null || this.endless && now - streak.last > PAUSE.toNanos()) {
			streak = new Streak();
			this.streaks.put(read, streak);
		}
		streak.last = now;
		return streak.isRepeated(element);
	}

	private static final class Streak {

		private final List<Object> elements = new ArrayList<>(ALLOWED);

		private long last;

		boolean isRepeated(Object element) {
			if (this.elements.contains(element)) {
				return false;
			}
			if (this.elements.size() == ALLOWED) {
				return true;
			}
			this.elements.add(element);
			return false;
		}

	}

}
