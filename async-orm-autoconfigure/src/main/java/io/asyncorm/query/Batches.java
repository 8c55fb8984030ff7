package io.asyncorm.query;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Work on the objects of a query set in batches, by ranges of keys: what
 * {@link QuerySet#inBatches(int)} gives. Immutable and safe for use by several threads.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public interface Batches<M> {

	/**
	 * The same work, which goes on where it has ended when it is started again under that
	 * name: after a failure, in another process, or later. Each batch writes the key of
	 * its last object into the table of {@link BatchMark}, in its own transaction, so
	 * that it is done exactly once. When all are done, the row is deleted. If several
	 * processes do it at a time, they wait for each other, and no batch is done twice;
	 * one that begins after the last batch was done begins a new work.
	 * <p>
	 * Where the query set reads rows that belong to tenants, of its model or by a join, a
	 * subquery or a prefetch, each tenant has a mark of its own, whose name ends with
	 * {@code @} and the tenant.
	 * @param name of at most a hundred characters, with the tenant
	 */
	Batches<M> resumeAs(String name);

	/**
	 * Runs an action for each batch, one after the other and in the order of the keys.
	 * Each is read and worked on in a transaction of its own, which the operations of the
	 * action join: it is done as a whole or not at all. Nothing is kept open in between,
	 * so that what is written meanwhile is seen if its key comes behind. As all that is
	 * in a transaction that may write, it is read from the primary, also where the query
	 * set names a replica by {@code using}.
	 * <p>
	 * The future completes after the last batch, with the number of objects. It fails
	 * with what the database or the action throws, whose batch is undone; those before it
	 * stay. Cancelling it undoes the batch that is under way. The query set's
	 * {@code timeout} is that of each batch.
	 * @param action what to do; it is called with at least one object
	 */
	CompletableFuture<Long> forEachBatch(Consumer<? super List<M>> action);

}
