package io.asyncorm.transaction;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.OperationBlocks;

/**
 * Runs {@link OperationBlocks} in transactions of Spring's transaction manager.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class TransactionBlocks implements OperationBlocks {

	private final DefaultAsyncTransactions transactions;

	/**
	 * Creates them.
	 * @param transactions runs the blocks
	 */
	public TransactionBlocks(DefaultAsyncTransactions transactions) {
		this.transactions = transactions;
	}

	@Override
	public <T> CompletableFuture<T> run(String name, Callable<T> block) {
		return this.transactions.run(name, block);
	}

	@Override
	public CompletableFuture<Boolean> runEach(String name, CallOptions options, Callable<Boolean> block) {
		return this.transactions.runEach(name, options, block);
	}

	@Override
	public void afterCommit(Runnable work) {
		this.transactions.onCommit(work);
	}

}
