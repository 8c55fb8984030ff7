package io.asyncorm.async;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationSession;
import org.jspecify.annotations.Nullable;

/**
 * The task of one operation: it waits for a lane and runs there, in the caller's context.
 */
final class OperationTask<R> extends Task<R> {

	private final Operation<R> operation;

	private final Route route;

	private final Runnable inCallerContext;

	private @Nullable OperationSession lane;

	OperationTask(Operation<R> operation, Lanes lanes) {
		super(operation.name(), lanes, CallSite.ofCaller());
		this.operation = operation;
		this.route = lanes.threads().route();
		this.inCallerContext = lanes.threads().inCallerContext(this::execute);
	}

	/**
	 * Runs on the lane, in the context of the caller, which may choose the connection.
	 */
	void run(OperationSession session) {
		this.lane = session;
		runInContext(this.inCallerContext);
	}

	/** Whether the connection of one is right for the other. */
	boolean sharesConnectionWith(OperationTask<?> other) {
		return this.route.equals(other.route);
	}

	private void execute() {
		OperationSession session = this.lane;
		if (session != null && enter(session)) {
			try {
				R result = session.execute(this.operation, callSite());
				use(null);
				finish(result, null);
			}
			catch (Throwable ex) {
				use(null);
				finish(null, ex);
			}
		}
	}

}
