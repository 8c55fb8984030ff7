package io.asyncorm.plan;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Tells an observer of calls, which may be code of the user, such as a handler of
 * observations: what it throws is logged, and keeps no call from doing its work and no
 * future from being complete. Thread-safe.
 *
 * @param observer who is told
 * @param failures log what it throws
 */
record TolerantOperations(OperationObserver observer, ObserverFailures failures) implements OperationObserver {

	static @Nullable OperationObserver of(@Nullable OperationObserver observer) {
		return (observer == null || observer instanceof TolerantOperations) ? observer
				: new TolerantOperations(observer, new ObserverFailures());
	}

	@Override
	public @Nullable ObservedCall called(String name, boolean block) {
		try {
			return tolerant(this.observer.called(name, block));
		}
		catch (RuntimeException | Error ex) {
			this.failures.log(this.observer, ex);
			return null;
		}
	}

	@Override
	public @Nullable ObservedCall merged(MergedStatement statement) {
		try {
			return tolerant(this.observer.merged(statement));
		}
		catch (RuntimeException | Error ex) {
			this.failures.log(this.observer, ex);
			return null;
		}
	}

	private @Nullable ObservedCall tolerant(@Nullable ObservedCall call) {
		return (call != null) ? new TolerantCall(call, this.failures) : null;
	}

	/**
	 * A call that is told of.
	 *
	 * @param call who is told
	 * @param failures log what it throws
	 */
	private record TolerantCall(ObservedCall call, ObserverFailures failures) implements ObservedCall {

		/** The work is done once, whatever is thrown before or after it. */
		@Override
		public <R extends @Nullable Object> R during(Callable<R> work) throws Exception {
			Done<R> done = new Done<>(work);
			try {
				this.call.during(done);
			}
			catch (Exception | Error ex) {
				if (ex != done.failure) {
					this.failures.log(this.call, ex);
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
				this.failures.log(this.call, ex);
			}
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			try {
				this.call.ended(failure);
			}
			catch (RuntimeException | Error ex) {
				this.failures.log(this.call, ex);
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
