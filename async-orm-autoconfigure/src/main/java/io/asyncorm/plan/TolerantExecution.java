package io.asyncorm.plan;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Tells an observer of waiting times and statements: what it throws is logged, and is no
 * matter of the operation that it is told of. Thread-safe.
 *
 * @param observer who is told
 * @param failures log what it throws
 */
record TolerantExecution(ExecutionObserver observer, ObserverFailures failures) implements ExecutionObserver {

	static @Nullable ExecutionObserver of(@Nullable ExecutionObserver observer) {
		return (observer == null || observer instanceof TolerantExecution) ? observer
				: new TolerantExecution(observer, new ObserverFailures());
	}

	@Override
	public void queued(long nanos) {
		tell(() -> this.observer.queued(nanos));
	}

	@Override
	public void connected(long nanos) {
		tell(() -> this.observer.connected(nanos));
	}

	@Override
	public void held(long nanos, long idle) {
		tell(() -> this.observer.held(nanos, idle));
	}

	@Override
	public long idleFrom() {
		return ask(this.observer::idleFrom, Long.MAX_VALUE);
	}

	@Override
	public void idle(IdleGap gap) {
		tell(() -> this.observer.idle(gap));
	}

	@Override
	public @Nullable RowLimit rowLimit() {
		return this.<@Nullable RowLimit>ask(this.observer::rowLimit, null);
	}

	@Override
	public @Nullable LockObserver locks() {
		return this.<@Nullable LockObserver>ask(this.observer::locks, null);
	}

	@Override
	public void sent(String operation, String sql, long nanos, boolean failed) {
		tell(() -> this.observer.sent(operation, sql, nanos, failed));
	}

	@Override
	public void slow(SlowStatement statement) {
		tell(() -> this.observer.slow(statement));
	}

	private void tell(Runnable telling) {
		try {
			telling.run();
		}
		catch (RuntimeException | Error ex) {
			this.failures.log(this.observer, ex);
		}
	}

	private <T extends @Nullable Object> T ask(Supplier<T> question, T otherwise) {
		try {
			return question.get();
		}
		catch (RuntimeException | Error ex) {
			this.failures.log(this.observer, ex);
			return otherwise;
		}
	}

}
