package io.asyncorm.plan;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.asyncorm.model.ModelRelation;
import io.asyncorm.query.AsyncIterable;
import org.jspecify.annotations.Nullable;

/**
 * Starts operations, and returns their futures. The port through which query sets reach
 * the database; {@code async} implements it. Thread-safe.
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
	 * The future of an operation that is not started.
	 * @param name see {@link Operation#name()}
	 * @param reason what the future fails with
	 */
	default <R extends @Nullable Object> CompletableFuture<R> refuse(String name, RuntimeException reason) {
		return CompletableFuture.failedFuture(reason);
	}

	/**
	 * What starts the operations of a relation of one object: this, unless it wants to
	 * know which relation and object they are of.
	 */
	default OperationDispatcher following(ModelRelation relation) {
		return this;
	}

	/**
	 * Makes a user's call, which may start operations. The line that calls is looked for
	 * here, where it is near, and not below, where each frame in between would cost.
	 * @param call what the method does that was called
	 */
	default @Nullable Object called(UserCall call) throws Throwable {
		return call.run();
	}

	/**
	 * A user's call that is made later, perhaps by another thread: if a scope says now
	 * which tenant is current, it is made for that one.
	 */
	default UserCall deferred(UserCall call) {
		return call;
	}

	/** The options of what it starts. */
	default CallOptions options() {
		return CallOptions.DEFAULTS;
	}

	/**
	 * What starts operations as this does, with other options.
	 * @param change what is changed of those that this has
	 */
	default OperationDispatcher with(UnaryOperator<CallOptions> change) {
		return this;
	}

	/** The tenant of the calling thread, whose rows operations read and write. */
	default TenantChoice tenant() {
		return TenantChoice.UNKNOWN;
	}

	/**
	 * Prepares an operation whose rows are streamed chunk by chunk, anew for each call of
	 * {@code forEach} or {@code subscribe}.
	 * @param operation makes a list of elements of each chunk
	 * @param chunkSize how many rows are read at once
	 */
	default <E extends @Nullable Object> AsyncIterable<E> iterate(Operation.Rows<List<E>> operation, int chunkSize) {
		throw new UnsupportedOperationException("'" + operation.name() + "' needs a dispatcher that reads in chunks");
	}

	/** What stands between the texts of the statements that a write may send. */
	String BETWEEN = ";\n";

	/**
	 * The text of the statement that an operation would send, which is not sent.
	 * @see OperationExecutor#sql(Operation)
	 */
	default String sql(Operation<?> operation) {
		throw new UnsupportedOperationException("'" + operation.name() + "' needs a dispatcher that knows SQL");
	}

	/** What a method does that a user has called. */
	@FunctionalInterface
	interface UserCall {

		@Nullable Object run() throws Throwable;

	}

}
