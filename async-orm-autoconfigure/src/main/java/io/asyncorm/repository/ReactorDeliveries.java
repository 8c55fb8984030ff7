package io.asyncorm.repository;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.query.AsyncIterable;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.jspecify.annotations.Nullable;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.util.ClassUtils;

/**
 * Hands results over as {@code Mono} and {@code Flux}, where Reactor is there. Nothing is
 * sent before someone subscribes, and each subscription sends it anew; what cancels the
 * subscription cancels the statement.
 */
final class ReactorDeliveries {

	private static final boolean CONTEXT_PROPAGATION = ClassUtils.isPresent("io.micrometer.context.ContextSnapshot",
			ReactorDeliveries.class.getClassLoader());

	private ReactorDeliveries() {
	}

	static List<Delivery> all() {
		return List.of(new Delivery(Delivery.Kind.RESULT, List.of(Mono.class), true, MonoMethod::new),
				new Delivery(Delivery.Kind.ROWS, List.of(Flux.class), false, FluxMethod::new));
	}

	/**
	 * What a caller's context says is so for the call, as it is on the caller's thread.
	 */
	private static <R> R inContext(ContextView context, Supplier<R> call) {
		return CONTEXT_PROPAGATION ? Propagation.inContext(context, call) : call.get();
	}

	/** A method whose result is a {@code Mono}. */
	private record MonoMethod(RepositoryMethod method, OperationDispatcher dispatcher) implements RepositoryMethod {

		@Override
		public boolean startsOperation() {
			return false;
		}

		@Override
		public Object invoke(Object proxy, @Nullable Object[] arguments) {
			DeferredCall call = DeferredCall.of(this.method, this.dispatcher, proxy, arguments);
			return Mono.deferContextual(
					(context) -> Mono.fromFuture(inContext(context, () -> (CompletableFuture<?>) call.run())));
		}

	}

	/** A method whose rows are a {@code Flux}. */
	private record FluxMethod(RepositoryMethod method, OperationDispatcher dispatcher) implements RepositoryMethod {

		@Override
		public boolean startsOperation() {
			return false;
		}

		@Override
		public Object invoke(Object proxy, @Nullable Object[] arguments) {
			DeferredCall call = DeferredCall.of(this.method, this.dispatcher, proxy, arguments);
			return Flux.deferContextual((context) -> Flux.from((subscriber) -> inContext(context, () -> {
				AsyncIterable<?> rows = (AsyncIterable<?>) call.run();
				JdkFlowAdapter.flowPublisherToFlux(rows).subscribe(subscriber);
				return rows;
			})));
		}

	}

	/** Sets what a context holds on the thread, while something is called. */
	private static final class Propagation {

		private static final ContextSnapshotFactory SNAPSHOTS = ContextSnapshotFactory.builder().build();

		static <R> R inContext(ContextView context, Supplier<R> call) {
			ContextSnapshot.Scope scope = SNAPSHOTS.setThreadLocalsFrom(context);
			try {
				return call.get();
			}
			finally {
				scope.close();
			}
		}

	}

}
