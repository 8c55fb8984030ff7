package io.asyncorm.autoconfigure.observation;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.plan.ObservedCall;
import io.asyncorm.plan.OperationObserver;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes each call by Micrometer. The observation begins with the call, as a part of
 * what its caller is in, and ends before the future completes. Thread-safe.
 */
final class MicrometerOperations implements OperationObserver {

	private final ObservationRegistry registry;

	private final OperationConvention convention;

	private final String dataSource;

	private final Assembly assembly;

	private final Map<String, ObservedOperation> operations = new ConcurrentHashMap<>();

	MicrometerOperations(ObservationRegistry registry, OperationConvention convention, String dataSource,
			Assembly assembly) {
		this.registry = registry;
		this.convention = convention;
		this.dataSource = dataSource;
		this.assembly = assembly;
	}

	@Override
	public @Nullable ObservedCall called(String name, boolean block) {
		if (this.registry.isNoop() || isPartOfBlock(name)) {
			return null;
		}
		OperationContext context = new OperationContext(operation(name), block);
		Observation observation = Observation.createNotStarted(this.convention, () -> context, this.registry);
		return observation.isNoop() ? null : new Call(observation.start(), context);
	}

	private ObservedOperation operation(String name) {
		ObservedOperation known = this.operations.get(name);
		return (known != null) ? known : this.operations.computeIfAbsent(name,
				(missing) -> ObservedOperation.of(missing, this.dataSource, this.assembly));
	}

	/** A write with callbacks is a block of the same name around the operation. */
	private boolean isPartOfBlock(String name) {
		Observation current = this.registry.getCurrentObservation();
		return current != null && current.getContext() instanceof OperationContext outer && outer.isBlock()
				&& outer.getModel() != null && outer.operation().name().equals(name)
				&& outer.getDataSource().equals(this.dataSource);
	}

	private record Call(Observation observation, OperationContext context,
			AtomicBoolean ended) implements ObservedCall {

		Call(Observation observation, OperationContext context) {
			this(observation, context, new AtomicBoolean());
		}

		@Override
		public <R extends @Nullable Object> R during(Callable<R> work) throws Exception {
			Observation.Scope scope = this.observation.openScope();
			try {
				return work.call();
			}
			finally {
				scope.close();
			}
		}

		@Override
		public void merged(long statement, int operations) {
			this.context.merge(new OperationContext.Merged(statement, operations));
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			if (!this.ended.compareAndSet(false, true)) {
				return;
			}
			this.context.end(failure);
			if (failure != null) {
				this.observation.error(DatabaseFailure.withoutValues(failure));
			}
			this.observation.stop();
		}

	}

}
