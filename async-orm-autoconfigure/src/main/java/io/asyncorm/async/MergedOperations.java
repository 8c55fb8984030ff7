package io.asyncorm.async;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Mergeable;
import io.asyncorm.plan.Merged;
import io.asyncorm.plan.MergedStatement;
import io.asyncorm.plan.ObservedCall;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import org.jspecify.annotations.Nullable;

/**
 * Operations that run as one statement, outside of any caller's context. Who is stopped
 * leaves it, if it is a read, and only the last one cancels the statement. If that fails,
 * or does not tell the result of a part, the part goes back to the queue and runs by
 * itself; except where nobody knows whether a write was done. Used by the lane's thread,
 * except for {@link #leave()}.
 */
final class MergedOperations {

	private static final String LEFT = "All callers of the statement were cancelled";

	private final AtomicInteger remaining;

	private final List<OperationTask<?>> parts = new ArrayList<>();

	/** Those that go back to the queue. */
	private final List<OperationTask<?>> apart = new ArrayList<>();

	private volatile @Nullable Task<?> statement;

	private int size;

	private boolean failed;

	private MergedOperations(List<OperationTask<?>> tasks) {
		this.remaining = new AtomicInteger(tasks.size());
		for (OperationTask<?> task : tasks) {
			if (task.beginAsPart(this)) {
				this.parts.add(task);
			}
			else {
				this.remaining.decrementAndGet();
			}
		}
	}

	/** Runs an operation and its companions. */
	static MergedOperations run(OperationTask<?> first, Lanes lanes, OperationSession session) {
		List<OperationTask<?>> all = new ArrayList<>(first.companions());
		all.add(0, first);
		MergedOperations operations = new MergedOperations(all);
		if (operations.parts.size() > 1) {
			first.route().call(() -> operations.run(lanes, session));
		}
		else {
			operations.parts.forEach(operations::runApart);
		}
		return operations;
	}

	/** How many were in the statement; 0 if none was sent, or all of them left it. */
	int size() {
		return this.size;
	}

	/** Whether the statement failed, so that all of them run by themselves. */
	boolean hasFailed() {
		return this.failed;
	}

	/** Those that have no outcome, and go back to the queue. */
	List<OperationTask<?>> apart() {
		return this.apart;
	}

	/** One of them was stopped. */
	void leave() {
		if (this.remaining.decrementAndGet() == 0) {
			// looked up afterwards: before, it may not have been there yet
			Task<?> current = this.statement;
			if (current != null) {
				current.stop();
			}
		}
	}

	private MergedOperations run(Lanes lanes, OperationSession session) {
		List<Mergeable> mergeables = new ArrayList<>(this.parts.size());
		this.parts.forEach((part) -> mergeables.add(part.requireMergeable()));
		Mergeable first = mergeables.get(0);
		long number = lanes.monitor().merges().count(first.kind(), mergeables.size());
		this.parts.forEach((part) -> part.merged(number, mergeables.size()));
		Merged<?> merged;
		try {
			merged = first.merge(mergeables);
		}
		catch (RuntimeException ex) {
			this.failed = true;
			this.size = this.parts.size();
			this.parts.forEach(this::runApart);
			return this;
		}
		run(merged, observed(merged.operation().name(), first.kind(), number, lanes.monitor()), lanes, session);
		return this;
	}

	/** Tells of what is about to be sent; null if none of the callers is observed. */
	private @Nullable ObservedCall observed(String name, MergeKind kind, long number, Monitor monitor) {
		List<ObservedCall> callers = this.parts.stream()
			.map(OperationTask::observed)
			.flatMap(Stream::ofNullable)
			.toList();
		return (callers.isEmpty() || this.remaining.get() == 0) ? null
				: monitor.merged(new MergedStatement(name, kind, number, this.parts.size(), callers));
	}

	private <T> void run(Merged<T> merged, @Nullable ObservedCall observed, Lanes lanes, OperationSession session) {
		OperationTask<T> all = new OperationTask<>(merged.operation(), lanes, callSite());
		all.observe(observed);
		this.statement = all;
		if (this.remaining.get() > 0) {
			all.run(session);
		}
		T result = all.result();
		boolean left = result == null && this.remaining.get() == 0;
		Monitor.ended(observed, left ? new CancellationException(LEFT) : all.failure());
		this.failed = all.failure() != null && this.remaining.get() > 0;
		this.size = (result != null || this.failed) ? this.parts.size() : 0;
		for (int i = 0; i < this.parts.size(); i++) {
			OperationTask<?> part = this.parts.get(i);
			if (result != null) {
				deliver(part, merged, result, i);
			}
			else if (all.failure() instanceof TransactionOutcomeUnknownException unknown) {
				part.finish(null, Expiry.ofMerged(unknown));
			}
			else {
				runApart(part);
			}
		}
	}

	/** That of the first, which knows the others. */
	private CallSite callSite() {
		List<CallSite> callSites = this.parts.stream().map(OperationTask::callSite).toList();
		return callSites.get(0).with(callSites);
	}

	private <T> void deliver(OperationTask<?> part, Merged<T> merged, T result, int place) {
		try {
			Object own = merged.parts().resultOf(result, place);
			if (own != null) {
				part.take(own);
			}
			else {
				runApart(part);
			}
		}
		catch (RuntimeException ex) {
			part.finish(null, ex);
		}
	}

	private void runApart(OperationTask<?> part) {
		if (part.waitAgain()) {
			this.apart.add(part);
		}
	}

}
