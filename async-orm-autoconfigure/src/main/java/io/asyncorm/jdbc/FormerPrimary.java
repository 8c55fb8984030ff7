package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * What is done when a server takes no writes although nobody asked for that, as a former
 * primary behind an address that leads to another now. Other connections of the pool lead
 * there, too, and would go on to read what is old there, so that all are made anew, once
 * in a while at most: by the pool, if it can be told to, and each is asked when it is
 * taken next. If those lead there, too, that were made since, the server is meant to take
 * no writes: all are kept for a while. Thread-safe.
 */
final class FormerPrimary {

	private static final Log logger = LogFactory.getLog(FormerPrimary.class);

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			FormerPrimary.class.getClassLoader());

	private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

	/**
	 * How long at most a server is taken to be meant so. At first it is no longer than a
	 * {@link #PAUSE}, and twice as long each time: who fences a primary before the
	 * address leads to another one must not wait for longer than that has taken.
	 */
	private static final long KEPT = TimeUnit.SECONDS.toNanos(10);

	/** So many that were made since lead there, too, where a server is meant so. */
	private static final int NEW = 2;

	/**
	 * So many are made anew at most where it is not known when they were made, as behind
	 * a pooler.
	 */
	private static final int MOST = 100;

	private final DataSource dataSource;

	private final LongSupplier clock;

	private final AtomicLong next;

	/** Those that need not be asked any more; null as long as none has led there. */
	private volatile @Nullable Set<Connection> asked;

	/** When one has led there. */
	private volatile long since;

	private volatile boolean meant;

	/** How long it is taken to be so when it is found to be the next time. */
	private volatile long kept = PAUSE;

	private final AtomicBoolean told = new AtomicBoolean();

	private final AtomicInteger left = new AtomicInteger();

	private final AtomicInteger made = new AtomicInteger();

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
	 * @return whether this one is to go
	 */
	boolean found() {
		long due = this.next.get();
		long now = this.clock.getAsLong();
		if (now - due < 0) {
			return !this.meant;
		}
		if (this.next.compareAndSet(due, now + PAUSE)) {
			this.kept = (now - due > KEPT) ? PAUSE : this.kept;
			this.meant = false;
			this.since = now;
			this.made.set(0);
			this.left.set(MOST);
			this.asked = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
			if (HIKARI) {
				HikariPools.evictAll(this.dataSource);
			}
		}
		return true;
	}

	/** Whether a connection that was just taken leads there, too, or nowhere. */
	boolean isBehind(Connection taken, Dialect dialect, SqlLog log) {
		Set<Connection> known = this.asked;
		String query = dialect.readOnlyQuery();
		if (known == null || query == null || this.meant || this.left.get() <= 0) {
			return false;
		}
		try {
			long passed = this.clock.getAsLong() - this.since;
			boolean asks = known.add(dialect.driverConnection(taken)) && !Connections.isReadOnly(taken);
			String age = asks ? StatementRunner.query(log, "failover", taken, query, List.of()) : null;
			if (age == null || Long.parseLong(age) < TimeUnit.NANOSECONDS.toMillis(passed) && isMeant()) {
				return false;
			}
		}
		catch (SQLException ex) {
			logger.debug("A connection of the pool leads nowhere", ex);
		}
		return this.left.decrementAndGet() >= 0;
	}

	/** Another one leads there that was made since; returns whether it is to be so. */
	private boolean isMeant() {
		if (this.made.incrementAndGet() < NEW) {
			return false;
		}
		this.next.set(this.clock.getAsLong() + this.kept);
		this.kept = Math.min(2 * this.kept, KEPT);
		this.meant = true;
		if (this.told.compareAndSet(false, true)) {
			logger.warn("The database takes no writes, and new connections lead to none that does: it is taken to be"
					+ " meant so, and connections on which a write was refused are kept, for up to " + KEPT / PAUSE
					+ " s each time. If it is so, let its pool be read-only, or declare it as a replica");
		}
		return true;
	}

}
