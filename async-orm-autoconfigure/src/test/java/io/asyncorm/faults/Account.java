package io.asyncorm.faults;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

import io.asyncorm.query.OverloadedException;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionException;

/**
 * What was started, how it ended, and what must be stored therefore. Safe for use by
 * several threads.
 */
final class Account {

	private final String callSite;

	private final Set<Call> open = ConcurrentHashMap.newKeySet();

	/** Grows with each call that has ended. */
	private final Semaphore ended = new Semaphore(0);

	private final LongAdder started = new LongAdder();

	private final LongAdder completed = new LongAdder();

	private final LongAdder cancelled = new LongAdder();

	private final LongAdder unknown = new LongAdder();

	private final LongAdder withoutDatabase = new LongAdder();

	private final AtomicLong latest = new AtomicLong();

	/** Of that, what was not for want of a machine. */
	private final AtomicLong latestRunning = new AtomicLong();

	private final @Nullable RunningTime time;

	/** When the last one failed, and the last write was acknowledged; 0 before. */
	private volatile long lastFailure;

	private long lastWrite;

	private long longestWithoutWrite;

	private final AtomicInteger inARow = new AtomicInteger();

	private final Map<String, LongAdder> kinds = new ConcurrentHashMap<>();

	private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

	private final Map<String, Entry> entries = new ConcurrentHashMap<>();

	private final Queue<Call> doubtful = new ConcurrentLinkedQueue<>();

	private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

	/**
	 * Creates an account.
	 * @param callers the class whose lines call
	 */
	Account(Class<?> callers) {
		this(callers, null);
	}

	/**
	 * Creates an account that tells what is late from what the machine had no time for.
	 */
	Account(Class<?> callers, @Nullable RunningTime time) {
		this.callSite = callers.getName();
		this.time = time;
	}

	/** Follows a call to its end. */
	<T extends @Nullable Object> void follow(Call call, CompletableFuture<T> future, Predicate<T> isRight,
			Runnable whenEnded) {
		this.started.increment();
		this.kinds.computeIfAbsent(call.kind(), (kind) -> new LongAdder()).increment();
		this.open.add(call);
		future.whenComplete((value, failure) -> {
			try {
				noteEnd(call.deadline(), System.nanoTime());
				end(call, failure);
				if (failure == null && !isRight.test(value)) {
					complain(call + " has a wrong result: " + value);
				}
			}
			catch (RuntimeException ex) {
				complain(call + ": " + ex);
			}
			finally {
				this.open.remove(call);
				this.ended.release();
				whenEnded.run();
			}
		});
	}

	private void noteEnd(long deadline, long end) {
		this.latest.accumulateAndGet(end - deadline, Math::max);
		if (this.time != null && end - deadline > 0) {
			this.latestRunning.accumulateAndGet(this.time.between(deadline, end), Math::max);
		}
	}

	private void end(Call call, @Nullable Throwable failure) {
		noteTime(call, failure);
		if (failure == null) {
			this.completed.increment();
			call.writes().forEach((name) -> entry(name).acknowledge(call.amount()));
		}
		else if (failure instanceof CancellationException) {
			this.cancelled.increment();
			if (!call.mayBeCancelled() && !String.valueOf(failure.getMessage()).contains("dispatcher was closed")) {
				complain(call + " was cancelled by nobody: " + failure);
			}
		}
		else if (failure instanceof TransactionOutcomeUnknownException) {
			this.unknown.increment();
			this.doubtful.add(call);
			call.writes().forEach((name) -> entry(name).doubt(call.amount()));
			check(call, failure, !(failure.getCause() instanceof QueryTimeoutException && call.isLimited()));
		}
		else {
			this.failures.computeIfAbsent(failure.getClass().getSimpleName(), (type) -> new LongAdder()).increment();
			if (failure instanceof DataAccessResourceFailureException) {
				this.withoutDatabase.increment();
			}
			if (!(failure instanceof Call.OwnException)) {
				check(call, failure, !isOwnRefusal(call, failure));
			}
		}
	}

	private void noteTime(Call call, @Nullable Throwable failure) {
		if (failure == null) {
			this.inARow.incrementAndGet();
			if (!call.writes().isEmpty()) {
				noteWrite();
			}
		}
		else if (!(failure instanceof CancellationException || failure instanceof Call.OwnException)) {
			this.inARow.set(0);
			this.lastFailure = System.nanoTime();
		}
	}

	private synchronized void noteWrite() {
		long now = System.nanoTime();
		if (this.lastWrite != 0) {
			this.longestWithoutWrite = Math.max(this.longestWithoutWrite, now - this.lastWrite);
		}
		this.lastWrite = now;
	}

	/** The longest time between two writes that were acknowledged, in seconds. */
	synchronized double longestWithoutWrite() {
		return seconds(this.longestWithoutWrite);
	}

	/** When the last call failed, in seconds since then; negative if none has since. */
	double lastFailureSince(long begin) {
		return (this.lastFailure != 0) ? seconds(this.lastFailure - begin) : -1;
	}

	static double seconds(long nanos) {
		return nanos / 1e9;
	}

	/** How many have succeeded since the last one that failed, or since then. */
	int inARow() {
		return this.inARow.get();
	}

	/** Counts from now on how many succeed in a row. */
	void countInARow() {
		this.inARow.set(0);
	}

	/** What the library refuses, or ends, by itself has no other cause. */
	private static boolean isOwnRefusal(Call call, Throwable failure) {
		return failure instanceof QueryTimeoutException && call.isLimited() || failure instanceof OverloadedException
				|| String.valueOf(failure.getMessage()).contains("was refused: the dispatcher is closed");
	}

	/** A failure has a type, a cause and the line that called. */
	private void check(Call call, Throwable failure, boolean caused) {
		if (!(failure instanceof DataAccessException || failure instanceof TransactionException)) {
			complain(call + " has failed without a type: " + failure);
		}
		if (failure.getMessage() == null || !call.isNamedIn(failure.getMessage())) {
			complain(call + " is not named: " + failure);
		}
		if (caused && !isCaused(failure)) {
			complain(call + " has failed without a cause: " + failure);
		}
		if (List.of(failure.getStackTrace()).stream().noneMatch((line) -> line.getClassName().equals(this.callSite))) {
			complain(call + " has failed without the line that called: " + failure);
		}
	}

	private static boolean isCaused(Throwable failure) {
		for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException) {
				return true;
			}
		}
		return false;
	}

	/** Something is wrong. */
	void complain(String complaint) {
		this.complaints.add(complaint);
	}

	private Entry entry(String name) {
		return this.entries.computeIfAbsent(name, (any) -> new Entry());
	}

	/** Waits until as many further calls have ended, but not for ever. */
	void awaitFurther(int calls, long atMostMillis) throws InterruptedException {
		this.ended.drainPermits();
		this.ended.tryAcquire(calls, atMostMillis, TimeUnit.MILLISECONDS);
	}

	/** The calls that have not ended. */
	Set<Call> open() {
		return this.open;
	}

	/**
	 * Compares with what is stored; returns all that is wrong.
	 * @param amounts what is stored, by name
	 */
	Queue<String> balance(Map<String, Integer> amounts) {
		amounts.forEach((name, amount) -> {
			Entry entry = name.startsWith(Call.COUNTER) ? entry(name) : this.entries.get(name);
			if (entry == null) {
				complain("'" + name + "' is stored, but has failed");
			}
			else if (!entry.mayBe(name, amount)) {
				complain("'" + name + "' is stored as " + amount + ", but was written as " + entry);
			}
		});
		this.entries.forEach((name, entry) -> {
			if (!amounts.containsKey(name) && !entry.mayBeMissing()) {
				complain("'" + name + "' is not stored, but was acknowledged as " + entry);
			}
		});
		for (Call call : this.doubtful) {
			long stored = call.writes().stream().filter(amounts::containsKey).count();
			if (call.ownsItsEntries() && stored > 0 && stored < call.writes().size()) {
				complain(call + " has stored " + stored + " of " + call.writes().size() + " entries");
			}
		}
		return this.complaints;
	}

	/** How long after its deadline a call has ended at the latest. */
	long latestMillis() {
		return TimeUnit.NANOSECONDS.toMillis(this.latest.get());
	}

	/** The same in the time that there was for threads of this process. */
	long latestRunningMillis() {
		return TimeUnit.NANOSECONDS.toMillis(this.latestRunning.get());
	}

	/** How many calls have failed with exceptions of a type. */
	long failed(Class<?> type) {
		LongAdder failed = this.failures.get(type.getSimpleName());
		return (failed != null) ? failed.sum() : 0;
	}

	/** How many calls have failed for want of a database. */
	long withoutDatabase() {
		return this.withoutDatabase.sum();
	}

	/** How many calls have ended well. */
	long completed() {
		return this.completed.sum();
	}

	@Override
	public String toString() {
		return ("%d operations: %d completed, %d cancelled, %d unknown, failed %s; latest end %d ms after its deadline,"
				+ " %d ms of these with time to run; of each kind %s")
			.formatted(this.started.sum(), this.completed.sum(), this.cancelled.sum(), this.unknown.sum(),
					new TreeMap<>(this.failures), latestMillis(), latestRunningMillis(), new TreeMap<>(this.kinds));
	}

	/** What one row may be. */
	private static final class Entry {

		private final Set<Integer> acknowledged = new HashSet<>();

		private final Set<Integer> doubted = new HashSet<>();

		private int acknowledgements;

		private int doubts;

		synchronized void acknowledge(int amount) {
			this.acknowledged.add(amount);
			this.acknowledgements++;
		}

		synchronized void doubt(int amount) {
			this.doubted.add(amount);
			this.doubts++;
		}

		/** Counters count what was written, others have one of the values written. */
		synchronized boolean mayBe(String name, int amount) {
			return name.startsWith(Call.COUNTER)
					? this.acknowledgements <= amount && amount <= this.acknowledgements + this.doubts
					: this.acknowledged.contains(amount) || this.doubted.contains(amount);
		}

		synchronized boolean mayBeMissing() {
			return this.acknowledgements == 0;
		}

		@Override
		public synchronized String toString() {
			return this.acknowledgements + " times acknowledged " + this.acknowledged + ", " + this.doubts
					+ " times unknown " + this.doubted;
		}

	}

}
