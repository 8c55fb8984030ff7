package io.asyncorm.async;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.plan.OperationSession;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs an operation that calls a listener of the user while it runs: in the place of
 * another operation, and on a thread and a connection of its own.
 */
final class ListenedTask<R> extends ThreadTask<R> {

	private static final Log logger = LogFactory.getLog(ListenedTask.class);

	private final Operation<R> operation;

	private final OperationExecutor executor;

	private final Runnable inCallerContext;

	ListenedTask(Operation<R> operation, OperationExecutor executor, Lanes lanes) {
		super(operation.name(), lanes, CallSite.ofCaller());
		this.operation = operation;
		this.executor = executor;
		this.inCallerContext = lanes.threads().inCallerContext(this::execute);
	}

	@Override
	String role() {
		return "listened";
	}

	@Override
	void run() {
		if (begin()) {
			try {
				this.inCallerContext.run();
				requireOutcome();
			}
			catch (Throwable ex) {
				finish(null, ex);
			}
		}
	}

	/** Returns the connection before the future completes. */
	private void execute() {
		OperationSession session = this.executor.openSession();
		R result = null;
		Throwable failure = null;
		try {
			result = execute(session);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		finally {
			release(session);
		}
		finish(result, failure);
	}

	private @Nullable R execute(OperationSession session) {
		if (!enter(session)) {
			return null;
		}
		try {
			return session.execute(this.operation, callSite());
		}
		finally {
			leave();
		}
	}

	private static void release(OperationSession session) {
		try {
			session.release();
		}
		catch (RuntimeException | Error ex) {
			// the permit and the future must not be lost with it
			logger.warn("A connection could not be given back", ex);
		}
	}

}
