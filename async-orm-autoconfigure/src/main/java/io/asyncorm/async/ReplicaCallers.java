package io.asyncorm.async;

import java.util.concurrent.Callable;

import io.asyncorm.plan.MergedStatement;
import io.asyncorm.plan.ObservedCall;
import io.asyncorm.plan.Observers;
import io.asyncorm.plan.OperationObserver;
import org.jspecify.annotations.Nullable;

/**
 * Who writes to a database with a replica. A caller is a web request, otherwise a thread,
 * in either case with the blocks and the callbacks of the futures that it started, and
 * with the work that Micrometer's context propagation carries to other threads.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class ReplicaCallers {

	/** Whether a database has a replica, or had one. */
	private static volatile boolean needed;

	/** Whose write the calling thread is about to start. */
	private final ThreadLocal<@Nullable CallerWrites> starting = new ThreadLocal<>();

	/** Those of a database. */
	public ReplicaCallers() {
		needed = true;
	}

	/** Whether anybody asks who calls, as there are replicas. */
	public static boolean areNeeded() {
		return needed;
	}

	/** What the caller has written that the calling thread works for. */
	CallerWrites current() {
		return ReplicaCaller.current().writes(this);
	}

	/** A task that works for the caller that the calling thread works for. */
	public static Runnable carry(Runnable task) {
		ReplicaCaller caller = ReplicaCaller.current();
		return () -> {
			ReplicaCaller outer = ReplicaCaller.carried();
			ReplicaCaller.bind(caller);
			try {
				task.run();
			}
			finally {
				ReplicaCaller.bind(outer);
			}
		};
	}

	/** What notes the ends of writes, besides others. */
	public Observers observing(Observers others) {
		return new Observers(observing(others.operations()), others.execution());
	}

	private OperationObserver observing(@Nullable OperationObserver other) {
		return new Observing(this.starting, other);
	}

	/** Starts a write of the caller that the calling thread works for. */
	<T> T startWrite(Callable<T> write) throws Exception {
		CallerWrites writes = current();
		writes.joinTransaction();
		writes.wrote();
		this.starting.set(writes);
		try {
			return write.call();
		}
		finally {
			this.starting.remove();
		}
	}

	private record Observing(ThreadLocal<@Nullable CallerWrites> starting,
			@Nullable OperationObserver other) implements OperationObserver {

		@Override
		public @Nullable ObservedCall called(String name, boolean block) {
			ObservedCall call = (this.other != null) ? this.other.called(name, block) : null;
			CallerWrites writes = this.starting.get();
			if (writes == null) {
				return call;
			}
			this.starting.remove(); // what it calls itself is not the same write
			return new Writing(writes, call);
		}

		@Override
		public @Nullable ObservedCall merged(MergedStatement statement) {
			return (this.other != null) ? this.other.merged(statement) : null;
		}

	}

	private record Writing(CallerWrites writes, @Nullable ObservedCall call) implements ObservedCall {

		@Override
		public <R extends @Nullable Object> R during(Callable<R> work) throws Exception {
			return (this.call != null) ? this.call.during(work) : work.call();
		}

		@Override
		public void merged(long statement, int operations) {
			if (this.call != null) {
				this.call.merged(statement, operations);
			}
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			this.writes.wrote();
			if (this.call != null) {
				this.call.ended(failure);
			}
		}

		@Override
		public <T> @Nullable T unwrap(Class<T> type) {
			return (this.call != null) ? this.call.unwrap(type) : null;
		}

	}

}
