package io.asyncorm.transaction;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.BlockReads;
import io.asyncorm.async.DeadlineScope;
import io.asyncorm.async.DispatchedBlock.Cancellation;
import io.asyncorm.jdbc.LentTransaction;
import io.asyncorm.jdbc.TransactionCharacteristics;
import io.asyncorm.jdbc.TransactionFailures;
import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.OperationExecutor;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.util.Assert;

/**
 * Runs {@link AsyncTransactions} on Spring's transaction manager. Thread-safe.
 *
 * @since 0.1.0
 */
public final class DefaultAsyncTransactions implements AsyncTransactions {

	static final String NAME = "atomic";

	private final TransactionRunner runner;

	private final SnapshotRunner snapshots;

	private final TransactionFailures failures;

	private final TransactionCharacteristics characteristics;

	private final OperationExecutor executor;

	private final AsyncDispatcher dispatcher;

	private final @Nullable OnReplica replica;

	/**
	 * Creates them, all at one server.
	 * @param transactionManager manages the transactions of the data source
	 * @param failures what failed in the transactions of the executor
	 * @param characteristics gives transactions isolation level and access mode
	 * @param executor knows whether the calling thread holds a transaction
	 * @param dispatcher runs outermost blocks
	 */
	public DefaultAsyncTransactions(PlatformTransactionManager transactionManager, TransactionFailures failures,
			TransactionCharacteristics characteristics, OperationExecutor executor, AsyncDispatcher dispatcher) {
		this(transactionManager, failures, characteristics, executor, dispatcher, null);
	}

	/**
	 * Creates them.
	 * @param transactionManager manages the transactions of the data source
	 * @param failures what failed in the transactions of the executor
	 * @param characteristics gives transactions isolation level and access mode
	 * @param executor knows whether the calling thread holds a transaction
	 * @param dispatcher runs outermost blocks
	 * @param replica runs those that only read; null if there is none
	 */
	public DefaultAsyncTransactions(PlatformTransactionManager transactionManager, TransactionFailures failures,
			TransactionCharacteristics characteristics, OperationExecutor executor, AsyncDispatcher dispatcher,
			@Nullable ReplicaBlocks replica) {
		Assert.notNull(transactionManager, "'transactionManager' must not be null");
		Assert.notNull(failures, "'failures' must not be null");
		Assert.notNull(characteristics, "'characteristics' must not be null");
		Assert.notNull(executor, "'executor' must not be null");
		Assert.notNull(dispatcher, "'dispatcher' must not be null");
		this.runner = new TransactionRunner(transactionManager, failures, characteristics, executor, dispatcher);
		this.snapshots = new SnapshotRunner(this.runner, failures, characteristics, dispatcher);
		this.failures = failures;
		this.characteristics = characteristics;
		this.executor = executor;
		this.dispatcher = dispatcher;
		this.replica = (replica != null && this.runner.beginsOnConnection()) ? new OnReplica(replica,
				new TransactionRunner(transactionManager, failures, characteristics, executor, replica.dispatcher()),
				failures, characteristics) : null;
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> atomic(Callable<T> block) {
		return atomic(TransactionOptions.defaults(), block);
	}

	@Override
	public CompletableFuture<@Nullable Void> atomic(Block block) {
		return atomic(TransactionOptions.defaults(), block);
	}

	@Override
	public CompletableFuture<@Nullable Void> atomic(TransactionOptions options, Block block) {
		Assert.notNull(block, "'block' must not be null");
		Callable<@Nullable Void> callable = () -> {
			block.run();
			return null;
		};
		return atomic(options, callable);
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> atomic(TransactionOptions options, Callable<T> block) {
		Assert.notNull(options, "'options' must not be null");
		Assert.notNull(block, "'block' must not be null");
		Callable<T> allowed = options.foreignIo() ? () -> AllowedForeignIo.during(block) : block;
		return this.executor.joinsCallerTransaction() ? this.dispatcher.joinCaller(NAME, () -> join(options, allowed))
				: start(options, allowed);
	}

	private <T extends @Nullable Object> CompletableFuture<T> start(TransactionOptions options, Callable<T> block) {
		if (options.propagation() == Propagation.MANDATORY) {
			return this.dispatcher.refuse(NAME,
					new IllegalTransactionStateException("This block of atomic() must join a transaction of its thread,"
							+ " and there is none: call it in transactions.atomic(...) or in a @Transactional method"));
		}
		return DeadlineScope.startTransaction(options.timeLimit(), () -> start(NAME, options, block));
	}

	private <T extends @Nullable Object> CompletableFuture<T> start(String name, TransactionOptions options,
			Callable<T> block) {
		OnReplica there = this.replica;
		return (there != null && there.takes(options)) ? there.start(name, options, block)
				: start(this.dispatcher, this.runner, name, options, block);
	}

	private static <T extends @Nullable Object> CompletableFuture<T> start(AsyncDispatcher dispatcher,
			TransactionRunner runner, String name, TransactionOptions options, Callable<T> block) {
		return dispatcher.submit(name,
				(cancellation) -> runner.run(options.definition(), options.retries(), block, cancellation));
	}

	private <T extends @Nullable Object> T join(TransactionOptions options, Callable<T> block) throws Exception {
		return switch (options.propagation()) {
			case REQUIRES_NEW -> runWithin(options, block, this.dispatcher.cancellation());
			case NESTED -> {
				requireNoFailure();
				requireIsolation(options);
				yield this.runner.runNested(block);
			}
			case REQUIRED, MANDATORY -> {
				requireIsolation(options);
				yield join(block);
			}
			case SUPPORTS, NOT_SUPPORTED, NEVER -> throw new IllegalStateException("No block has these options");
		};
	}

	/**
	 * Runs a block in a transaction of its own within another one, which is not over with
	 * it.
	 */
	private <T extends @Nullable Object> T runWithin(TransactionOptions options, Callable<T> block, Cancellation outer)
			throws Exception {
		Cancellation inner = new Cancellation() {

			@Override
			public boolean close() {
				return outer.close();
			}

			@Override
			public boolean resume() {
				return outer.resume();
			}

		};
		try {
			return DeadlineScope.ofTransaction(options.timeLimit(),
					() -> this.runner.run(options.definition(), options.retries(), block, inner));
		}
		finally {
			outer.resume();
		}
	}

	/**
	 * Refuses a savepoint: after a failure PostgreSQL refuses to set one, and in other
	 * databases it could not save the transaction either.
	 */
	private void requireNoFailure() {
		RuntimeException failure = this.failures.find();
		if (failure != null) {
			throw new IllegalTransactionStateException(
					"An earlier statement of this transaction failed, so that it can only be rolled back."
							+ " Put the operation that may fail into an atomic block of its own.",
					failure);
		}
	}

	private void requireIsolation(TransactionOptions options) {
		try {
			if (options.isolation() != Isolation.DEFAULT && !this.characteristics.isIsolatedAs(options.definition())) {
				throw new IllegalTransactionStateException("This block of atomic() wants to be isolated as "
						+ options.isolation() + ", and joins a transaction that is less. Begin that one so, or give"
						+ " this block one of its own: propagation(REQUIRES_NEW).");
			}
		}
		catch (SQLException ex) {
			throw this.failures.translate(NAME, ex);
		}
	}

	/** Runs a block in the calling thread's transaction, or in one of its own. */
	<T extends @Nullable Object> CompletableFuture<T> run(String name, Callable<T> block) {
		return this.executor.joinsCallerTransaction() ? this.dispatcher.joinCaller(name, () -> join(block))
				: start(name, TransactionOptions.defaults(), block);
	}

	/**
	 * Runs a block in one transaction of its own after the other, until it has enough.
	 */
	CompletableFuture<Boolean> runEach(String name, CallOptions options, Callable<Boolean> block) {
		if (this.executor.joinsCallerTransaction()) {
			return this.dispatcher.refuse(name,
					new IllegalTransactionStateException("'" + name + "' commits one part after the other, and this"
							+ " thread's transaction would be one with all of them: call it outside of any"
							+ " transaction"));
		}
		return this.dispatcher.submit(name, options, (cancellation) -> {
			while (runOne(options, block, cancellation)) {
				if (!cancellation.resume()) {
					throw new CancellationException("'" + name + "' was cancelled between two transactions");
				}
			}
			return true;
		});
	}

	private boolean runOne(CallOptions options, Callable<Boolean> block, Cancellation cancellation) throws Exception {
		Duration limit = options.timeout();
		return DeadlineScope.ofTransaction((limit != null && limit.isPositive()) ? limit : null,
				() -> this.runner.run(TransactionOptions.defaults().definition(), 0, block, cancellation));
	}

	/** What the block has written must not be committed if it fails. */
	private <T extends @Nullable Object> T join(Callable<T> block) throws Exception {
		try {
			return block.call();
		}
		catch (Throwable ex) {
			this.failures.note(ex);
			throw ex;
		}
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<List<T>> snapshot(int connections,
			Collection<? extends Callable<T>> reads) {
		Assert.isTrue(connections > 0, "'connections' must be positive");
		Assert.notNull(reads, "'reads' must not be null");
		if (this.executor.joinsCallerTransaction()) {
			return this.dispatcher.refuse(SnapshotRunner.NAME,
					new IllegalTransactionStateException("snapshot() reads in transactions of its own, on connections"
							+ " that this thread's transaction would keep from it: call it outside of any transaction"));
		}
		SnapshotRunner there = (this.replica != null && this.replica.isOpen()) ? this.replica.snapshots
				: this.snapshots;
		return there.start(connections, new SnapshotReads<>(reads));
	}

	@Override
	@SuppressWarnings("unchecked") // the first gives the first type, the second the other
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> snapshot(
			int connections, Callable<A> first, Callable<B> second,
			BiFunction<? super A, ? super B, ? extends R> together) {
		Assert.notNull(first, "'first' must not be null");
		Assert.notNull(second, "'second' must not be null");
		Assert.notNull(together, "'together' must not be null");
		List<Callable<@Nullable Object>> reads = List.of(first::call, second::call);
		return snapshot(connections, reads).thenApply((all) -> together.apply((A) all.get(0), (B) all.get(1)));
	}

	@Override
	public void onCommit(Runnable hook) {
		Assert.notNull(hook, "'hook' must not be null");
		if (this.executor.joinsCallerTransaction()) {
			AfterCommit.of(this.dispatcher).add(hook);
		}
		else {
			AfterCommit.start(this.dispatcher, hook);
		}
	}

	/** What runs blocks that only read on the connections of a replica. */
	private static final class OnReplica {

		private final ReplicaBlocks blocks;

		private final TransactionRunner runner;

		private final TransactionFailures failures;

		private final TransactionCharacteristics characteristics;

		private final SnapshotRunner snapshots;

		OnReplica(ReplicaBlocks blocks, TransactionRunner runner, TransactionFailures failures,
				TransactionCharacteristics characteristics) {
			this.blocks = blocks;
			this.runner = runner;
			this.failures = failures;
			this.characteristics = characteristics;
			this.snapshots = new SnapshotRunner(runner, failures, characteristics, blocks.dispatcher());
		}

		boolean isOpen() {
			return this.blocks.open().getAsBoolean();
		}

		/** A standby does not know what a serializable transaction would have to. */
		boolean takes(TransactionOptions options) {
			return options.definition().isReadOnly() && options.isolation() != Isolation.SERIALIZABLE && isOpen();
		}

		<T extends @Nullable Object> CompletableFuture<T> start(String name, TransactionOptions options,
				Callable<T> block) {
			return DefaultAsyncTransactions.start(this.blocks.dispatcher(), this.runner, name, options,
					() -> read(options, block));
		}

		/** Further reads of it get connections of the same server, if some are free. */
		private <T extends @Nullable Object> T read(TransactionOptions options, Callable<T> block) throws Exception {
			LentTransaction lent = LentTransaction.ofCaller(this.failures);
			if (lent == null) {
				return block.call();
			}
			AsyncDispatcher dispatcher = this.blocks.dispatcher();
			BlockTransaction transaction = new BlockTransaction(lent, new SharedMoments(this.runner, this.failures,
					this.characteristics, dispatcher, options.definition()), this.failures);
			return BlockReads.during(dispatcher, transaction, transaction::listen, block);
		}

	}

}
