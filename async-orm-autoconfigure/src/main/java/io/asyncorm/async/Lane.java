package io.asyncorm.async;

import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.plan.OperationSession;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs one operation after the other on one connection, until nothing waits. What it runs
 * on is a thread of its own, on which no user code ever runs.
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
	 * Runs the first operation and what waits behind it. An outcome is published when the
	 * next operation has the permit or nobody has: whoever waits for one operation and
	 * then starts another finds the lane and the connection free.
	 */
	void run(OperationTask<?> first) {
		OperationTask<?> task = first;
		while (task != null) {
			execute(task);
			Task<?> next = this.lanes.replace(task);
			if (!(next instanceof OperationTask<?>) || isHeldLongEnough()) {
				release();
			}
			if (next == null) {
				next = this.lanes.replaceOrEnd(task);
			}
			task.publish();
			if (next instanceof ThreadTask<?>) {
				this.lanes.start(next);
			}
			task = (next instanceof OperationTask<?> operation) ? operation : null;
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
			task.run(this.session);
		}
		catch (RuntimeException | Error ex) {
			task.begin();
			task.finish(null, ex);
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
