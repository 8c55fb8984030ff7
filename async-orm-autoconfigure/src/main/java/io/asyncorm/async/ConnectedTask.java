package io.asyncorm.async;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.plan.OperationSession;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A task that holds a connection of its own from its beginning to its end, on a thread of
 * its own and in the caller's context.
 */
abstract class ConnectedTask<T extends @Nullable Object> extends ThreadTask<T> {

	private static final Log logger = LogFactory.getLog(ConnectedTask.class);

	private final OperationExecutor executor;

	private final Runnable inCallerContext;

	ConnectedTask(String name, OperationExecutor executor, Lanes lanes, CallSite callSite, CallLimit limit) {
		super(name, lanes, callSite, limit);
		this.executor = executor;
		this.inCallerContext = lanes.threads().inCallerContext(this::connect);
	}

	/** Does the work with a connection, which is returned afterwards. */
	abstract @Nullable T work(OperationSession session);

	@Override
	final void perform() {
		runInContext(this.inCallerContext);
	}

	/** Returns the connection before the future completes. */
	private void connect() {
		OperationSession session = this.executor.openSession();
		T result = null;
		Throwable failure = null;
		try {
			result = work(session);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		finally {
			release(session);
		}
		finish(result, failure);
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
