package io.asyncorm.transaction;

import java.util.function.BooleanSupplier;

import io.asyncorm.async.AsyncDispatcher;

/**
 * Where blocks run that only read, if that is not where all others do.
 * <p>
 * Internal: it may change at any time.
 *
 * @param dispatcher runs them, on the connections of a replica
 * @param open whether a block that the calling thread begins may go there
 * @since 0.1.0
 */
public record ReplicaBlocks(AsyncDispatcher dispatcher, BooleanSupplier open) {
}
