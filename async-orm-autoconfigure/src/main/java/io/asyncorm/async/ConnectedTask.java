package io.asyncorm.async;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.OperationSession;
import org.jspecify.annotations.Nullable;

/**
 * A task that holds a connection from its beginning to its end, on a thread of its own
 * and in the caller's context.
 */
abstract class ConnectedTask<T extends @Nullable Object> extends ThreadTask<T> {

	private final Runnable inCallerContext;

	ConnectedTask(String name, Lanes lanes, CallSite callSite, CallLimit limit) {
		super(name, lanes, callSite, limit);
		this.inCallerContext = lanes.threads().inCallerContext(route(), this::connect);
	}

	/** Does the work with a connection, which goes on to others afterwards. */
	abstract @Nullable T work(OperationSession session);

	@Override
	final void perform() {
		runInContext(this.inCallerContext);
	}

	private void connect() {
		try {
			OperationSession session = ownSession();
			finish(observing(() -> work(session)), null);
		}
		catch (Throwable ex) {
			finish(null, ex);
		}
		finally {
			// not before it has an outcome: what has committed cannot be stopped any more
			use(null);
		}
	}

}
