package io.asyncorm.async;

import java.util.List;
import java.util.concurrent.Callable;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.ObservedCall;
import org.jspecify.annotations.Nullable;

/**
 * A read that was called in a block, and may run beside others. Like all that joins a
 * transaction it is cancelled with the block; by itself, only before it runs. Used by one
 * thread at a time.
 */
final class BlockRead<R extends @Nullable Object> implements Work {

	private final BlockReads block;

	private final String name;

	private final VirtualThreadExecutor threads;

	private final Outcome<R> outcome;

	private final Runnable inCallerContext;

	private boolean settled;

	/**
	 * @param threads carry the context of the calling thread
	 * @param call is told how it goes; null if nobody is
	 * @param work reads in the transaction of the thread that it is called on
	 */
	BlockRead(BlockReads block, String name, VirtualThreadExecutor threads, CallSite caller,
			@Nullable ObservedCall call, Callable<R> work) {
		this.block = block;
		this.name = name;
		this.threads = threads;
		DeadlineScope deadline = DeadlineScope.current();
		Route route = threads.route();
		this.outcome = new Outcome<>(this, name, threads, route, caller);
		this.outcome.observe(call);
		this.inCallerContext = threads.inCallerContext(route, () -> perform(
				() -> DeadlineScope.call(deadline, () -> (call != null) ? call.during(work) : work.call())));
	}

	OperationFuture<R> future() {
		return this.outcome.future();
	}

	/** Reads in the transaction of the calling thread. */
	void run() {
		try {
			this.inCallerContext.run();
			settle(null, new IllegalStateException("The TaskDecorator did not run '%s'".formatted(this.name)));
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
	private void settle(@Nullable R value, @Nullable Throwable failure) {
		if (!this.settled) {
			this.settled = true;
			this.outcome.set(value, failure);
		}
	}

	/** Completes the future; its callbacks belong to the block as long as that lasts. */
	void publish() {
		this.threads.start(Outcome.COMPLETION, () -> this.block.call(this.outcome::publishHere));
	}

	/** It will not run. */
	void fail(Throwable failure) {
		settle(null, failure);
		publish();
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public VirtualThreadExecutor threads() {
		return this.threads;
	}

	@Override
	public boolean stop() {
		boolean removed = this.block.remove(this);
		if (removed) {
			this.outcome.stopped();
		}
		return removed;
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
