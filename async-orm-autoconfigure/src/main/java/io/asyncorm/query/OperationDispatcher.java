package io.asyncorm.query;

import java.util.concurrent.CompletableFuture;

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

}
