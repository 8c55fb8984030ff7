package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.asyncorm.persistence.SqlWork;
import io.asyncorm.sql.TableName;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;

/**
 * Keeps rows from being deleted while others add rows that refer to them, for databases
 * where a new row does not lock what it refers to: it could be left without. Holds within
 * this process, from a statement until its transaction has ended. Those who add rows do
 * not stand in each other's way. Safe for use by several threads.
 */
final class ReferenceLocks {

	private final ReentrantLock mutex = new ReentrantLock(true);

	private final Condition released = this.mutex.newCondition();

	private final Map<TableName, Holders> holders = new HashMap<>();

	private int waitingDeletes;

	private final Duration patience;

	/**
	 * @param patience how long others are waited for
	 */
	ReferenceLocks(Duration patience) {
		this.patience = patience;
	}

	/**
	 * Runs a statement that makes rows refer to rows of tables.
	 */
	<R> R referring(Collection<TableName> tables, OperationConnection connection, SqlWork<R> work) throws SQLException {
		if (tables.isEmpty()) {
			return work.run();
		}
		Object owner = connection.jdbc();
		List<TableName> added = connection.awaiting(() -> refer(tables, owner));
		if (added.isEmpty() || connection.whenEnded(() -> release(added, owner))) {
			return work.run();
		}
		try {
			return work.run();
		}
		finally {
			release(added, owner);
		}
	}

	/**
	 * Waits until no other transaction may have added rows that refer to rows of tables,
	 * and lets none do so until this one has ended. Waiting, it holds nothing, so that no
	 * two wait for each other.
	 */
	void delete(Collection<TableName> tables, OperationConnection connection) throws SQLException {
		Object owner = connection.jdbc();
		List<TableName> taken;
		change(() -> this.waitingDeletes++);
		try {
			taken = connection.awaiting(() -> take(tables, owner));
		}
		finally {
			change(() -> this.waitingDeletes--);
		}
		if (!connection.whenEnded(() -> finish(taken))) {
			finish(taken);
		}
	}

	private List<TableName> take(Collection<TableName> tables, Object owner) {
		List<TableName> taken = new ArrayList<>();
		waiting(() -> holdersOf(tables).allMatch((holders) -> holders.mayDelete(owner)), () -> {
			for (TableName table : tables) {
				if (holdersOf(table).delete(owner)) {
					taken.add(table);
				}
			}
		});
		return taken;
	}

	/** Whoever holds nothing yet lets waiting deletes go first. */
	private List<TableName> refer(Collection<TableName> tables, Object owner) {
		List<TableName> added = new ArrayList<>();
		waiting(() -> (this.waitingDeletes == 0 || isHolder(owner))
				&& holdersOf(tables).allMatch((holders) -> holders.mayRefer(owner)), () -> {
					for (TableName table : tables) {
						if (holdersOf(table).referring.add(owner)) {
							added.add(table);
						}
					}
				});
		return added;
	}

	private boolean isHolder(Object owner) {
		return this.holders.values().stream().anyMatch((holders) -> holders.contain(owner));
	}

	private Stream<Holders> holdersOf(Collection<TableName> tables) {
		return tables.stream().map(this::holdersOf);
	}

	private Holders holdersOf(TableName table) {
		return this.holders.computeIfAbsent(table, (key) -> new Holders());
	}

	private void waiting(BooleanSupplier free, Runnable take) {
		long left = this.patience.toNanos();
		this.mutex.lock();
		try {
			while (!free.getAsBoolean()) {
				if (left <= 0) {
					throw new CannotAcquireLockException("Another transaction deletes or adds rows that refer to each"
							+ " other, and has not ended within " + this.patience);
				}
				left = this.released.awaitNanos(left);
			}
			take.run();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CannotAcquireLockException("Interrupted while waiting for another transaction", ex);
		}
		finally {
			this.mutex.unlock();
		}
	}

	private void release(List<TableName> tables, Object owner) {
		change(() -> holdersOf(tables).forEach((holders) -> holders.referring.remove(owner)));
	}

	private void finish(List<TableName> tables) {
		change(() -> holdersOf(tables).forEach((holders) -> holders.deleting = null));
	}

	private void change(Runnable change) {
		this.mutex.lock();
		try {
			change.run();
			this.released.signalAll();
		}
		finally {
			this.mutex.unlock();
		}
	}

	/** The transactions that hold a table. */
	private static final class Holders {

		private final Set<Object> referring = Collections.newSetFromMap(new IdentityHashMap<>());

		private @Nullable Object deleting;

		boolean mayDelete(Object owner) {
			return mayRefer(owner)
					&& (this.referring.isEmpty() || this.referring.size() == 1 && this.referring.contains(owner));
		}

		boolean mayRefer(Object owner) {
			return this.deleting == null || this.deleting == owner;
		}

		/** Returns false if the owner deletes already. */
		boolean delete(Object owner) {
			boolean taken = this.deleting == null;
			this.deleting = owner;
			return taken;
		}

		boolean contain(Object owner) {
			return this.deleting == owner || this.referring.contains(owner);
		}

	}

}
