package io.asyncorm.autoconfigure.observation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.plan.MergedStatement;
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

	/** A span of its own: what only one of its callers is in, it is no part of. */
	@Override
	public @Nullable ObservedCall merged(MergedStatement statement) {
		List<OperationContext> callers = statement.callers()
			.stream()
			.map((caller) -> caller.unwrap(Call.class))
			.flatMap(Stream::ofNullable)
			.map(Call::context)
			.toList();
		MergedStatementContext context = new MergedStatementContext(operation(statement.name()), statement, callers);
		Observation observation = Observation.createNotStarted(null, MergedStatementConvention.DEFAULT, () -> context,
				this.registry);
		return observation.isNoop() ? null : new Statement(observation.start(), context, new AtomicBoolean());
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

	private static <R extends @Nullable Object> R during(Observation observation, Callable<R> work) throws Exception {
		Observation.Scope scope = observation.openScope();
		try {
			return work.call();
		}
		finally {
			scope.close();
		}
	}

	private static void stop(Observation observation, @Nullable Throwable failure) {
		if (failure != null) {
			observation.error(DatabaseFailure.withoutValues(failure));
		}
		observation.stop();
	}

	private record Call(Observation observation, OperationContext context,
			AtomicBoolean ended) implements ObservedCall {

		Call(Observation observation, OperationContext context) {
			this(observation, context, new AtomicBoolean());
		}

		@Override
		public <R extends @Nullable Object> R during(Callable<R> work) throws Exception {
			return MicrometerOperations.during(this.observation, work);
		}

		@Override
		public void merged(long statement, int operations) {
			this.context.merge(new OperationContext.Merged(statement, operations));
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			if (this.ended.compareAndSet(false, true)) {
				this.context.end(failure);
				stop(this.observation, failure);
			}
		}

	}

	private record Statement(Observation observation, MergedStatementContext context,
			AtomicBoolean ended) implements ObservedCall {

		@Override
		public <R extends @Nullable Object> R during(Callable<R> work) throws Exception {
			return MicrometerOperations.during(this.observation, work);
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			if (this.ended.compareAndSet(false, true)) {
				this.context.end(failure);
				stop(this.observation, failure);
			}
		}

	}

}
