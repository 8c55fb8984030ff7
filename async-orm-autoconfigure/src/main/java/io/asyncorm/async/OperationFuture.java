package io.asyncorm.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.asyncorm.query.OperationCancelledException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;

/**
 * The future of an operation, an atomic block or several gathered futures, and of the
 * stages that depend on it.
 * <ul>
 * <li>Cancelling it takes an operation out of the queue, or cancels its statement in the
 * server. Neither is waited for. Of a commit that is under way {@code false} is returned:
 * the server may still refuse it, and the future completes with its outcome, within a
 * second. So it is of a write that was sent as one statement with those of others.</li>
 * <li>Cancelling a dependent stage, at any depth, also cancels the operation that the
 * first future of its chain (the one whose method was called: {@code this}, not the other
 * argument of {@code thenCombine}) stands for, if it has not finished; and so the other
 * stages that depend on it.</li>
 * <li>Behind {@code thenCompose} and {@code exceptionallyCompose} it cancels the future
 * that their function returned, if that is one of these.</li>
 * <li>{@code orTimeout} covers the wait for a lane and a connection as well as the
 * statement, cancels it, and fails with a {@link QueryTimeoutException}, or says within a
 * second how a commit has ended that was under way; {@code completeOnTimeout} cancels it
 * too.</li>
 * <li>Completing it by hand cancels the operation.</li>
 * <li>An {@code ...Async} stage without an executor runs on a new virtual thread, in the
 * context of the one that started it.</li>
 * </ul>
 * The failure of an operation that nobody has awaited, by the time that the future is
 * discarded, is logged as a warning. Any reading of the outcome, and any dependent,
 * counts as awaiting; {@code allOf} does if the future had not failed before.
 * Thread-safe.
 */
final class OperationFuture<T extends @Nullable Object> extends CompletableFuture<T> {

	private static final Object OBSERVED = new Object();

	private static final VarHandle OBSERVATION = observation();

	/** Does not change once the future has been seen; nor does the source. */
	private Work work;

	/** The future that the work completes: this, or the first of the stage's chain. */
	private OperationFuture<?> source;

	/**
	 * Null at first, then {@link #OBSERVED} or the {@link UnobservedFailure}. Only the
	 * first of a chain has one, which its stages keep alive.
	 */
	@SuppressWarnings("unused") // by its handle
	private volatile @Nullable Object observation;

	OperationFuture(Work work) {
		this.work = work;
		this.source = this;
	}

	private OperationFuture(OperationFuture<?> source) {
		this.work = source.work;
		this.source = source;
	}

	private static VarHandle observation() {
		try {
			return MethodHandles.lookup().findVarHandle(OperationFuture.class, "observation", Object.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * Makes a stage, which nobody else has seen yet, the future of a composition. The
	 * fence does what final fields would: any thread that sees the future sees them.
	 */
	void standFor(Composition<?, T> composition) {
		this.work = composition;
		this.source = this;
		VarHandle.storeStoreFence();
	}

	/** Completes it with the outcome of its work. */
	void publish(@Nullable T value, @Nullable Throwable failure) {
		if (failure != null) {
			watch(failure);
			super.completeExceptionally(failure);
		}
		else {
			super.complete(value);
		}
	}

	private void watch(Throwable failure) {
		boolean reportable = !(failure instanceof CancellationException) && this.work.isReportable();
		if (this.source == this && !isDone() && reportable && getNumberOfDependents() == 0) {
			UnobservedFailure unobserved = UnobservedFailure.of(this.work.name(), failure);
			if (OBSERVATION.compareAndSet(this, null, unobserved)) {
				unobserved.watch(this);
			}
		}
	}

	/** Somebody reads the outcome, or depends on it. */
	private void observe() {
		if (!OBSERVATION.compareAndSet(this.source, null, OBSERVED)
				&& OBSERVATION.get(this.source) instanceof UnobservedFailure failure) {
			failure.observe();
		}
	}

	Work work() {
		return this.work;
	}

	/** Waits for its end, whatever that is: who awaits it hears how it has ended. */
	void awaitEnd() {
		handle((value, failure) -> true).join();
	}

	@Override
	public T get() throws InterruptedException, ExecutionException {
		observe();
		ThreadTask<?> waiting = isDone() ? null : ThreadTask.current();
		if (waiting == null) {
			return super.get();
		}
		waiting.await(this.work);
		try {
			return super.get();
		}
		finally {
			waiting.endAwait();
		}
	}

	@Override
	public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		observe();
		ThreadTask<?> waiting = isDone() ? null : ThreadTask.current();
		if (waiting == null) {
			return super.get(timeout, unit);
		}
		waiting.prefer(this.work);
		return super.get(timeout, unit);
	}

	@Override
	public T join() {
		observe();
		ThreadTask<?> waiting = isDone() ? null : ThreadTask.current();
		if (waiting == null) {
			return super.join();
		}
		waiting.await(this.work);
		try {
			return super.join();
		}
		finally {
			waiting.endAwait();
		}
	}

	@Override
	public T getNow(@Nullable T valueIfAbsent) {
		observe();
		return super.getNow(valueIfAbsent);
	}

	@Override
	public T resultNow() {
		observe();
		return super.resultNow();
	}

	@Override
	public Throwable exceptionNow() {
		observe();
		return super.exceptionNow();
	}

	@Override
	public boolean isCompletedExceptionally() {
		observe();
		return super.isCompletedExceptionally();
	}

	@Override
	public State state() {
		observe();
		return super.state();
	}

	@Override
	public CompletionStage<T> minimalCompletionStage() {
		observe();
		return super.minimalCompletionStage();
	}

	/** What combines this future with another asks for it. */
	@Override
	public CompletableFuture<T> toCompletableFuture() {
		observe();
		return this;
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		observe();
		return new OperationFuture<>(this.source);
	}

	@Override
	public <U> CompletableFuture<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> function) {
		return new Composition<T, U>(this, function).by(super::thenCompose);
	}

	@Override
	public <U> CompletableFuture<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> function) {
		return thenComposeAsync(function, defaultExecutor());
	}

	@Override
	public <U> CompletableFuture<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> function,
			Executor executor) {
		return new Composition<T, U>(this, function).by((tracked) -> super.thenComposeAsync(tracked, executor));
	}

	@Override
	public CompletableFuture<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> function) {
		return new Composition<Throwable, T>(this, function).by(super::exceptionallyCompose);
	}

	@Override
	public CompletableFuture<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> function) {
		return exceptionallyComposeAsync(function, defaultExecutor());
	}

	@Override
	public CompletableFuture<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> function,
			Executor executor) {
		return new Composition<Throwable, T>(this, function)
			.by((tracked) -> super.exceptionallyComposeAsync(tracked, executor));
	}

	@Override
	public Executor defaultExecutor() {
		VirtualThreadExecutor threads = this.work.threads();
		return (stage) -> threads.start("stage", threads.inCallerContext(stage));
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		if (!isDone() && !this.source.isDone() && !this.work.stop()) {
			return false;
		}
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		if (cancelled && this.source != this) {
			this.source.cancel(mayInterruptIfRunning);
		}
		return cancelled;
	}

	/**
	 * As {@link #cancel(boolean)}, for who does not hold the future of a work: those who
	 * do are told.
	 * @param reason says who does
	 * @return false also if only the server can still end it
	 */
	boolean cancel(String reason) {
		if (isDone() || !this.work.stop()) {
			return false;
		}
		OperationCancelledException cancelled = new OperationCancelledException(reason);
		this.work.explain(cancelled);
		return super.completeExceptionally(cancelled);
	}

	@Override
	public boolean complete(@Nullable T value) {
		stopOwnWork();
		return super.complete(value);
	}

	@Override
	public boolean completeExceptionally(Throwable failure) {
		stopOwnWork();
		return super.completeExceptionally(failure);
	}

	@Override
	public void obtrudeValue(@Nullable T value) {
		stopOwnWork();
		super.obtrudeValue(value);
	}

	@Override
	public void obtrudeException(Throwable failure) {
		stopOwnWork();
		super.obtrudeException(failure);
	}

	@Override
	public CompletableFuture<T> orTimeout(long timeout, TimeUnit unit) {
		TimeLimit.start(this, this.work.threads(), timeout, unit, () -> {
			String limit = CallLimit.seconds(unit.toNanos(timeout)) + " (orTimeout)";
			if (this.source.isDone() || this.work.expire(limit)) {
				QueryTimeoutException failure = new QueryTimeoutException(Expiry.message(this.work.name(), limit));
				this.work.explain(failure);
				this.source.publish(null, failure);
				publish(null, failure);
			}
			else if (this.source != this) {
				this.source
					.whenComplete((value, failure) -> publish(null, Expiry.ofStage(this.work.name(), limit, failure)));
			}
		});
		return this;
	}

	@Override
	public CompletableFuture<T> completeOnTimeout(@Nullable T value, long timeout, TimeUnit unit) {
		TimeLimit.start(this, this.work.threads(), timeout, unit, () -> {
			if (this.source.isDone() || this.work.stop()) {
				publish(value, null);
				this.source.cancel(false);
			}
		});
		return this;
	}

	private void stopOwnWork() {
		if (this.source == this && !isDone()) {
			this.work.stop();
		}
	}

}
