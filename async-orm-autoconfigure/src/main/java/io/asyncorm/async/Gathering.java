package io.asyncorm.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.asyncorm.plan.CallSite;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Combines several futures into one: {@code gather(...)}. Thread-safe.
 */
final class Gathering<T extends @Nullable Object> implements Work {

	private static final VirtualThreadExecutor NO_CONTEXT = new VirtualThreadExecutor();

	private final List<CompletableFuture<? extends T>> members;

	private final CallSite callSite = CallSite.ofCaller();

	private final OperationFuture<List<T>> future = new OperationFuture<>(this);

	private final AtomicInteger missing;

	private final AtomicBoolean stopped = new AtomicBoolean();

	private Gathering(Collection<? extends CompletableFuture<? extends T>> members) {
		Assert.noNullElements(members, "'futures' must not hold nulls");
		this.members = List.copyOf(members);
		this.missing = new AtomicInteger(this.members.size());
	}

	static <T extends @Nullable Object> CompletableFuture<List<T>> of(
			Collection<? extends CompletableFuture<? extends T>> members) {
		Gathering<T> gathering = new Gathering<>(members);
		gathering.start();
		return gathering.future;
	}

	private void start() {
		if (this.members.isEmpty()) {
			this.future.publish(List.of(), null);
		}
		for (CompletableFuture<? extends T> member : this.members) {
			member.whenComplete((value, failure) -> arrived(failure));
		}
	}

	private void arrived(@Nullable Throwable failure) {
		if (failure != null) {
			if (stop()) {
				this.future.publish(null, (failure instanceof CompletionException && failure.getCause() != null)
						? failure.getCause() : failure);
			}
		}
		else if (this.missing.decrementAndGet() == 0) {
			List<T> values = new ArrayList<>(this.members.size());
			for (CompletableFuture<? extends T> member : this.members) {
				values.add(member.join());
			}
			this.future.publish(Collections.unmodifiableList(values), null);
		}
	}

	@Override
	public String name() {
		return "gather";
	}

	/** Threads of the first member that has some, with the context that they capture. */
	@Override
	public VirtualThreadExecutor threads() {
		for (CompletableFuture<? extends T> member : this.members) {
			if (member instanceof OperationFuture<?> operation) {
				return operation.work().threads();
			}
		}
		return NO_CONTEXT;
	}

	/**
	 * Cancels every future that has not finished; the caller completes the combined one.
	 */
	@Override
	public boolean stop() {
		if (!this.stopped.compareAndSet(false, true)) {
			return false;
		}
		for (CompletableFuture<? extends T> member : this.members) {
			member.cancel(true);
		}
		return true;
	}

	@Override
	public List<Task<?>> unfinishedTasks() {
		List<Task<?>> tasks = new ArrayList<>();
		for (CompletableFuture<? extends T> member : this.members) {
			if (!member.isDone()) {
				List<Task<?>> more = (member instanceof OperationFuture<?> operation)
						? operation.work().unfinishedTasks() : List.of();
				if (more.isEmpty()) {
					return List.of();
				}
				tasks.addAll(more);
			}
		}
		return tasks;
	}

	@Override
	public boolean isReportable() {
		return true;
	}

	@Override
	public void explain(Throwable failure) {
		this.callSite.attachTo(failure);
	}

}
