package io.asyncorm.async;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The work behind a future of {@code thenCompose} and its like: that of the future before
 * it, then that of the one which the function returns. When the composed future is
 * complete before them, as by a cancel or a time limit, they are cancelled. Thread-safe.
 */
final class Composition<A extends @Nullable Object, U> implements Work {

	private final OperationFuture<?> before;

	private final Function<? super A, ? extends CompletionStage<U>> function;

	/** Null until the function has returned one whose work can be stopped. */
	private volatile @Nullable OperationFuture<?> returned;

	/** Null only while {@code thenCompose} is making it. */
	private volatile @Nullable OperationFuture<?> composed;

	Composition(OperationFuture<?> before, Function<? super A, ? extends CompletionStage<U>> function) {
		this.before = before;
		this.function = Objects.requireNonNull(function);
	}

	/**
	 * Returns the future that is composed by a method such as
	 * {@code super.thenCompose(...)}.
	 */
	CompletableFuture<U> by(Function<Function<A, CompletionStage<U>>, CompletableFuture<U>> method) {
		OperationFuture<U> future = (OperationFuture<U>) method.apply(this::call);
		future.standFor(this);
		this.composed = future;
		future.whenComplete((value, failure) -> stopUnfinished());
		return future;
	}

	/**
	 * As the function does not run for a complete future, it need not be asked before.
	 */
	private CompletionStage<U> call(A value) {
		CompletionStage<U> stage = this.function.apply(value);
		if (stage instanceof OperationFuture<?> future) {
			this.returned = future;
			OperationFuture<?> result = this.composed;
			if (result != null && result.isDone()) {
				future.cancel(true);
			}
		}
		return stage;
	}

	/**
	 * Of futures that are composed within each other, as in a loop, the innermost is
	 * cancelled, which completes those around it: there may be too many for the stack.
	 */
	private void stopUnfinished() {
		OperationFuture<?> future = this.before;
		OperationFuture<?> next = this.returned;
		while (next != null) {
			future = next;
			next = (future.work() instanceof Composition<?, ?> inner && !future.isDone()) ? inner.unfinished() : null;
		}
		future.cancel(true);
	}

	private OperationFuture<?> unfinished() {
		OperationFuture<?> future = this.returned;
		return (future != null) ? future : this.before;
	}

	@Override
	public String name() {
		return unfinished().work().name();
	}

	@Override
	public VirtualThreadExecutor threads() {
		return this.before.work().threads();
	}

	/** It stops when its future is complete. */
	@Override
	public boolean stop() {
		return true;
	}

	@Override
	public List<Task<?>> unfinishedTasks() {
		OperationFuture<?> future = unfinished();
		return future.isDone() ? List.of() : future.work().unfinishedTasks();
	}

	@Override
	public boolean isReportable() {
		return false;
	}

	@Override
	public void explain(Throwable failure) {
		unfinished().work().explain(failure);
	}

}
