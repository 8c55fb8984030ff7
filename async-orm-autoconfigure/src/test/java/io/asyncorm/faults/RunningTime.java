package io.asyncorm.faults;

import java.time.Duration;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;

/**
 * The time in which the virtual threads of this process get to run, by the beats of one
 * that wakes up again and again: where the machine keeps it from that, this time stands
 * still, as it does for all others, and nobody is late by what nobody had. Safe for use
 * by several threads.
 */
final class RunningTime {

	private static final Duration BEAT = Duration.ofMillis(100);

	private final NavigableSet<Long> beats = new ConcurrentSkipListSet<>();

	private final Thread thread = Thread.ofVirtual().name("running-time").start(this::beat);

	private volatile boolean over;

	private void beat() {
		while (!this.over) {
			LockSupport.parkNanos(BEAT.toNanos());
			this.beats.add(System.nanoTime());
		}
	}

	/**
	 * How much of the time between two moments there was, in nanoseconds.
	 * @param begin a value of {@link System#nanoTime()}
	 * @param end a later one
	 */
	long between(long begin, long end) {
		return Math.min(end - begin, this.beats.subSet(begin, end).size() * BEAT.toNanos());
	}

	/** It is not measured any longer. */
	void end() throws InterruptedException {
		this.over = true;
		this.thread.join();
	}

}
