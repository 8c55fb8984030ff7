package io.asyncorm.plan;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.AsyncIterable;
import org.jspecify.annotations.Nullable;

/**
 * Starts operations. A port: the query sets' way down.
 *
 * @since 0.1.0
 */
public interface OperationDispatcher {

	/**
	 * Starts an operation. Within a transaction of the calling thread it is run there and
	 * then, and the future is complete; otherwise it is queued. Never throws what goes
	 * wrong with the operation: the future does.
	 */
	<R> CompletableFuture<R> dispatch(Operation<R> operation);

	/**
	 * Prepares an operation whose rows are read chunk by chunk, as often as somebody asks
	 * for them.
	 * @param operation what is made of a chunk is the list of its elements
	 * @param chunkSize how many rows are read at once
	 */
	default <E extends @Nullable Object> AsyncIterable<E> iterate(Operation.Rows<List<E>> operation, int chunkSize) {
		throw new UnsupportedOperationException("'" + operation.name() + "' needs a dispatcher that reads in chunks");
	}

}
