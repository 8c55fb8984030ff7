package io.asyncorm.repository;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.ValueClass;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.query.AsyncIterable;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.future.FutureKt;
import kotlinx.coroutines.reactive.ReactiveFlowKt;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;

/**
 * Hands results over to Kotlin's coroutines, where they are there. What cancels the
 * coroutine cancels the statement.
 */
final class CoroutineDeliveries {

	private CoroutineDeliveries() {
	}

	/** The result of a {@code suspend} function, which is null if it may be. */
	static Delivery suspended(DeclaredMethod method) {
		boolean nothing = method.returnType().resolve() == Void.class;
		boolean unboxed = method.unboxedResult() != null;
		return new Delivery(Delivery.Kind.RESULT, List.of(), method.isResultNullable(),
				(made, dispatcher) -> new SuspendedMethod(made, nothing, unboxed));
	}

	/** Rows as a {@code Flow}, which sends the statement each time it is collected. */
	static Delivery flow() {
		return new Delivery(Delivery.Kind.ROWS, List.of(Flow.class), false, FlowMethod::new);
	}

	/**
	 * A {@code suspend} function: its last argument is what goes on with the result.
	 *
	 * @param nothing whether it returns {@code Unit}
	 * @param unboxed whether it returns an object of a value class as what that holds,
	 * unless it was suspended before
	 */
	private record SuspendedMethod(RepositoryMethod method, boolean nothing,
			boolean unboxed) implements RepositoryMethod {

		@Override
		@SuppressWarnings("unchecked") // Kotlin's compiler passes it
		public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) throws Throwable {
			CompletableFuture<Object> future = (CompletableFuture<Object>) Objects
				.requireNonNull(this.method.invoke(proxy, arguments));
			Continuation<Object> continuation = (Continuation<Object>) Objects
				.requireNonNull(arguments[arguments.length - 1]);
			Object result = FutureKt.await((this.nothing) ? future.thenApply((none) -> Unit.INSTANCE) : future,
					continuation);
			return this.unboxed ? ValueClass.unboxed(result) : result;
		}

	}

	/** A method whose rows are a {@code Flow}. */
	private record FlowMethod(RepositoryMethod method, OperationDispatcher dispatcher) implements RepositoryMethod {

		@Override
		public boolean startsOperation() {
			return false;
		}

		@Override
		public Object invoke(Object proxy, @Nullable Object[] arguments) {
			DeferredCall call = DeferredCall.of(this.method, this.dispatcher, proxy, arguments);
			Publisher<Object> rows = (subscriber) -> FlowAdapters.toPublisher(rows(call)).subscribe(subscriber);
			return ReactiveFlowKt.asFlow(rows);
		}

		@SuppressWarnings("unchecked") // what rows a method gives was checked when it was
										// resolved
		private static AsyncIterable<Object> rows(DeferredCall call) {
			return (AsyncIterable<Object>) call.run();
		}

	}

}
