package io.asyncorm.async;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.asyncorm.async.ReadQueue.Added;
import io.asyncorm.async.ReadQueue.Helper;
import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Effects;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.ReadsFrom;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.IllegalTransactionStateException;

/**
 * What a block reads that was sent to a replica. Its own connection takes the reads one
 * after the other, on another thread than the block's, so that the block can call several
 * before it waits. While it is busy, connections that are free at once take what is left,
 * in transactions that see the same; so nobody ever waits for one. They are given back
 * when nothing is left.
 * <p>
 * What a block does itself with its connection may set what later statements need: from
 * then on all of it happens there, on the block's thread. Thread-safe.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class BlockReads {

	private static final Log logger = LogFactory.getLog(BlockReads.class);

	private static final ThreadLocal<@Nullable BlockReads> CURRENT = new ThreadLocal<>();

	private static final String NAME = "atomic";

	private final AsyncDispatcher dispatcher;

	private final SharedTransaction transaction;

	private final BlockTask<?> task;

	/**
	 * Starts helpers in the context of the block's caller, as that had its connection.
	 */
	private final Runnable starting;

	private final @Nullable DeadlineScope deadline = DeadlineScope.current();

	private final ReadQueue queue = new ReadQueue();

	/** Whether others were told what to see; for who uses the connection. */
	private volatile boolean shared;

	/** The block's thread is in another transaction; for that thread. */
	private boolean suspended;

	private BlockReads(AsyncDispatcher dispatcher, SharedTransaction transaction, BlockTask<?> task) {
		this.dispatcher = dispatcher;
		this.transaction = transaction;
		this.task = task;
		this.starting = dispatcher.lanes().threads().inCallerContext(this::startHelpersHere);
	}

	/**
	 * Runs the code of a block in the calling thread's transaction, with reads that may
	 * run beside each other; and waits for all of them.
	 * @param dispatcher has further connections of the same server
	 * @param transaction the block's
	 * @param listening what tells this, until it has ended, what else happens to the
	 * transaction
	 */
	public static <T extends @Nullable Object> T during(AsyncDispatcher dispatcher, SharedTransaction transaction,
			Listening listening, Callable<T> block) throws Exception {
		BlockTask<?> task = BlockTask.currentBlock();
		if (task == null) {
			return block.call();
		}
		BlockReads reads = new BlockReads(dispatcher, transaction, task);
		listening.begin(reads);
		CURRENT.set(reads);
		try {
			T value = block.call();
			reads.settle();
			return value;
		}
		finally {
			CURRENT.remove();
			reads.close();
		}
	}

	/** Those of the block that the calling thread runs, in its transaction; or null. */
	static @Nullable BlockReads ofBlock() {
		BlockReads current = CURRENT.get();
		return (current != null && current.queue.isOwn() && !current.suspended) ? current : null;
	}

	/**
	 * Those of the block whose read called the calling thread back; or null.
	 * @param asked what something is asked of, perhaps at another data source
	 */
	static @Nullable BlockReads ofCallback(AsyncDispatcher asked) {
		BlockReads current = CURRENT.get();
		return (current != null && !current.queue.isOwn() && current.dispatcher.sharesTransactionsWith(asked)) ? current
				: null;
	}

	/** What is no single operation cannot join the transaction there. */
	static void refuseCallback(String name, AsyncDispatcher asked) {
		BlockReads reads = ofCallback(asked);
		if (reads != null) {
			throw reads.refusal(name);
		}
	}

	/** Runs callbacks of a read. */
	void call(Runnable callbacks) {
		CURRENT.set(this);
		try {
			callbacks.run();
		}
		finally {
			CURRENT.remove();
		}
	}

	/**
	 * Those that take an operation which the calling thread has called in its
	 * transaction; or null.
	 */
	static @Nullable BlockReads taking(Operation<?> operation, CallOptions options) {
		BlockReads reads = ofBlock();
		return (reads != null && reads.take(operation, options)) ? reads : null;
	}

	/** A block in whose transaction SQL of the user streams rows stays alone after it. */
	static void prepare(Operation<?> operation, CallOptions options) {
		BlockReads reads = ofBlock();
		if (reads != null && mayPrepare(operation, options)) {
			reads.useAlone();
		}
	}

	private boolean take(Operation<?> operation, CallOptions options) {
		if (mayPrepare(operation, options)) {
			useAlone();
		}
		return !this.queue.isAlone() && !operation.hasListener() && !Effects.needPrimary(operation);
	}

	/**
	 * Whether it may set what later statements need, as SQL of the user may, unless it is
	 * said to be of a replica.
	 */
	private static boolean mayPrepare(Operation<?> operation, CallOptions options) {
		return operation instanceof Operation.Sql<?> && options.readsFrom() != ReadsFrom.REPLICA;
	}

	/**
	 * Reads when a connection is free: at once, if that of the block is.
	 * @param asked what it was asked of
	 */
	<R> CompletableFuture<R> read(Operation<R> operation, CallOptions options, AsyncDispatcher asked) {
		CallSite caller = KnownCaller.take().tagged(options.tag());
		BlockRead<R> read = new BlockRead<>(this, operation, options, asked, caller);
		Added added = mayPrepare(operation, options) ? Added.REFUSED : this.queue.add(read, this::startReader);
		switch (added) {
			case READ -> read.limitWaiting();
			case WAITING -> {
				read.limitWaiting();
				startHelpersElsewhere();
			}
			case REFUSED -> read.fail(refusal(operation.name()));
		}
		return read.future();
	}

	/** What a callback does, which no block waits for, may be too late, or too much. */
	private RuntimeException refusal(String name) {
		String reason = ", where only single reads can be called";
		if (this.queue.isClosed()) {
			reason = " that has ended";
		}
		else if (this.queue.isAlone()) {
			reason = ", which has one connection for SQL of your own and all that comes after it";
		}
		return new IllegalTransactionStateException(
				"'%s' was called back by a read of a block%s: call it in the block,".formatted(name, reason)
						+ " when that has waited for the read");
	}

	private Thread startReader() {
		return this.dispatcher.lanes().threads().start("read", this::readOnOwn);
	}

	/**
	 * A future is completed after the connection is free for what its caller does next.
	 */
	private void readOnOwn() {
		boolean more = true;
		while (more) {
			List<BlockRead<?>> last = new ArrayList<>();
			try {
				this.task.runElsewhere(() -> this.transaction.lend(() -> readOnOwn(last)));
			}
			catch (RuntimeException | Error ex) {
				this.queue.drain().forEach((read) -> read.fail(ex));
			}
			more = !this.queue.releaseIfIdle();
			last.forEach(BlockRead::publish);
		}
	}

	private void readOnOwn(List<BlockRead<?>> last) {
		share();
		for (BlockRead<?> read = this.queue.poll(); read != null; read = this.queue.poll()) {
			last.forEach(BlockRead::publish);
			last.clear();
			last.add(read);
			this.starting.run();
			read.run();
			share();
		}
	}

	/** Others are told only if there can be any. */
	private void share() {
		if (this.shared || this.queue.isAlone() || !this.dispatcher.lanes().isFree()) {
			return;
		}
		this.shared = true;
		try {
			this.queue.share(this.transaction.share().orElse(null));
		}
		catch (RuntimeException ex) {
			logger.debug("What the block sees cannot be shared", ex); // and is noted
		}
	}

	/** The calling thread has a context of its own, which may have changed. */
	private void startHelpersElsewhere() {
		if (this.queue.wantsHelper() && this.dispatcher.lanes().isFree()) {
			this.dispatcher.lanes().threads().start("read", this.starting);
		}
	}

	/** One for each read that waits for one, as long as lanes are free at once. */
	private void startHelpersHere() {
		for (Helper helper = this.queue.nextHelper(); helper != null; helper = this.queue.nextHelper()) {
			if (!start(helper)) {
				this.queue.end(helper);
				return;
			}
		}
	}

	private boolean start(Helper helper) {
		Optional<CompletableFuture<Boolean>> started = DeadlineScope.call(this.deadline,
				() -> this.dispatcher.submitIfFree(NAME,
						(cancellation) -> this.transaction.seeing(helper.moment(), () -> help(helper), cancellation)));
		started.ifPresent((future) -> watch(helper, future));
		return started.isPresent();
	}

	private void watch(Helper helper, CompletableFuture<Boolean> future) {
		boolean wanted = this.queue.started(helper, future);
		future.whenComplete((helped, failed) -> {
			if (failed != null) {
				logger.debug("A connection less reads for a block", failed);
			}
			this.queue.end(helper);
		});
		if (!wanted) {
			future.cancel(true);
		}
	}

	/** Returns whether there was something left to read. */
	private boolean help(Helper helper) {
		boolean helped = false;
		for (BlockRead<?> read = this.queue.poll(helper); read != null; read = this.queue.poll(helper)) {
			helped = true;
			read.run();
			RuntimeException failed = this.transaction.failure();
			this.queue.read(helper, failed);
			read.publish();
			if (failed != null) {
				throw failed;
			}
		}
		return helped;
	}

	/** Takes a read back that has not begun. */
	boolean remove(BlockRead<?> read) {
		return this.queue.remove(read);
	}

	/** Takes a read back whose time is up; without it, the block cannot succeed. */
	boolean remove(BlockRead<?> read, RuntimeException failure) {
		return this.queue.remove(read, failure);
	}

	/** Does something on the connection of the block, on its thread. */
	<R extends @Nullable Object> R onOwn(Supplier<R> work) {
		if (!this.queue.acquire()) {
			return work.get();
		}
		try {
			this.transaction.takeBack();
			return work.get();
		}
		finally {
			this.queue.release(this::startReader);
		}
	}

	/** Somebody gets the connection, perhaps for what is not known here. */
	public void used() {
		if (!this.queue.isUser()) {
			useAlone();
		}
	}

	/** The block's thread uses the connection itself from now on. */
	void useAlone() {
		this.queue.acquireAlone();
		this.transaction.takeBack();
	}

	/** The transaction is suspended, or goes on. */
	public void suspend(boolean suspended) {
		this.suspended = suspended;
	}

	/** Waits for all that is under way. */
	private void settle() {
		try {
			RuntimeException failed = this.queue.awaitAll();
			if (failed != null) {
				this.transaction.note(failed);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("The block was cancelled while it waited for its reads");
		}
	}

	/** Ends what is under way. */
	private void close() {
		List<CompletableFuture<?>> reading = this.queue.close();
		this.queue.drain()
			.forEach((read) -> read
				.fail(new CancellationException("'%s' was cancelled with its block".formatted(read.name()))));
		reading.forEach((helper) -> helper.cancel(true));
		if (this.queue.isReading()) {
			this.task.endElsewhere(this.queue::acquireAlone);
		}
		useAlone();
	}

	/** What tells of the rest that happens to the transaction of a block. */
	@FunctionalInterface
	public interface Listening {

		/** Tells of it from now on. */
		void begin(BlockReads reads);

	}

}
