package io.asyncorm.autoconfigure.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.TenantChoice;
import io.asyncorm.query.AsyncIterable;
import org.jspecify.annotations.Nullable;

/**
 * Notes operations instead of starting them; their futures never complete. Not
 * thread-safe.
 */
final class RecordingDispatcher implements OperationDispatcher {

	private final List<Operation<?>> operations = new ArrayList<>();

	private @Nullable RuntimeException refusal;

	/** What was started since the last time. */
	List<Operation<?>> take() {
		RuntimeException refused = this.refusal;
		List<Operation<?>> taken = List.copyOf(this.operations);
		this.operations.clear();
		this.refusal = null;
		if (refused != null) {
			throw refused;
		}
		return taken;
	}

	@Override
	public <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		this.operations.add(operation);
		return new CompletableFuture<>();
	}

	@Override
	public TenantChoice tenant() {
		return TenantChoice.SOME;
	}

	@Override
	public <R extends @Nullable Object> CompletableFuture<R> refuse(String name, RuntimeException reason) {
		this.refusal = reason;
		return new CompletableFuture<>();
	}

	@Override
	public <E extends @Nullable Object> AsyncIterable<E> iterate(Operation.Rows<List<E>> operation, int chunkSize) {
		this.operations.add(operation);
		return new AsyncIterable<>() {

			@Override
			public CompletableFuture<@Nullable Void> forEach(Consumer<? super E> action) {
				return new CompletableFuture<>();
			}

			@Override
			public void subscribe(Flow.Subscriber<? super E> subscriber) {
				// there are no rows
			}

		};
	}

}
