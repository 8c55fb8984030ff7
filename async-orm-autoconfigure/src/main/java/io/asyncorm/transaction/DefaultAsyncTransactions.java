package io.asyncorm.transaction;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.DispatchedBlock.Cancellation;
import io.asyncorm.jdbc.TransactionFailures;
import io.asyncorm.plan.OperationExecutor;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.util.Assert;

/**
 * Runs {@link AsyncTransactions} on Spring's transaction manager. Thread-safe.
 *
 * @since 0.1.0
 */
public final class DefaultAsyncTransactions implements AsyncTransactions {

	private static final String NAME = "atomic";

	private static final TransactionDefinition OUTERMOST = definition(TransactionDefinition.PROPAGATION_REQUIRED);

	private static final TransactionDefinition NESTED = definition(TransactionDefinition.PROPAGATION_NESTED);

	private final PlatformTransactionManager transactionManager;

	private final TransactionFailures failures;

	private final OperationExecutor executor;

	private final AsyncDispatcher dispatcher;

	/**
	 * Creates them.
	 * @param transactionManager manages the transactions of the data source
	 * @param failures what failed in the transactions of the executor
	 * @param executor knows whether the calling thread holds a transaction
	 * @param dispatcher runs outermost blocks
	 */
	public DefaultAsyncTransactions(PlatformTransactionManager transactionManager, TransactionFailures failures,
			OperationExecutor executor, AsyncDispatcher dispatcher) {
		Assert.notNull(transactionManager, "'transactionManager' must not be null");
		Assert.notNull(failures, "'failures' must not be null");
		Assert.notNull(executor, "'executor' must not be null");
		Assert.notNull(dispatcher, "'dispatcher' must not be null");
		this.transactionManager = transactionManager;
		this.failures = failures;
		this.executor = executor;
		this.dispatcher = dispatcher;
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> atomic(Callable<T> block) {
		Assert.notNull(block, "'block' must not be null");
		if (this.executor.joinsCallerTransaction()) {
			return this.dispatcher.joinCaller(NAME, () -> runNested(block));
		}
		return start(NAME, block);
	}

	@Override
	public CompletableFuture<@Nullable Void> atomic(Block block) {
		Assert.notNull(block, "'block' must not be null");
		Callable<@Nullable Void> callable = () -> {
			block.run();
			return null;
		};
		return atomic(callable);
	}

	/** Starts a block in a transaction of its own. */
	<T extends @Nullable Object> CompletableFuture<T> start(String name, Callable<T> block) {
		return this.dispatcher.submit(name, (cancellation) -> run(OUTERMOST, block, cancellation));
	}

	/**
	 * Runs a block within a savepoint. After a failure PostgreSQL refuses to set one, and
	 * in other databases it could not save the transaction either.
	 */
	private <T extends @Nullable Object> T runNested(Callable<T> block) throws Exception {
		RuntimeException failure = this.failures.find();
		if (failure != null) {
			throw new IllegalTransactionStateException(
					"An earlier statement of this transaction failed, so that it can only be rolled back."
							+ " Put the operation that may fail into an atomic block of its own.",
					failure);
		}
		return run(NESTED, block, () -> true);
	}

	private <T extends @Nullable Object> T run(TransactionDefinition definition, Callable<T> block,
			Cancellation cancellation) throws Exception {
		TransactionStatus status = this.failures.begin(NAME, () -> this.transactionManager.getTransaction(definition));
		T value;
		try {
			requireJoined();
			value = requireNoFuture(block.call());
			requireNoFailure();
			if (!cancellation.close()) {
				throw new CancellationException("The atomic block was cancelled");
			}
		}
		catch (Throwable ex) {
			cancellation.close();
			rollback(status, ex);
			throw ex;
		}
		this.dispatcher.endTransaction(() -> this.failures.commit(NAME, this.transactionManager, status));
		return value;
	}

	/**
	 * Fails if the transaction is not one of the executor's data source: every operation
	 * would silently commit by itself. Joins it, so that the routing key is known that it
	 * began with.
	 */
	private void requireJoined() {
		if (!this.executor.joinsCallerTransaction()) {
			throw new IllegalTransactionStateException("The transactions of " + this.transactionManager
					+ " are not those of the data source that operations run on, " + this.failures.dataSource()
					+ ". Give AsyncTransactions the transaction manager of that data source.");
		}
		this.executor.joinCallerTransaction();
	}

	private <T extends @Nullable Object> T requireNoFuture(T value) {
		if (value instanceof CompletionStage<?> || value instanceof Future<?>) {
			throw new InvalidDataAccessApiUsageException(
					"An atomic block returned a future, which may complete after the "
							+ "transaction; it was rolled back. Wait inside the block and return the value: await(...)");
		}
		return value;
	}

	/**
	 * Fails with the first error of a statement in this transaction; an inner block that
	 * was rolled back to its savepoint has removed its own.
	 */
	private void requireNoFailure() {
		RuntimeException failure = this.failures.find();
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * Rolls back, without the thread's interrupt: the socket of an interrupted virtual
	 * thread would close itself.
	 */
	private void rollback(TransactionStatus status, Throwable cause) {
		boolean interrupted = Thread.interrupted();
		try {
			this.dispatcher.endTransaction(() -> this.transactionManager.rollback(status));
		}
		catch (RuntimeException | Error ex) {
			if (ex != cause) {
				cause.addSuppressed(ex);
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static TransactionDefinition definition(int propagation) {
		DefaultTransactionDefinition definition = new DefaultTransactionDefinition(propagation);
		definition.setName(NAME);
		return definition;
	}

}
