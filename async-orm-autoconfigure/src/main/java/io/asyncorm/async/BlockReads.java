package io.asyncorm.async;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

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

	private final Thread thread = Thread.currentThread();

	private final Route route;

	private final @Nullable DeadlineScope deadline = DeadlineScope.current();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Deque<BlockRead<?>> waiting = new ArrayDeque<>();

	/** Those that have been started and have not ended. */
	private final Set<Helper> helpers = new HashSet<>();

	/** Who uses the connection of the block; null if nobody does. */
	private @Nullable Thread user;

	/**
	 * What the transaction sees; null if no other can see it, or nobody has asked yet.
	 */
	private @Nullable String moment;

	private boolean shared;

	/** Nobody but the block's thread uses the connection any more. */
	private boolean alone;

	/** The block's thread is in another transaction; for that thread. */
	private boolean suspended;

	private boolean closed;

	/** Of another transaction, while the block lasts. */
	private @Nullable RuntimeException failure;

	private BlockReads(AsyncDispatcher dispatcher, SharedTransaction transaction, BlockTask<?> task) {
		this.dispatcher = dispatcher;
		this.transaction = transaction;
		this.task = task;
		this.route = dispatcher.lanes().threads().route();
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
		return (current != null && current.thread == Thread.currentThread() && !current.suspended) ? current : null;
	}

	/** Those of the block whose read called the calling thread back; or null. */
	static @Nullable BlockReads ofCallback() {
		BlockReads current = CURRENT.get();
		return (current != null && current.thread != Thread.currentThread()) ? current : null;
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

	private boolean take(Operation<?> operation, CallOptions options) {
		if (mayPrepare(operation, options)) {
			useAlone();
		}
		return !isAlone() && !operation.hasListener() && !Effects.needPrimary(operation);
	}

	/**
	 * Whether it may set what later statements need, as SQL of the user may, unless it is
	 * said to be of a replica.
	 */
	private static boolean mayPrepare(Operation<?> operation, CallOptions options) {
		return operation instanceof Operation.Sql<?> && options.readsFrom() != ReadsFrom.REPLICA;
	}

	private boolean isAlone() {
		this.lock.lock();
		try {
			return this.alone;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Reads when a connection is free: at once, if that of the block is.
	 * @param asked what it was asked of
	 */
	<R> CompletableFuture<R> read(Operation<R> operation, CallOptions options, AsyncDispatcher asked) {
		CallSite caller = KnownCaller.take().tagged(options.tag());
		BlockRead<R> read = new BlockRead<>(this, operation.name(), asked.lanes().threads(), caller,
				asked.monitor().called(operation.name(), false),
				() -> asked.joined().execute(operation, options, caller));
		String refusal = add(read, mayPrepare(operation, options));
		if (refusal != null) {
			read.fail(new IllegalTransactionStateException(
					"'%s' was called back by a read of a block%s: call it in the".formatted(operation.name(), refusal)
							+ " block, when that has waited for the read"));
		}
		return read.future();
	}

	/** What a callback does, which no block waits for, may be too late, or too much. */
	private @Nullable String add(BlockRead<?> read, boolean alone) {
		boolean busy;
		this.lock.lock();
		try {
			if (this.closed) {
				return " that has ended";
			}
			if (this.alone || alone) {
				return ", which has one connection for SQL of your own and all that comes after it";
			}
			this.waiting.add(read);
			busy = this.user != null;
			if (!busy) {
				this.user = startReader();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (busy) {
			startHelpers();
		}
		return null;
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
				this.task.lend(() -> this.transaction.lend(() -> readOnOwn(last)));
			}
			catch (RuntimeException | Error ex) {
				drain().forEach((read) -> read.fail(ex));
			}
			more = !release();
			last.forEach(BlockRead::publish);
		}
	}

	private void readOnOwn(List<BlockRead<?>> last) {
		share();
		for (BlockRead<?> read = poll(); read != null; read = poll()) {
			last.forEach(BlockRead::publish);
			last.clear();
			last.add(read);
			startHelpers();
			read.run();
			share();
		}
	}

	/** Others are told only if there can be any. */
	private void share() {
		if (this.shared || this.alone || !this.dispatcher.lanes().isFree()) {
			return;
		}
		this.shared = true;
		try {
			String named = this.transaction.share().orElse(null);
			this.lock.lock();
			try {
				this.moment = named;
			}
			finally {
				this.lock.unlock();
			}
		}
		catch (RuntimeException ex) {
			logger.debug("What the block sees cannot be shared", ex); // and is noted
		}
	}

	private @Nullable BlockRead<?> poll() {
		this.lock.lock();
		try {
			return this.waiting.poll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<BlockRead<?>> drain() {
		this.lock.lock();
		try {
			List<BlockRead<?>> left = List.copyOf(this.waiting);
			this.waiting.clear();
			return left;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Returns false if the calling thread goes on, as something was called meanwhile. */
	private boolean release() {
		this.lock.lock();
		try {
			boolean done = this.waiting.isEmpty();
			if (done) {
				this.user = null;
				this.changed.signalAll();
			}
			return done;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** One for each read that waits for one, as long as lanes are free at once. */
	private void startHelpers() {
		for (Helper helper = nextHelper(); helper != null; helper = nextHelper()) {
			if (!start(helper)) {
				end(helper);
				return;
			}
		}
	}

	private @Nullable Helper nextHelper() {
		this.lock.lock();
		try {
			long coming = this.helpers.stream().filter((helper) -> !helper.ready).count();
			if (this.closed || this.alone || this.moment == null || this.waiting.size() <= coming) {
				return null;
			}
			Helper helper = new Helper(this.moment);
			this.helpers.add(helper);
			return helper;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean start(Helper helper) {
		CompletableFuture<Boolean> future = DeadlineScope.call(this.deadline,
				() -> this.route.call(() -> this.dispatcher.<Boolean>submitIfFree(NAME,
						(cancellation) -> this.transaction.seeing(helper.moment, () -> help(helper), cancellation))));
		if (future == null) {
			return false;
		}
		boolean late;
		this.lock.lock();
		try {
			helper.future = future;
			late = this.closed && helper.read != null;
		}
		finally {
			this.lock.unlock();
		}
		future.whenComplete((helped, failed) -> {
			if (failed != null) {
				logger.debug("A connection less reads for a block", failed);
			}
			end(helper);
		});
		if (late) {
			future.cancel(true);
		}
		return true;
	}

	/** Who never came to read would not the next time either. */
	private void end(Helper helper) {
		this.lock.lock();
		try {
			this.helpers.remove(helper);
			if (!helper.ready && helper.future != null) {
				this.moment = null;
			}
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean help(Helper helper) {
		boolean helped = false;
		for (BlockRead<?> read = poll(helper); read != null; read = poll(helper)) {
			helped = true;
			read.run();
			RuntimeException failed = this.transaction.failure();
			if (failed != null) {
				fail(helper, failed);
				read.publish();
				throw failed;
			}
			done(helper);
			read.publish();
		}
		return helped;
	}

	private @Nullable BlockRead<?> poll(Helper helper) {
		this.lock.lock();
		try {
			helper.ready = true;
			helper.read = this.closed ? null : this.waiting.poll();
			return helper.read;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void done(Helper helper) {
		this.lock.lock();
		try {
			helper.read = null;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void fail(Helper helper, RuntimeException failed) {
		this.lock.lock();
		try {
			helper.read = null;
			if (this.failure == null) {
				this.failure = failed;
			}
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Takes a read back that has not begun. */
	boolean remove(BlockRead<?> read) {
		this.lock.lock();
		try {
			boolean removed = this.waiting.remove(read);
			this.changed.signalAll();
			return removed;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Does something on the connection of the block, on its thread. */
	<R extends @Nullable Object> R onOwn(Supplier<R> work) {
		if (!acquire()) {
			return work.get();
		}
		try {
			return work.get();
		}
		finally {
			giveUp();
		}
	}

	/** Returns false if the calling thread has the connection already. */
	private boolean acquire() {
		this.lock.lock();
		try {
			if (this.user == this.thread) {
				return false;
			}
			while (this.user != null) {
				this.changed.awaitUninterruptibly();
			}
			this.user = this.thread;
		}
		finally {
			this.lock.unlock();
		}
		this.transaction.takeBack();
		return true;
	}

	private void giveUp() {
		this.lock.lock();
		try {
			this.user = this.waiting.isEmpty() ? null : startReader();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Somebody gets the connection, perhaps for what is not known here. */
	public void used() {
		boolean known;
		this.lock.lock();
		try {
			known = this.alone || this.user == Thread.currentThread();
		}
		finally {
			this.lock.unlock();
		}
		if (!known) {
			useAlone();
		}
	}

	/** The block's thread uses the connection itself from now on. */
	void useAlone() {
		this.lock.lock();
		try {
			this.alone = true;
			while (this.user != null && this.user != this.thread) {
				this.changed.awaitUninterruptibly();
			}
		}
		finally {
			this.lock.unlock();
		}
		this.transaction.takeBack();
	}

	/** The transaction is suspended, or goes on. */
	public void suspend(boolean suspended) {
		this.suspended = suspended;
	}

	/** Waits for all that is under way. */
	private void settle() {
		RuntimeException failed;
		this.lock.lock();
		try {
			while (this.user != null || !this.waiting.isEmpty()
					|| this.helpers.stream().anyMatch((helper) -> helper.read != null)) {
				this.changed.await();
			}
			this.closed = true;
			failed = this.failure;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("The block was cancelled while it waited for its reads");
		}
		finally {
			this.lock.unlock();
		}
		if (failed != null) {
			this.transaction.note(failed);
		}
	}

	/**
	 * Ends what is under way. What a helper has not begun to read it never will, so that
	 * its connection stays sound.
	 */
	private void close() {
		List<CompletableFuture<?>> reading = new ArrayList<>();
		boolean used;
		this.lock.lock();
		try {
			this.closed = true;
			for (Helper helper : this.helpers) {
				if (helper.read != null && helper.future != null) {
					reading.add(helper.future);
				}
			}
			used = this.user != null && this.user != this.thread;
		}
		finally {
			this.lock.unlock();
		}
		drain().forEach((read) -> read
			.fail(new CancellationException("'%s' was cancelled with its block".formatted(read.name()))));
		reading.forEach((helper) -> helper.cancel(true));
		if (used) {
			this.task.cancelStatement();
		}
		acquire();
		giveUp();
	}

	/** What tells of the rest that happens to the transaction of a block. */
	@FunctionalInterface
	public interface Listening {

		/** Tells of it from now on. */
		void begin(BlockReads reads);

	}

	/** A transaction that reads for the block; guarded by the lock. */
	private static final class Helper {

		private final String moment;

		private @Nullable CompletableFuture<?> future;

		private boolean ready;

		private @Nullable BlockRead<?> read;

		Helper(String moment) {
			this.moment = moment;
		}

	}

}
