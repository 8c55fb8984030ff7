package io.asyncorm.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.plan.Mergeable;
import io.asyncorm.query.MergeKind;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one {@link Key} that wait or run. Of those that wait, the first one
 * stands in the queue for all of them; when its lane begins, they become one statement,
 * those among them that came while the lane was started. No more than two such statements
 * are under way, so that the next one is large. Beside the first, as long as that does
 * not take long, a second one begins only if it is as large: so those who call again as
 * soon as they are answered are answered by two of about equal size. Where merging makes
 * reads cheaper by far, there is none beside it. Not thread-safe.
 */
final class MergeGroup {

	private static final int MOST_STATEMENTS = 2;

	private static final int MOST_OPERATIONS = 1_000;

	/** After as many operations it is tried again whether merging pays. */
	private static final int TRIED_AGAIN_AFTER = 10_000;

	/** So many merged statements are not measured: drivers prepare the first ones. */
	private static final int NOT_MEASURED = 5;

	/** So many more merged statements may be slow than are fast. */
	private static final int MOST_SLOW = 5;

	/**
	 * A statement that takes more nanoseconds, as one that waits for a lock does, holds
	 * up nobody any more.
	 */
	static final long LONGEST_HOLD = 5_000_000;

	/** After as many statements for one operation, what merging gains is not known. */
	private static final int MOST_SINGLES = 4;

	/**
	 * From so many nanoseconds of an operation on, the server's work counts for more than
	 * the way there: all lanes side by side do more of it than two statements, unless
	 * these are faster by far.
	 */
	private static final long LONG_WORK = 500_000;

	private static final int GAIN_OF_LONG_WORK = 4;

	/** From so much on, what counts is not the server's work, but the way there. */
	private static final int GAIN_OF_ONE_STATEMENT = 8;

	/** So many merged statements may fail one after the other. */
	private static final int MOST_FAILURES = 3;

	private final boolean reads;

	private final LinkedHashSet<OperationTask<?>> waiting = new LinkedHashSet<>();

	private final List<Statement> underWay = new ArrayList<>();

	/** How many have a lane that has not begun yet: what comes until then goes along. */
	private int starting;

	/** Whether somebody looks after those that are held, when it has been long enough. */
	private boolean watched;

	/** Mean nanoseconds of an operation by itself; 0 if there was none yet. */
	private long alone;

	/** Mean nanoseconds of an operation within a merged statement; 0 before the first. */
	private long together;

	/** How many statements were for one operation since the last one for several. */
	private int singles;

	/** How many merged statements there were, as long as they are not measured. */
	private int sent;

	/**
	 * How many more merged statements were slow than fast: a single one may be slow for
	 * any reason.
	 */
	private int slow;

	/** How many merged statements have failed since the last one that did not. */
	private int failures;

	/**
	 * How many operations are to be run alone, as merging did not pay, or as most that
	 * waited had equal values.
	 */
	private int notMerged;

	/**
	 * @param kind of all operations
	 */
	MergeGroup(MergeKind kind) {
		this.reads = kind == MergeKind.LOOKUPS || kind == MergeKind.LISTS;
	}

	/** Whether those that wait have to wait for more, even if a lane is free. */
	boolean isHeld() {
		return this.notMerged == 0
				&& (this.starting > 0 || this.underWay.size() >= MOST_STATEMENTS || isHeldForAWhile());
	}

	/**
	 * Whether they are held by one statement, and no longer than {@link #heldUntil()}.
	 */
	boolean isHeldForAWhile() {
		return this.notMerged == 0 && this.starting == 0 && this.underWay.size() == 1
				&& (this.waiting.size() < this.underWay.get(0).operations() || isCheap())
				&& System.nanoTime() - heldUntil() < 0;
	}

	/** Until when, as {@link System#nanoTime()} counts. */
	long heldUntil() {
		return this.underWay.get(0).begin() + LONGEST_HOLD;
	}

	/**
	 * Notes whether somebody looks after those that are held; returns whether one did.
	 */
	boolean watch(boolean watched) {
		boolean before = this.watched;
		this.watched = watched;
		return before;
	}

	/**
	 * Whether one large statement does more than two side by side. Writes keep the server
	 * busy for longer than it takes to call again: while it does one statement, the
	 * callers of the other make the next.
	 */
	private boolean isCheap() {
		return this.reads && this.singles < MOST_SINGLES && this.together > 0
				&& GAIN_OF_ONE_STATEMENT * this.together < this.alone;
	}

	boolean isIdle() {
		return this.underWay.isEmpty() && this.waiting.isEmpty();
	}

	LinkedHashSet<OperationTask<?>> waiting() {
		return this.waiting;
	}

	/**
	 * Takes out what becomes one statement with an operation. Equal values stay behind:
	 * no two callers share an object, and no statement writes a row twice. If these are
	 * most, as calls of a few hot keys are, they run side by side, as without merging;
	 * what comes later may be merged again.
	 */
	List<OperationTask<?>> takeCompanions(OperationTask<?> first) {
		if (this.notMerged > 0 || this.waiting.isEmpty()) {
			return List.of();
		}
		List<OperationTask<?>> companions = new ArrayList<>();
		Set<Object> values = new HashSet<>();
		addValues(values, first);
		Iterator<OperationTask<?>> iterator = this.waiting.iterator();
		while (iterator.hasNext() && companions.size() < MOST_OPERATIONS - 1) {
			OperationTask<?> next = iterator.next();
			if (addValues(values, next)) {
				iterator.remove();
				companions.add(next);
			}
		}
		if (!iterator.hasNext() && this.waiting.size() > companions.size()) {
			// most are equal to these: they run side by side
			this.notMerged = this.waiting.size();
		}
		return companions;
	}

	private static boolean addValues(Set<Object> values, OperationTask<?> task) {
		Collection<?> own = task.requireMergeable().values();
		return Collections.disjoint(own, values) && (own.isEmpty() || values.addAll(own));
	}

	/** One of them has a lane, which is about to begin. */
	void starts() {
		this.starting++;
	}

	/** What had a lane has begun with those that go along, or never will. */
	void hasStarted() {
		this.starting--;
	}

	void started(Statement statement) {
		this.underWay.add(statement);
	}

	/**
	 * A statement has ended.
	 * @param nanos how long it took
	 * @param operations how many it was for; 0 if it did not run
	 * @param failed whether it was for several, and failed
	 */
	void ended(Statement statement, long nanos, int operations, boolean failed) {
		this.underWay.removeIf((other) -> other == statement); // comparing costs more
		if (operations == 0) {
			return;
		}
		this.notMerged = Math.max(0, this.notMerged - operations);
		if (operations == 1) {
			this.singles++;
			this.alone = mean(this.alone, nanos);
			return;
		}
		this.singles = 0;
		this.together = failed ? this.together : mean(this.together, nanos / operations);
		this.failures = failed ? this.failures + 1 : 0;
		if (this.sent < NOT_MEASURED) {
			this.sent++;
		}
		else if (this.alone == 0) {
			// there is nothing to compare it with: the next one runs by itself
			this.notMerged = 1;
		}
		else {
			this.slow = Math.max(0, this.slow + (isSlow(nanos / operations) ? 1 : -1));
		}
		if (this.failures >= MOST_FAILURES || this.slow >= MOST_SLOW) {
			this.notMerged = TRIED_AGAIN_AFTER;
			this.sent = 0;
			this.together = 0;
			this.slow = 0;
			this.failures = 0;
		}
	}

	/** One that took very long counts for little. */
	private static long mean(long mean, long nanos) {
		return (mean == 0) ? nanos : (7 * mean + Math.min(nanos, 4 * mean)) / 8;
	}

	private boolean isSlow(long nanos) {
		int gain = (nanos > LONG_WORK) ? GAIN_OF_LONG_WORK : 1;
		return gain * nanos > this.alone;
	}

	/**
	 * A statement under way.
	 *
	 * @param operations how many it is for
	 * @param begin when it began, as {@link System#nanoTime()} counts
	 */
	record Statement(int operations, long begin) {
	}

	/**
	 * What operations have in common that may become one statement, with its hash, as
	 * groups are looked up while others wait.
	 *
	 * @param route by which their connection is chosen
	 */
	record Key(int hash, MergeKind kind, Object shape, Route route) {

		static Key of(Mergeable operation, Route route) {
			MergeKind kind = operation.kind();
			Object shape = operation.shape();
			return new Key(31 * (31 * kind.hashCode() + shape.hashCode()) + route.hashCode(), kind, shape, route);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Key key && this.hash == key.hash && this.kind == key.kind
					&& this.route.equals(key.route) && this.shape.equals(key.shape);
		}

		@Override
		public int hashCode() {
			return this.hash;
		}

	}

}
