package io.asyncorm.transaction;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

/**
 * Runs blocks of code in transactions, like Django's {@code atomic()}: <pre>{@code
 * Order order = await(transactions.atomic(() -> {
 *     Order placed = await(orders.acreate(customer, Instant.now()));
 *     await(stock.filter("sku", sku).aupdate(set(Stock::count).to(f(Stock::count).minus(1))));
 *     return placed;
 * }));
 * }</pre> Every a-method that is called in a block, on its thread, joins its transaction,
 * and so does everything else that takes part in Spring's transactions, such as
 * {@code JdbcClient}. Thread-safe.
 * <ul>
 * <li>Outside of a transaction, a block runs on a virtual thread of its own, in a new
 * transaction that commits when the block returns. The future is complete after the
 * commit.</li>
 * <li>Within a transaction of the calling thread, be it of an outer block or of Spring's
 * {@code @Transactional}, a block runs there and then, within a savepoint; the future is
 * complete when it is returned. If the block fails, what it did is undone, its future
 * fails, and the outer transaction goes on.</li>
 * <li>A read-only block that was sent to a replica may call several reads before it waits
 * for them: they run at the same time, on further connections of that replica where some
 * are free, and see what the block sees. From plain JDBC, a savepoint or SQL of the
 * user's own on, all is read on the block's connection.</li>
 * </ul>
 * A block is rolled back when it throws anything at all, when its future is cancelled or
 * times out before the commit has begun, and when the database refused an operation in
 * it, even if nobody looked at that operation's future: the block's future then fails
 * with what the database said. A future as the value of a block is refused, as it may
 * complete after the transaction: wait for it inside.
 * <p>
 * A block's future fails with what the block threw, as it is; with a type of
 * {@code org.springframework.dao} for whatever the database says, also if it says so only
 * at the commit; and with one of {@code org.springframework.transaction} if transactions
 * are used in a way that they cannot be.
 *
 * @since 0.1.0
 */
public interface AsyncTransactions {

	/**
	 * Runs a block that returns a value.
	 * @param block may throw anything; the future fails with the same exception
	 * @return a future of the block's value
	 */
	<T extends @Nullable Object> CompletableFuture<T> atomic(Callable<T> block);

	/**
	 * Runs a block that returns nothing.
	 * @param block may throw anything; the future fails with the same exception
	 */
	CompletableFuture<@Nullable Void> atomic(Block block);

	/**
	 * Runs a block that returns a value, as the options say.
	 * @param block may throw anything; the future fails with the same exception
	 * @return a future of the block's value
	 */
	<T extends @Nullable Object> CompletableFuture<T> atomic(TransactionOptions options, Callable<T> block);

	/**
	 * Runs a block that returns nothing, as the options say.
	 * @param block may throw anything; the future fails with the same exception
	 */
	CompletableFuture<@Nullable Void> atomic(TransactionOptions options, Block block);

	/**
	 * Has a hook run once the transaction of the calling thread is committed, be it of a
	 * block or of Spring's {@code @Transactional}, like Django's {@code on_commit()}; at
	 * once if there is none. Never if the transaction, or the nested block around the
	 * call, is rolled back, also if it is then run again, nor if it is unknown whether
	 * the commit succeeded.
	 * <p>
	 * The hooks of a transaction run one after the other, in order, on a thread of their
	 * own, in the context of the transaction's thread and outside of any transaction;
	 * each for the tenant of the code that called this, if models belong to tenants.
	 * Nobody waits for them: neither connection nor lane, nor the future of the block.
	 * What a hook throws is logged, and the next one runs.
	 * @param hook may wait for a-methods
	 */
	void onCommit(Runnable hook);

	/**
	 * Reads in parallel, on several connections that all see the database at the same
	 * moment, whatever is committed meanwhile: <pre>{@code
	 * List<Long> counts = await(transactions.snapshot(4, List.of(
	 *         () -> await(books.acount()), () -> await(authors.acount()))));
	 * }</pre> Each read runs in a read-only transaction, as a block of {@code atomic()}
	 * does: a-methods and plain JDBC join it, and writes are refused. It is done by the
	 * first connection that is free, together with those which become free before all is
	 * read; so none is waited for if the pool is busy. H2 and MariaDB, whose transactions
	 * cannot share what they see, have one connection do it all.
	 * <p>
	 * Where the database has a replica that is read, all of it is read there.
	 * <p>
	 * If a read fails, the others are cancelled, and the whole fails with that exception.
	 * Cancelling the whole cancels all of them. It is refused within a transaction.
	 * @param connections how many are used at most
	 * @param reads may run in any order and at the same time
	 * @return a future of the values, in the order of the reads
	 */
	<T extends @Nullable Object> CompletableFuture<List<T>> snapshot(int connections,
			Collection<? extends Callable<T>> reads);

	/**
	 * Reads twice at the same moment, as {@link #snapshot(int, Collection)} does, and
	 * makes one value of both, as in
	 * {@code snapshot(2, () -> await(books.acount()), () -> await(page.alist()), Page::new)}.
	 * @param connections how many are used at most
	 */
	<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> snapshot(
			int connections, Callable<A> first, Callable<B> second,
			BiFunction<? super A, ? super B, ? extends R> together);

	/**
	 * A block of code without a value that runs in a transaction.
	 */
	@FunctionalInterface
	interface Block {

		/**
		 * Runs the block.
		 * @throws Exception to roll the transaction back
		 */
		void run() throws Exception;

	}

}
