package io.asyncorm.plan;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What is told of the operations and statements of one data source.
 *
 * @param operations is told of calls; null if nobody is
 * @param execution is told of waiting times and statements; null if nobody is
 * @since 0.1.0
 */
public record Observers(@Nullable OperationObserver operations, @Nullable ExecutionObserver execution) {

	/** Nobody is told. */
	public static final Observers NONE = new Observers(null, null);

	/** What they throw is logged, and is no matter of what they are told of. */
	public Observers {
		operations = TolerantOperations.of(operations);
		execution = TolerantExecution.of(execution);
	}

	/** These and others: all who want statements, and one who wants calls. */
	public Observers and(Observers others) {
		return new Observers((this.operations != null) ? this.operations : others.operations,
				both(this.execution, others.execution));
	}

	private static @Nullable ExecutionObserver both(@Nullable ExecutionObserver one,
			@Nullable ExecutionObserver other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return new Several(List.of(one, other));
	}

	private record Several(List<ExecutionObserver> observers) implements ExecutionObserver {

		@Override
		public void queued(long nanos) {
			for (ExecutionObserver observer : this.observers) {
				observer.queued(nanos);
			}
		}

		@Override
		public void connected(long nanos) {
			for (ExecutionObserver observer : this.observers) {
				observer.connected(nanos);
			}
		}

		@Override
		public void held(long nanos, long idle) {
			for (ExecutionObserver observer : this.observers) {
				observer.held(nanos, idle);
			}
		}

		@Override
		public long idleFrom() {
			return this.observers.stream().mapToLong(ExecutionObserver::idleFrom).min().orElse(Long.MAX_VALUE);
		}

		@Override
		public void idle(IdleGap gap) {
			for (ExecutionObserver observer : this.observers) {
				if (gap.nanos() >= observer.idleFrom()) {
					observer.idle(gap);
				}
			}
		}

		/** One follows them. */
		@Override
		public @Nullable LockObserver locks() {
			return this.observers.stream()
				.map(ExecutionObserver::locks)
				.filter(Objects::nonNull)
				.findFirst()
				.orElse(null);
		}

		@Override
		public @Nullable RowLimit rowLimit() {
			return this.observers.stream()
				.map(ExecutionObserver::rowLimit)
				.filter(Objects::nonNull)
				.findFirst()
				.orElse(null);
		}

		@Override
		public void sent(String operation, String sql, long nanos, boolean failed) {
			for (ExecutionObserver observer : this.observers) {
				observer.sent(operation, sql, nanos, failed);
			}
		}

		@Override
		public void slow(SlowStatement statement) {
			for (ExecutionObserver observer : this.observers) {
				observer.slow(statement);
			}
		}

	}

}
