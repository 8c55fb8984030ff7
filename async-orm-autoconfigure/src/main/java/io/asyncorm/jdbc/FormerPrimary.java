package io.asyncorm.jdbc;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import org.springframework.util.ClassUtils;

/**
 * What is done when a server takes no writes although nobody asked for that, as a former
 * primary behind an address that leads to another now. Other connections of the pool lead
 * there, too, and would go on to read what is old there, so that all are made anew. That
 * is done once in a while at most, as a server may also be meant to take no writes.
 * Thread-safe.
 */
final class FormerPrimary {

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			FormerPrimary.class.getClassLoader());

	private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

	private final DataSource dataSource;

	private final LongSupplier clock;

	private final AtomicLong next;

	FormerPrimary(DataSource dataSource) {
		this(dataSource, System::nanoTime);
	}

	FormerPrimary(DataSource dataSource, LongSupplier clock) {
		this.dataSource = dataSource;
		this.clock = clock;
		this.next = new AtomicLong(clock.getAsLong());
	}

	/**
	 * A connection has led there. The pool closes those that nobody uses at once, and the
	 * others when they are given back.
	 */
	void found() {
		long due = this.next.get();
		long now = this.clock.getAsLong();
		if (HIKARI && now - due >= 0 && this.next.compareAndSet(due, now + PAUSE)) {
			HikariPools.evictAll(this.dataSource);
		}
	}

}
