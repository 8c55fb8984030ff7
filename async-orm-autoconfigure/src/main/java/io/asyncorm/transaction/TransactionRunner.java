package io.asyncorm.transaction;

import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.DispatchedBlock.Cancellation;
import io.asyncorm.jdbc.TransactionCharacteristics;
import io.asyncorm.jdbc.TransactionFailures;
import io.asyncorm.plan.OperationExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/**
 * Runs blocks in transactions and savepoints of Spring's transaction manager, on the
 * calling thread. Thread-safe.
 */
final class TransactionRunner {

	private static final Log logger = LogFactory.getLog(TransactionRunner.class);

	private static final TransactionDefinition SAVEPOINT = savepoint();

	private static final long FIRST_PAUSE_MILLIS = 5;

	private static final long LONGEST_PAUSE_MILLIS = 500;

	private final PlatformTransactionManager transactionManager;

	private final TransactionFailures failures;

	private final TransactionCharacteristics characteristics;

	private final OperationExecutor executor;

	private final AsyncDispatcher dispatcher;

	private final boolean onConnection;

	TransactionRunner(PlatformTransactionManager transactionManager, TransactionFailures failures,
			TransactionCharacteristics characteristics, OperationExecutor executor, AsyncDispatcher dispatcher) {
		this.transactionManager = transactionManager;
		this.failures = failures;
		this.characteristics = characteristics;
		this.executor = executor;
		this.dispatcher = dispatcher;
		this.onConnection = beginsOnConnection(transactionManager, failures.dataSource());
		if (isOfAnotherDataSource()) {
			throw notJoined();
		}
	}

	/** Known without a transaction, where the manager says what it is over. */
	private boolean isOfAnotherDataSource() {
		return this.transactionManager instanceof ResourceTransactionManager over
				&& over.getResourceFactory() instanceof DataSource managed
				&& TransactionSynchronizationUtils.unwrapResourceIfNecessary(managed) != TransactionSynchronizationUtils
					.unwrapResourceIfNecessary(this.failures.dataSource());
	}

	private static TransactionDefinition savepoint() {
		DefaultTransactionDefinition definition = new DefaultTransactionDefinition(
				TransactionDefinition.PROPAGATION_NESTED);
		definition.setName(DefaultAsyncTransactions.NAME);
		return definition;
	}

	/**
	 * Runs a block in a new transaction, and again if it collided with another one. The
	 * connection is free during the pause.
	 */
	<T extends @Nullable Object> T run(TransactionDefinition definition, int retries, Callable<T> block,
			Cancellation cancellation) throws Exception {
		int failed = 0;
		while (true) {
			try {
				return once(definition, block, cancellation);
			}
			catch (Exception ex) {
				failed++;
				if (failed > retries || !isCollision(ex) || !cancellation.resume()) {
					throw ex;
				}
				logger.debug("An atomic block collided with another transaction; it is run again (" + failed + " of "
						+ retries + ")", ex);
				this.dispatcher.retried();
				this.dispatcher.releaseConnection();
				pause(failed);
			}
		}
	}

	/** Those who collided must not meet again at once; an interrupt ends the pause. */
	private static void pause(int failed) {
		long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failed, 10));
		try {
			new CountDownLatch(1).await(ThreadLocalRandom.current().nextLong(longest) + 1, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw cancelled();
		}
	}

	/** Runs a block within a savepoint of the calling thread's transaction. */
	<T extends @Nullable Object> T runNested(Callable<T> block) throws Exception {
		return once(SAVEPOINT, block, Cancellation.NONE);
	}

	private <T extends @Nullable Object> T once(TransactionDefinition definition, Callable<T> block,
			Cancellation cancellation) throws Exception {
		String name = Objects.requireNonNull(definition.getName());
		TransactionStatus status = begin(name, definition);
		T value;
		try {
			requireJoined();
			if (status.isNewTransaction()) {
				this.dispatcher.beginTransaction(name, () -> setCharacteristics(definition));
			}
			value = requireNoFuture(block.call());
			requireNoFailure();
			if (!cancellation.close()) {
				throw cancelled();
			}
		}
		catch (Throwable ex) {
			cancellation.close();
			tellCollision(ex);
			rollback(name, status, ex);
			throw ex;
		}
		this.dispatcher.endTransaction(name, () -> this.failures.commit(name, this.transactionManager, status));
		return value;
	}

	/**
	 * One of its own within another is no matter of that one's connection, which must not
	 * be broken if there is no second one.
	 */
	private TransactionStatus begin(String name, TransactionDefinition definition) {
		Supplier<TransactionStatus> beginning = () -> this.failures.begin(name, () -> this.transactionManager
			.getTransaction(this.characteristics.forManager(definition, this.onConnection)));
		boolean joins = definition.getPropagationBehavior() == TransactionDefinition.PROPAGATION_NESTED;
		return (joins || !this.executor.joinsCallerTransaction())
				? this.dispatcher.beginTransaction(name, this.onConnection, beginning) : beginning.get();
	}

	/** Whether its transactions begin on the connection that is bound to the thread. */
	boolean beginsOnConnection() {
		return this.onConnection;
	}

	/** Whether a manager begins on the connection that is bound to the thread. */
	private static boolean beginsOnConnection(PlatformTransactionManager manager, DataSource dataSource) {
		return manager instanceof DataSourceTransactionManager jdbc && jdbc.getDataSource() == dataSource;
	}

	private static CancellationException cancelled() {
		return new CancellationException("The atomic block was cancelled");
	}

	/**
	 * Fails if the transaction is not one of the executor's data source: every operation
	 * would silently commit by itself. Joins it, so that the routing key is known that it
	 * began with.
	 */
	private void requireJoined() {
		if (!this.executor.joinsCallerTransaction()) {
			throw notJoined();
		}
		this.executor.joinCallerTransaction();
	}

	private IllegalTransactionStateException notJoined() {
		return new IllegalTransactionStateException("The transactions of " + this.transactionManager
				+ " are not those of the data source that operations run on, " + this.failures.dataSource()
				+ ". Give AsyncTransactions the transaction manager of that data source.");
	}

	private TransactionDefinition setCharacteristics(TransactionDefinition definition) {
		try {
			this.characteristics.set(definition);
			return definition;
		}
		catch (SQLException ex) {
			throw this.failures.translate(Objects.requireNonNull(definition.getName()), ex);
		}
	}

	static <T extends @Nullable Object> T requireNoFuture(T value) {
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
	 * What is thrown may be no more than a consequence, as of a statement after the one
	 * that collided.
	 */
	private void tellCollision(Throwable thrown) {
		RuntimeException first = this.failures.find();
		if (first != null && !isCollision(thrown) && this.failures.isCollision(first)) {
			thrown.addSuppressed(first);
		}
	}

	private boolean isCollision(Throwable failure) {
		if (this.failures.isCollision(failure)) {
			return true;
		}
		for (Throwable suppressed : failure.getSuppressed()) {
			if (this.failures.isCollision(suppressed)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Rolls back, without the thread's interrupt: the socket of an interrupted virtual
	 * thread would close itself.
	 */
	private void rollback(String name, TransactionStatus status, Throwable cause) {
		boolean interrupted = Thread.interrupted();
		try {
			this.dispatcher.endTransaction(name, () -> this.transactionManager.rollback(status));
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

}
