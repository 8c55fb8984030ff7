package io.asyncorm.plan;

import org.jspecify.annotations.Nullable;

/**
 * Tells an observer of waiting times and statements: what it throws is logged, and is no
 * matter of the operation that it is told of. Thread-safe.
 *
 * @param observer who is told
 */
record TolerantExecution(ExecutionObserver observer) implements ExecutionObserver {

	static @Nullable ExecutionObserver of(@Nullable ExecutionObserver observer) {
		return (observer == null || observer instanceof TolerantExecution) ? observer : new TolerantExecution(observer);
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
		return this.observer.idleFrom();
	}

	@Override
	public void idle(IdleGap gap) {
		tell(() -> this.observer.idle(gap));
	}

	@Override
	public @Nullable RowLimit rowLimit() {
		return this.observer.rowLimit();
	}

	@Override
	public @Nullable LockObserver locks() {
		return this.observer.locks();
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
			TolerantOperations.warn(this.observer, ex);
		}
	}

}
