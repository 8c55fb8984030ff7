package io.asyncorm.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.query.MergeKind;

/**
 * The operations of one {@link Key} that wait or run. Of those that wait, the first one
 * stands in the queue for all of them; when it gets a lane, they become one statement. No
 * more than two such statements are under way, so that the next one is large. Not
 * thread-safe.
 */
final class MergeGroup {

	private static final int MOST_STATEMENTS = 2;

	private static final int MOST_OPERATIONS = 1_000;

	/** After as many operations it is tried again whether merging pays. */
	private static final int TRIED_AGAIN_AFTER = 10_000;

	/** So many merged statements are not measured: drivers prepare the first ones. */
	private static final int NOT_MEASURED = 5;

	/** So many are sent before it is judged whether merging pays. */
	private static final int JUDGED_AFTER = 10;

	/**
	 * From so many nanoseconds of an operation on, the server's work counts for more than
	 * the way there: all lanes side by side do more of it than two statements, unless
	 * these are faster by far.
	 */
	private static final long LONG_WORK = 500_000;

	private static final int GAIN_OF_LONG_WORK = 4;

	/** So many merged statements may fail one after the other. */
	private static final int MOST_FAILURES = 3;

	private final LinkedHashSet<OperationTask<?>> waiting = new LinkedHashSet<>();

	private int statements;

	/** Mean nanoseconds of an operation by itself; 0 if there was none yet. */
	private long alone;

	/** Of one in a merged statement. */
	private long merged;

	/** How many merged statements there were, up to when it is judged. */
	private int sent;

	/** How many merged statements have failed since the last one that did not. */
	private int failures;

	/** How many operations are to be run alone, as merging did not pay. */
	private int notMerged;

	/** Whether the next operation has to wait for others, even if a lane is free. */
	boolean isHeld() {
		return this.notMerged == 0 && this.statements >= MOST_STATEMENTS;
	}

	boolean isIdle() {
		return this.statements == 0 && this.waiting.isEmpty();
	}

	LinkedHashSet<OperationTask<?>> waiting() {
		return this.waiting;
	}

	/**
	 * Takes out what becomes one statement with an operation. Equal values stay behind:
	 * no two callers share an object, nor write the same row at once.
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
		return companions;
	}

	private static boolean addValues(Set<Object> values, OperationTask<?> task) {
		Collection<?> own = task.requireMergeable().values();
		return Collections.disjoint(own, values) && (own.isEmpty() || values.addAll(own));
	}

	void started() {
		this.statements++;
	}

	/**
	 * A statement has ended.
	 * @param nanos how long it took
	 * @param operations how many it was for; 0 if it did not run
	 * @param failed whether it was for several, and failed
	 */
	void ended(long nanos, int operations, boolean failed) {
		this.statements--;
		if (operations == 0) {
			return;
		}
		this.notMerged = Math.max(0, this.notMerged - operations);
		if (operations == 1) {
			this.alone = mean(this.alone, nanos);
			return;
		}
		this.failures = failed ? this.failures + 1 : 0;
		this.sent = Math.min(JUDGED_AFTER, this.sent + 1);
		if (this.sent > NOT_MEASURED) {
			this.merged = mean(this.merged, nanos / operations);
		}
		if (this.failures >= MOST_FAILURES || isSlower()) {
			this.notMerged = TRIED_AGAIN_AFTER;
			this.merged = 0;
			this.sent = 0;
			this.failures = 0;
		}
	}

	private boolean isSlower() {
		int gain = (this.merged > LONG_WORK) ? GAIN_OF_LONG_WORK : 1;
		return this.sent == JUDGED_AFTER && this.alone > 0 && gain * this.merged > this.alone;
	}

	private static long mean(long before, long now) {
		return (before == 0) ? now : (7 * before + now) / 8;
	}

	/**
	 * What operations have in common that may become one statement.
	 *
	 * @param route by which their connection is chosen
	 */
	record Key(MergeKind kind, Object shape, Route route) {
	}

}
