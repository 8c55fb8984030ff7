package io.asyncorm.async;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.OperationSession;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;

/**
 * Runs a block of user code, such as that of {@code atomic(...)}, in the place of an
 * operation and on a thread of its own.
 */
final class BlockTask<T extends @Nullable Object> extends ThreadTask<T> {

	private final DispatchedBlock<T> block;

	private final TaskKind kind;

	private final Runnable inCallerContext;

	private final Cancellation cancellation = new Cancellation();

	private @Nullable Thread thread;

	/** Whether a transaction has its connection. */
	private boolean lent;

	/** Whether what another thread reads in its transaction is to end. */
	private volatile boolean endingElsewhere;

	BlockTask(String name, DispatchedBlock<T> block, Lanes lanes, CallOptions options) {
		super(name, lanes, CallSite.ofCaller(), lanes.limit(options));
		this.kind = TaskKind.BLOCK.of(options);
		this.block = block;
		this.inCallerContext = lanes.threads().inCallerContext(route(), this::call);
	}

	/** The block that the calling thread runs, or null. */
	static @Nullable BlockTask<?> currentBlock() {
		return (current() instanceof BlockTask<?> block) ? block : null;
	}

	@Override
	TaskKind kind() {
		return this.kind;
	}

	@Override
	String role() {
		return "block";
	}

	@Override
	void perform() {
		this.thread = Thread.currentThread();
		runInContext(this.inCallerContext);
	}

	private void call() {
		try {
			finish(DeadlineScope.call(timer().limit().scope(),
					() -> observing(() -> this.block.run(this.cancellation))), null);
		}
		catch (Throwable ex) {
			finish(null, ex);
		}
	}

	DispatchedBlock.Cancellation cancellation() {
		return this.cancellation;
	}

	/**
	 * Runs an operation of the block, or a part of one, on its thread, or on another one
	 * that does so while its own runs code, waits, or is in another transaction.
	 */
	<R extends @Nullable Object> R execute(OperationSession session, String operation, Supplier<R> work) {
		OperationSession outer = session();
		if (!enter(session)) {
			throw refusal(operation);
		}
		try {
			if (this.endingElsewhere) {
				throw new CancellationException("'%s' was cancelled with its block".formatted(operation));
			}
			return work.get();
		}
		finally {
			use(outer);
		}
	}

	private RuntimeException refusal(String operation) {
		String expiry = expiry();
		return (expiry != null)
				? new QueryTimeoutException("'%s' was refused, as the block around it: %s".formatted(operation, expiry))
				: new CancellationException(
						"'%s' was refused: the '%s' around it was cancelled".formatted(operation, name()));
	}

	/** Begins a transaction on its connection, on its thread. */
	<R> R begin(Supplier<R> beginning) {
		OperationSession session = ownSession();
		if (!enter(session)) {
			throw Expiry.unfinished(name());
		}
		try {
			this.lent = true;
			return session.lend(name(), beginning);
		}
		finally {
			use(null);
		}
	}

	/**
	 * Ends what another thread reads, and what it is about to.
	 * @param awaiting waits for its end
	 */
	void endElsewhere(Runnable awaiting) {
		this.endingElsewhere = true;
		try {
			cancelElsewhere();
			awaiting.run();
		}
		finally {
			this.endingElsewhere = false;
		}
	}

	@Override
	boolean isOwnThread() {
		return this.thread == Thread.currentThread();
	}

	/** Gives its connection back, unless its transaction has it. */
	void giveBack() {
		if (!this.lent) {
			releaseConnection();
		}
	}

	/** Its transaction has ended. */
	void ended() {
		if (this.lent) {
			this.lent = false;
			ownSession().takeBack(true);
		}
	}

	/**
	 * What did not end its transaction must not leave it to the next on its connection.
	 */
	@Override
	boolean leavesTransaction() {
		return this.lent;
	}

	/** It has its transaction: from here on, how long it takes is its own matter. */
	void begun() {
		timer().keepScope();
	}

	@Override
	String place() {
		return "in the block";
	}

	/** Runs the commit or rollback of the block, or of one within it, on its thread. */
	<R> R guard(OperationSession session, Supplier<R> work) {
		OperationSession outer = session();
		use(session);
		try {
			return work.get();
		}
		finally {
			use(outer);
		}
	}

	@Override
	void interrupt() {
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	/**
	 * What the block knows of being cancelled. No interrupt may hit the end of a
	 * transaction: it must reach the database, and the socket of an interrupted virtual
	 * thread closes itself.
	 */
	private final class Cancellation implements DispatchedBlock.Cancellation {

		@Override
		public boolean close() {
			boolean open = BlockTask.this.close();
			Thread.interrupted();
			return open;
		}

		@Override
		public boolean resume() {
			boolean running = reopen();
			if (!running) {
				Thread.currentThread().interrupt();
			}
			return running;
		}

	}

}
