package io.asyncorm.deadlock;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Remembers what was told within the last hour, so that it is not told each time.
 * Thread-safe.
 */
final class ToldLines {

	private static final long HOUR = TimeUnit.HOURS.toNanos(1);

	private static final int MOST = 500;

	private final Map<String, Long> times = new ConcurrentHashMap<>();

	/** Whether something was not told within the last hour. From now on, it was. */
	boolean isNew(String lines) {
		long now = System.nanoTime();
		if (this.times.size() >= MOST) {
			this.times.clear();
		}
		Long before = this.times.get(lines);
		if (before != null && now - before < HOUR) {
			return false;
		}
		Long meanwhile = this.times.put(lines, now);
		return meanwhile == null || meanwhile.equals(before);
	}

}
