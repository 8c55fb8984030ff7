package io.asyncorm.plan;

import java.util.concurrent.Callable;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells an observer of calls, which may be code of the user, such as a handler of
 * observations: what it throws is logged, and keeps no call from doing its work and no
 * future from being complete. Thread-safe.
 *
 * @param observer who is told
 */
record TolerantOperations(OperationObserver observer) implements OperationObserver {

	private static final Log logger = LogFactory.getLog(TolerantOperations.class);

	static @Nullable OperationObserver of(@Nullable OperationObserver observer) {
		return (observer == null || observer instanceof TolerantOperations) ? observer
				: new TolerantOperations(observer);
	}

	static void warn(Object observer, Throwable failure) {
		logger.warn("An observer of operations failed, which changes nothing for these: " + observer, failure);
	}

	@Override
	public @Nullable ObservedCall called(String name, boolean block) {
		try {
			return tolerant(this.observer.called(name, block));
		}
		catch (RuntimeException | Error ex) {
			warn(this.observer, ex);
			return null;
		}
	}

	@Override
	public @Nullable ObservedCall merged(MergedStatement statement) {
		try {
			return tolerant(this.observer.merged(statement));
		}
		catch (RuntimeException | Error ex) {
			warn(this.observer, ex);
			return null;
		}
	}

	private static @Nullable ObservedCall tolerant(@Nullable ObservedCall call) {
		return (call != null) ? new TolerantCall(call) : null;
	}

	/**
	 * A call that is told of.
	 *
	 * @param call who is told
	 */
	private record TolerantCall(ObservedCall call) implements ObservedCall {

		/** The work is done once, whatever is thrown before or after it. */
		@Override
		public <R extends @Nullable Object> R during(Callable<R> work) throws Exception {
			Done<R> done = new Done<>(work);
			try {
				this.call.during(done);
			}
			catch (Exception | Error ex) {
				if (ex != done.failure) {
					warn(this.call, ex);
				}
			}
			return done.outcome.call();
		}

		@Override
		public void merged(long statement, int operations) {
			try {
				this.call.merged(statement, operations);
			}
			catch (RuntimeException | Error ex) {
				warn(this.call, ex);
			}
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			try {
				this.call.ended(failure);
			}
			catch (RuntimeException | Error ex) {
				warn(this.call, ex);
			}
		}

		@Override
		public <T> @Nullable T unwrap(Class<T> type) {
			return this.call.unwrap(type);
		}

	}

	/** The work of a call, and what came of it. Used by one thread. */
	private static final class Done<R extends @Nullable Object> implements Callable<R> {

		private final Callable<R> work;

		/** Gives what came of it; or does it, as long as nobody has. */
		private Callable<R> outcome;

		private @Nullable Throwable failure;

		Done(Callable<R> work) {
			this.work = work;
			this.outcome = work;
		}

		@Override
		public R call() throws Exception {
			try {
				R result = this.work.call();
				this.outcome = () -> result;
				return result;
			}
			catch (Exception | Error ex) {
				this.failure = ex;
				this.outcome = () -> {
					throw ex;
				};
				throw ex;
			}
		}

	}

}
