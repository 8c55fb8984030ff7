package io.asyncorm.async;

import java.util.List;

import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.plan.OperationSession;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A worker: has a connection, and runs one operation after the other until none is
 * waiting, on a virtual thread. No user code runs there before. Used by one thread at a
 * time.
 */
final class Lane {

	private static final Log logger = LogFactory.getLog(Lane.class);

	private final Lanes lanes;

	private final OperationExecutor executor;

	private final DispatcherSettings settings;

	private @Nullable OperationSession session;

	/** When the connection was taken, or rather just before. */
	private long heldSince;

	private boolean holding;

	Lane(Lanes lanes, OperationExecutor executor, DispatcherSettings settings) {
		this.lanes = lanes;
		this.executor = executor;
		this.settings = settings;
	}

	/**
	 * Runs the first operation and those that wait. A future is completed only after the
	 * permit was handed on or released: code that waits for one operation and then starts
	 * another finds the lane and the connection free.
	 * @return the last operation, whose future is not complete yet; null if it went back
	 * to the queue
	 */
	@Nullable OperationTask<?> run(OperationTask<?> first) {
		OperationTask<?> task = first;
		while (true) {
			execute(task);
			boolean back = task.isApart();
			List<OperationTask<?>> companions = task.companions();
			Task<?> next = this.lanes.replace(task);
			if (!(next instanceof OperationTask<?> other && other.sharesConnectionWith(task)) || isHeldLongEnough()) {
				release();
			}
			if (next == null) {
				next = this.lanes.replaceOrEnd(task);
			}
			companions.forEach(Task::publish);
			if (next instanceof OperationTask<?> operation) {
				if (!back) {
					task.publish();
				}
				task = operation;
			}
			else {
				if (next != null) {
					this.lanes.start(next);
				}
				return back ? null : task;
			}
		}
	}

	private void execute(OperationTask<?> task) {
		try {
			if (this.session == null) {
				this.session = this.executor.openSession();
			}
			if (!this.holding) {
				this.holding = true;
				this.heldSince = System.nanoTime();
			}
			run(task, this.session);
			// whatever the context of the caller left behind is not for the next one
			Thread.interrupted();
		}
		catch (RuntimeException | Error ex) {
			fail(task, ex);
			task.companions().forEach((companion) -> fail(companion, ex));
		}
	}

	private static void fail(OperationTask<?> task, Throwable failure) {
		task.begin();
		task.finish(null, failure);
	}

	private void run(OperationTask<?> task, OperationSession session) {
		if (task.group() == null) {
			task.run(session);
			return;
		}
		long start = System.nanoTime();
		if (task.companions().isEmpty()) {
			task.run(session);
			task.ran(System.nanoTime() - start);
		}
		else {
			MergedOperations merged = MergedOperations.run(task, this.lanes, session);
			task.ran(System.nanoTime() - start, merged);
		}
	}

	private boolean isHeldLongEnough() {
		return !this.settings.keepConnections()
				|| System.nanoTime() - this.heldSince >= this.settings.maxHold().toNanos();
	}

	private void release() {
		this.holding = false;
		if (this.session != null) {
			try {
				this.session.release();
			}
			catch (RuntimeException | Error ex) {
				// the permit and the future must not be lost with it
				logger.warn("A connection could not be given back", ex);
				this.session = null;
			}
		}
	}

}
