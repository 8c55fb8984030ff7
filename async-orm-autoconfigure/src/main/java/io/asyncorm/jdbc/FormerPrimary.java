package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * What is done when a server takes no writes although nobody asked for that, as a former
 * primary behind an address that leads to another now. Other connections of the pool lead
 * there, too, and would go on to read what is old there, so that all are made anew; of a
 * pool that cannot be told to, each is asked when it is taken next. That is done once in
 * a while at most, as a server may also be meant to take no writes. Thread-safe.
 */
final class FormerPrimary {

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			FormerPrimary.class.getClassLoader());

	private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

	/** So many are made anew at most before a server is taken to be meant so. */
	private static final int MOST = 100;

	private final DataSource dataSource;

	private final LongSupplier clock;

	private final AtomicLong next;

	/** Those that need not be asked any more; null as long as none has led there. */
	private volatile @Nullable Set<Connection> asked;

	private final AtomicInteger left = new AtomicInteger();

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
		if (now - due >= 0 && this.next.compareAndSet(due, now + PAUSE)
				&& !(HIKARI && HikariPools.evictAll(this.dataSource))) {
			this.left.set(MOST);
			this.asked = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
		}
	}

	/** Whether a connection that was just taken leads there, too, or nowhere. */
	boolean isBehind(Connection taken, Dialect dialect, SqlLog log) {
		Set<Connection> known = this.asked;
		String query = dialect.readOnlyQuery();
		if (known == null || query == null || this.left.get() <= 0) {
			return false;
		}
		boolean behind;
		try {
			behind = known.add(dialect.driverConnection(taken)) && !Connections.isReadOnly(taken)
					&& "on".equals(StatementRunner.query(log, "failover", taken, query, List.of()));
		}
		catch (SQLException ex) {
			behind = true;
		}
		return behind && this.left.decrementAndGet() >= 0;
	}

}
