package io.asyncorm.transaction;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.jdbc.TransactionFailures;
import io.asyncorm.plan.OperationBlocks;
import io.asyncorm.plan.OperationExecutor;

/**
 * Runs {@link OperationBlocks} in transactions of Spring's transaction manager.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class TransactionBlocks implements OperationBlocks {

	private final DefaultAsyncTransactions transactions;

	private final TransactionFailures failures;

	private final OperationExecutor executor;

	private final AsyncDispatcher dispatcher;

	/**
	 * Creates them.
	 * @param transactions runs blocks outside of any transaction
	 * @param failures what failed in the transactions of the executor
	 * @param executor knows whether the calling thread holds a transaction
	 * @param dispatcher starts threads
	 */
	public TransactionBlocks(DefaultAsyncTransactions transactions, TransactionFailures failures,
			OperationExecutor executor, AsyncDispatcher dispatcher) {
		this.transactions = transactions;
		this.failures = failures;
		this.executor = executor;
		this.dispatcher = dispatcher;
	}

	@Override
	public <T> CompletableFuture<T> run(String name, Callable<T> block) {
		return this.executor.joinsCallerTransaction() ? this.dispatcher.joinCaller(name, () -> join(block))
				: this.transactions.start(name, block);
	}

	/** What the block has written must not be committed if it fails. */
	private <T> T join(Callable<T> block) throws Exception {
		try {
			return block.call();
		}
		catch (Throwable ex) {
			this.failures.note(ex);
			throw ex;
		}
	}

	@Override
	public void afterCommit(Runnable work) {
		AfterCommit.of(this.dispatcher).add(work);
	}

}
