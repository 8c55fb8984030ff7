package io.asyncorm.async;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.ObservedCall;
import io.asyncorm.plan.Operation;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;

/**
 * A read that was called in a block, and may run beside others. Its time counts from the
 * call on. Stopped while it waits, it is not read; stopped while it runs, its transaction
 * ends with it, and so does the block. Thread-safe.
 */
final class BlockRead<R extends @Nullable Object> implements Work {

	private final BlockReads block;

	private final JoinedCall call;

	private final VirtualThreadExecutor threads;

	private final Outcome<R> outcome;

	private final Runnable inCallerContext;

	/** Rings when its time is up before it runs. */
	private final Alarm waiting = Alarm.of(this::waitsTooLong);

	/** It waits no more. */
	private boolean ready;

	private boolean settled;

	/** Whoever stopped it completes the future. */
	private boolean stopped;

	/**
	 * @param asked what it was asked of: whose threads carry the context of the caller
	 */
	BlockRead(BlockReads block, Operation<R> operation, CallOptions options, AsyncDispatcher asked, CallSite caller) {
		this.block = block;
		this.call = asked.joined().call(operation.name(), options);
		this.threads = asked.lanes().threads();
		DeadlineScope deadline = DeadlineScope.current();
		Route route = this.threads.route();
		this.outcome = new Outcome<>(this, operation.name(), this.threads, route, caller);
		ObservedCall observed = asked.monitor().called(operation.name(), false);
		this.outcome.observe(observed);
		Callable<R> work = () -> asked.joined().execute(this.call, operation, caller);
		this.inCallerContext = this.threads.inCallerContext(route, () -> perform(
				() -> DeadlineScope.call(deadline, () -> (observed != null) ? observed.during(work) : work.call())));
	}

	/** It waits, unless it does no more, and no longer than its time. */
	synchronized void limitWaiting() {
		long left = this.call.left();
		if (!this.ready && left < TimeLimit.NEVER) {
			this.threads.alarms().set(this.waiting, System.nanoTime() + left);
		}
	}

	private synchronized void waitNoMore() {
		this.ready = true;
		this.threads.alarms().cancel(this.waiting);
	}

	OperationFuture<R> future() {
		return this.outcome.future();
	}

	/** Reads in the transaction of the calling thread. */
	void run() {
		waitNoMore();
		try {
			this.inCallerContext.run();
			settle(null, new IllegalStateException("The TaskDecorator did not run '%s'".formatted(name())));
		}
		catch (Throwable ex) {
			settle(null, ex);
		}
	}

	private void perform(Callable<R> work) {
		try {
			R value = work.call();
			settle(value, null);
		}
		catch (Throwable ex) {
			settle(null, ex);
		}
	}

	/** The first outcome is the last. */
	private synchronized void settle(@Nullable R value, @Nullable Throwable failure) {
		if (!this.settled && !this.stopped) {
			this.settled = true;
			this.outcome.set(value, failure);
		}
	}

	/**
	 * Completes the future, unless it was stopped; its callbacks belong to the block as
	 * long as that lasts.
	 */
	void publish() {
		if (isSettled()) {
			this.threads.start(Outcome.COMPLETION, () -> this.block.call(this.outcome::publishHere));
		}
	}

	private synchronized boolean isSettled() {
		return this.settled;
	}

	/** It will not run. */
	void fail(Throwable failure) {
		waitNoMore();
		settle(null, failure);
		publish();
	}

	private void waitsTooLong() {
		QueryTimeoutException failure = new QueryTimeoutException(this.call.notBegun());
		if (this.block.remove(this, failure)) {
			fail(failure);
		}
	}

	@Override
	public String name() {
		return this.call.name();
	}

	@Override
	public VirtualThreadExecutor threads() {
		return this.threads;
	}

	@Override
	public boolean stop() {
		return stop(() -> this.block.remove(this) || this.call.cancel());
	}

	/** One that runs tells how it ends, which is soon. */
	@Override
	public boolean expire(String limit) {
		if (stop(() -> this.block.remove(this))) {
			return true;
		}
		this.call.expire(limit);
		return false;
	}

	private boolean stop(BooleanSupplier stopping) {
		synchronized (this) {
			if (this.stopped || this.settled || !stopping.getAsBoolean()) {
				return this.stopped;
			}
			this.stopped = true;
		}
		waitNoMore();
		this.outcome.stopped();
		return true;
	}

	@Override
	public List<Task<?>> unfinishedTasks() {
		return List.of();
	}

	/** The block fails with it. */
	@Override
	public boolean isReportable() {
		return false;
	}

	@Override
	public void explain(Throwable failure) {
		this.outcome.callSite().attachTo(failure);
	}

}
