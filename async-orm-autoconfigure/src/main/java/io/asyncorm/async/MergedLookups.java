package io.asyncorm.async;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.plan.UniqueLookup;
import org.jspecify.annotations.Nullable;

/**
 * Lookups that run as one statement, outside of any caller's context. Who is stopped
 * leaves it, and only the last one cancels the statement. If that fails, or does not tell
 * whether the row of a value is there, they run one by one and have outcomes of their
 * own. Used by the lane's thread, except for {@link #leave()}.
 */
final class MergedLookups {

	private final AtomicInteger remaining;

	private final List<OperationTask<?>> tasks = new ArrayList<>();

	private volatile @Nullable Task<?> statement;

	private MergedLookups(List<OperationTask<?>> tasks) {
		this.remaining = new AtomicInteger(tasks.size());
		for (OperationTask<?> task : tasks) {
			if (task.begin(this)) {
				this.tasks.add(task);
			}
			else {
				this.remaining.decrementAndGet();
			}
		}
	}

	/**
	 * Runs a lookup and its companions.
	 * @return how many were in the statement
	 */
	static int run(OperationTask<?> first, Lanes lanes, OperationSession session) {
		List<OperationTask<?>> all = new ArrayList<>(first.companions());
		all.add(0, first);
		MergedLookups lookups = new MergedLookups(all);
		if (lookups.tasks.size() > 1) {
			first.route().call(() -> lookups.run(lanes, session));
		}
		else {
			lookups.runAlone(lookups.tasks, session);
		}
		return lookups.tasks.size();
	}

	/** One of them was stopped. */
	void leave() {
		if (this.remaining.decrementAndGet() == 0 && this.statement != null) {
			this.statement.stop();
		}
	}

	private MergedLookups run(Lanes lanes, OperationSession session) {
		OperationTask<?> first = this.tasks.get(0);
		OperationTask<Map<Object, UniqueLookup.Found>> merged = new OperationTask<>(
				UniqueLookup.merge(this.tasks.stream().map(OperationTask::requireLookup).toList()), lanes,
				CallOptions.DEFAULTS, first.callSite(), null);
		this.statement = merged;
		if (this.remaining.get() > 0) {
			merged.run(session);
			lanes.countMerged(this.tasks.size());
			Map<Object, UniqueLookup.Found> found = merged.result();
			runAlone((found != null) ? deliver(found) : this.tasks, session);
		}
		return this;
	}

	/** Returns those that have no result yet. */
	private List<OperationTask<?>> deliver(Map<Object, UniqueLookup.Found> found) {
		List<OperationTask<?>> unknown = new ArrayList<>();
		for (OperationTask<?> task : this.tasks) {
			UniqueLookup.Found row = found.get(task.requireLookup().value());
			if (row != null || task.requireLookup().isKnownByValue()) {
				task.take(row);
			}
			else {
				unknown.add(task);
			}
		}
		return unknown;
	}

	private void runAlone(List<OperationTask<?>> tasks, OperationSession session) {
		tasks.forEach((task) -> task.runAlone(session));
	}

}
