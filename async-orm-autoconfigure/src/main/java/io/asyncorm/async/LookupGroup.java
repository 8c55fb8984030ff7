package io.asyncorm.async;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.plan.UniqueLookup;

/**
 * The lookups of one {@link Key} that wait or run. Of those that wait, the first one
 * stands in the queue for all of them; when it gets a lane, they become one statement. No
 * more than two such statements are under way, so that the next one is large. Not
 * thread-safe.
 */
final class LookupGroup {

	private static final int MOST_STATEMENTS = 2;

	private static final int MOST_LOOKUPS = 1_000;

	/** After as many lookups it is tried again whether merging pays. */
	private static final int TRIED_AGAIN_AFTER = 10_000;

	private final LinkedHashSet<OperationTask<?>> waiting = new LinkedHashSet<>();

	private int statements;

	/** Mean nanoseconds of a lookup by itself; 0 if there was none yet. */
	private long alone;

	/** Of one in a merged statement. */
	private long merged;

	/** How many lookups are to be made alone, as merging did not pay. */
	private int notMerged;

	/** Whether the next lookup has to wait for others, even if a lane is free. */
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
	 * Takes out what becomes one statement with a lookup. Equal values stay behind: no
	 * two callers share an object.
	 */
	List<OperationTask<?>> takeCompanions(OperationTask<?> first) {
		if (this.notMerged > 0 || this.waiting.isEmpty()) {
			return List.of();
		}
		List<OperationTask<?>> companions = new ArrayList<>();
		Set<Object> values = new HashSet<>();
		values.add(first.requireLookup().value());
		Iterator<OperationTask<?>> iterator = this.waiting.iterator();
		while (iterator.hasNext() && companions.size() < MOST_LOOKUPS - 1) {
			OperationTask<?> next = iterator.next();
			if (values.add(next.requireLookup().value())) {
				iterator.remove();
				companions.add(next);
			}
		}
		return companions;
	}

	void started() {
		this.statements++;
	}

	/**
	 * A statement has ended.
	 * @param nanos how long it took
	 * @param lookups how many it was for; 0 if it did not run
	 */
	void ended(long nanos, int lookups) {
		this.statements--;
		if (lookups == 0) {
			return;
		}
		this.notMerged = Math.max(0, this.notMerged - lookups);
		if (lookups == 1) {
			this.alone = mean(this.alone, nanos);
		}
		else {
			this.merged = mean(this.merged, nanos / lookups);
			if (this.alone > 0 && this.merged > this.alone) {
				this.notMerged = TRIED_AGAIN_AFTER;
				this.merged = 0;
			}
		}
	}

	private static long mean(long before, long now) {
		return (before == 0) ? now : (7 * before + now) / 8;
	}

	/**
	 * What lookups have in common that may become one statement.
	 *
	 * @param route by which their connection is chosen
	 */
	record Key(UniqueLookup.Shape shape, Route route) {
	}

}
