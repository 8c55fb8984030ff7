package io.asyncorm.async;

import java.util.function.Consumer;

import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.plan.OperationSession;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connection that goes with a permit: it is kept from one task to the next while work
 * waits, so that nobody has to win one from the pool anew, and given back every second or
 * so, so that the pool's own rules keep working. Used by one thread at a time.
 */
final class HeldConnection {

	private static final Log logger = LogFactory.getLog(HeldConnection.class);

	private final OperationExecutor executor;

	private final DispatcherSettings settings;

	private @Nullable OperationSession session;

	/** The key by which it was chosen. */
	private Route route = Route.NONE;

	/** When it was taken, or rather just before. */
	private long since;

	private boolean holding;

	HeldConnection(OperationExecutor executor, DispatcherSettings settings) {
		this.executor = executor;
		this.settings = settings;
	}

	/**
	 * The session of a task, which takes a connection when it first needs one, unless it
	 * has one.
	 */
	OperationSession sessionFor(Route route) {
		OperationSession present = this.session;
		if (present == null) {
			present = this.executor.openSession();
			this.session = present;
		}
		if (!this.holding) {
			this.holding = true;
			this.route = route;
			this.since = System.nanoTime();
		}
		return present;
	}

	/** Whether a task goes on with it. */
	boolean isFor(@Nullable Task<?> task) {
		if (!this.settings.keepConnections() || System.nanoTime() - this.since >= this.settings.maxHold().toNanos()) {
			return false;
		}
		return task != null && task.route().sharesConnectionWith(this.route);
	}

	/** Gives it back, if there is one. */
	void release() {
		end(OperationSession::release);
	}

	/** Breaks it: a transaction is open on it that nobody will end any more. */
	void breakOff() {
		end((lent) -> lent.takeBack(false));
	}

	private void end(Consumer<OperationSession> ending) {
		this.holding = false;
		if (this.session != null) {
			try {
				ending.accept(this.session);
			}
			catch (RuntimeException | Error ex) {
				// the permit and the future must not be lost with it
				logger.warn("A connection could not be given back", ex);
				this.session = null;
			}
		}
	}

}
