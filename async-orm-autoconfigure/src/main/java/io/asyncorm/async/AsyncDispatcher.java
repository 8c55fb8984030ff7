package io.asyncorm.async;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.ObservedCall;
import io.asyncorm.plan.Observers;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.plan.TenantChoice;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.ExecutionStatistics;
import io.asyncorm.query.OverloadedException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Runs operations on virtual threads, in parallel, and returns their futures: the only
 * class that moves work to another thread. An operation runs
 * <ul>
 * <li>on the thread of its caller, if that holds a transaction and may block; its future
 * is complete when it is returned;</li>
 * <li>otherwise on a lane, which is a virtual thread with a connection. There are as many
 * as the settings say; if all are busy the operation waits in a queue, and if that is
 * full it is refused with an {@link OverloadedException}.</li>
 * </ul>
 * Blocks of user code, rows that are streamed to user code, and operations that tell a
 * listener how far they are, take the place of an operation and have threads of their
 * own. So no user code ever runs on a lane: futures are completed on threads of their
 * own, or on a lane's that has ended, in the context of the call. See
 * {@link OperationFuture} for what cancelling does. Thread-safe.
 *
 * @since 0.1.0
 */
public final class AsyncDispatcher implements OperationDispatcher, AutoCloseable {

	private final OperationExecutor executor;

	private final VirtualThreadExecutor threads;

	private final DispatcherSettings settings;

	private final Monitor monitor;

	private final Lanes lanes;

	private final JoinedCalls joined;

	/** Those that nobody needs at the moment: what they held is back in the pool. */
	private final Queue<HeldConnection> idle = new ConcurrentLinkedQueue<>();

	private final Lane lane;

	/**
	 * Creates a dispatcher.
	 * @param executor runs operations on the thread that it is called on
	 * @param threads starts lanes, completions and blocks
	 * @param settings how much is done at once
	 */
	public AsyncDispatcher(OperationExecutor executor, VirtualThreadExecutor threads, DispatcherSettings settings) {
		this(executor, threads, settings, Observers.NONE);
	}

	/**
	 * Creates a dispatcher that is observed.
	 * @param executor runs operations on the thread that it is called on
	 * @param threads starts lanes, completions and blocks
	 * @param settings how much is done at once
	 * @param observers are told what is going on
	 */
	public AsyncDispatcher(OperationExecutor executor, VirtualThreadExecutor threads, DispatcherSettings settings,
			Observers observers) {
		Assert.notNull(executor, "'executor' must not be null");
		Assert.notNull(threads, "'threads' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		this.executor = executor;
		this.threads = threads;
		this.settings = settings;
		this.monitor = new Monitor(observers);
		this.lanes = new Lanes(settings, executor.mergeable(), threads, this::start, this.monitor);
		this.lane = new Lane(this.lanes, this::startNext);
		this.joined = new JoinedCalls(executor, threads, settings);
	}

	@Override
	public <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		return dispatch(operation, CallOptions.DEFAULTS);
	}

	<R> CompletableFuture<R> dispatch(Operation<R> operation, CallOptions options) {
		boolean joins = this.executor.joinsCallerTransaction();
		BlockReads reads = joins ? BlockReads.taking(operation, options) : BlockReads.ofCallback(this);
		if (reads != null) {
			return reads.read(operation, options, this);
		}
		if (joins) {
			return join(operation.name(), false, () -> this.joined.execute(operation, options));
		}
		if (operation.hasListener()) {
			return submit(operation.name(), () -> new ListenedTask<>(operation, this.lanes, options));
		}
		CallSite caller = KnownCaller.take().tagged(options.tag());
		return submit(operation.name(), () -> new OperationTask<>(operation, this.lanes, options, caller));
	}

	/**
	 * Where a transaction is joined nobody asks for the line, unless something fails or
	 * statements tell it.
	 */
	@Override
	public @Nullable Object called(UserCall call) throws Throwable {
		return (this.executor.joinsCallerTransaction() && !this.executor.tellsCallers()) ? call.run()
				: KnownCaller.during(CallSite.ofNearCaller(), call);
	}

	@Override
	public UserCall deferred(UserCall call) {
		return TenantScope.carry(call);
	}

	@Override
	public OperationDispatcher with(UnaryOperator<CallOptions> change) {
		return new OptionedDispatcher(this, change.apply(CallOptions.DEFAULTS));
	}

	@Override
	public <R extends @Nullable Object> CompletableFuture<R> refuse(String name, RuntimeException reason) {
		return complete(name, false, () -> {
			throw reason;
		});
	}

	@Override
	public <E extends @Nullable Object> AsyncIterable<E> iterate(Operation.Rows<List<E>> operation, int chunkSize) {
		return iterate(operation, chunkSize, CallOptions.DEFAULTS);
	}

	<E extends @Nullable Object> AsyncIterable<E> iterate(Operation.Rows<List<E>> operation, int chunkSize,
			CallOptions options) {
		AsyncIterable<E> rows = new OperationIterable<>(operation, chunkSize, this.executor, this, options,
				KnownCaller.take().tagged(options.tag()));
		Route route = this.threads.route();
		return (route != Route.NONE) ? new RoutedIterable<>(rows, this.threads, route, operation.name()) : rows;
	}

	@Override
	public TenantChoice tenant() {
		return this.threads.tenant();
	}

	@Override
	public String sql(Operation<?> operation) {
		return this.executor.sql(operation);
	}

	Lanes lanes() {
		return this.lanes;
	}

	Monitor monitor() {
		return this.monitor;
	}

	JoinedCalls joined() {
		return this.joined;
	}

	/**
	 * Runs a block of user code in the place of an operation: it waits for a lane, is
	 * refused, times out and is cancelled like one. It runs on a virtual thread of its
	 * own and in the context of the caller.
	 * @param name what to call it in messages
	 * @param block goes on with the connection of the work before it, or takes one when
	 * it first needs it
	 */
	public <T extends @Nullable Object> CompletableFuture<T> submit(String name, DispatchedBlock<T> block) {
		return submit(name, CallOptions.DEFAULTS, block);
	}

	/** As {@link #submit(String, DispatchedBlock)}, with other options. */
	public <T extends @Nullable Object> CompletableFuture<T> submit(String name, CallOptions options,
			DispatchedBlock<T> block) {
		return submit(name, () -> new BlockTask<>(name, block, this.lanes, options));
	}

	/**
	 * As {@link #submit(String, DispatchedBlock)}, unless it would have to wait for a
	 * lane. Nobody is told of it.
	 * @return empty if it would
	 */
	<T extends @Nullable Object> Optional<CompletableFuture<T>> submitIfFree(String name, DispatchedBlock<T> block) {
		BlockTask<T> task = new BlockTask<>(name, block, this.lanes, CallOptions.DEFAULTS);
		return this.lanes.admitIfFree(task) ? Optional.of(task.future()) : Optional.empty();
	}

	/** Whether the operations of another dispatcher join the same transactions. */
	boolean sharesTransactionsWith(AsyncDispatcher other) {
		return this.executor.transactionKey().equals(other.executor.transactionKey());
	}

	/** Whether the calling thread holds a transaction that operations join. */
	public boolean isInTransaction() {
		return this.executor.joinsCallerTransaction();
	}

	/** How the block that the calling thread runs may be cancelled, if it runs one. */
	public DispatchedBlock.Cancellation cancellation() {
		BlockTask<?> block = BlockTask.currentBlock();
		return (block != null) ? block.cancellation() : DispatchedBlock.Cancellation.NONE;
	}

	/**
	 * Runs a block in the transaction of the calling thread, on that thread. An event
	 * loop, which must not block, is refused.
	 * @param name what to call it in messages
	 * @param block what to run
	 * @return a complete future
	 */
	public <T extends @Nullable Object> CompletableFuture<T> joinCaller(String name, Callable<T> block) {
		return join(name, true, block);
	}

	private <T extends @Nullable Object> CompletableFuture<T> join(String name, boolean block, Callable<T> work) {
		return complete(name, block, () -> {
			NonBlockingThread.refuseJoining(name);
			return work.call();
		});
	}

	private <T extends @Nullable Object> CompletableFuture<T> complete(String name, boolean block, Callable<T> work) {
		OperationFuture<T> future = new OperationFuture<>(new FinishedWork(name, this.threads));
		ObservedCall call = this.monitor.called(name, block);
		try {
			T value = (call != null) ? call.during(work) : work.call();
			Monitor.ended(call, null);
			future.publish(value, null);
		}
		catch (Throwable ex) {
			Monitor.ended(call, ex);
			future.publish(null, ex);
		}
		return future;
	}

	/**
	 * Does what belongs to the begin of the calling thread's transaction: if the block
	 * that it belongs to is cancelled, or its time is up, that ends.
	 * @param name what to call it in messages
	 */
	public <S> S beginTransaction(String name, Supplier<S> beginning) {
		return beginTransaction(name, false, beginning);
	}

	/**
	 * Begins a transaction for the calling thread, or sets a savepoint in the one that it
	 * has: if the block that it belongs to is cancelled, or its time is up, that ends.
	 * @param name what to call it in messages
	 * @param onConnection whether it begins on the connection that is bound to the
	 * thread, if there is one, as Spring's {@code DataSourceTransactionManager} does: so
	 * a block has that of the work before it
	 * @param beginning begins it
	 */
	public <S> S beginTransaction(String name, boolean onConnection, Supplier<S> beginning) {
		return this.joined.begin(name, onConnection, beginning);
	}

	/**
	 * Gives the connection of the block that the calling thread runs back to the pool,
	 * unless a transaction has it, as the block needs none for a while.
	 */
	public void releaseConnection() {
		BlockTask<?> block = BlockTask.currentBlock();
		if (block != null) {
			block.giveBack();
		}
	}

	/**
	 * Runs the commit or rollback of the calling thread's transaction, or of a savepoint
	 * in it: if the block that it belongs to is cancelled, or was, or the time is up, and
	 * the database does not answer, the connection is broken, so that nobody waits for
	 * ever.
	 * @param name what to call it in messages
	 * @param ending ends the transaction
	 */
	public void endTransaction(String name, Runnable ending) {
		this.joined.end(name, ending);
	}

	/** Queues a task; if the caller's context cannot be captured, the future fails. */
	<T extends @Nullable Object> CompletableFuture<T> submit(String name, Callable<Task<T>> factory) {
		Task<T> task;
		try {
			BlockReads.refuseCallback(name, this);
			task = factory.call();
		}
		catch (Exception ex) {
			return complete(name, false, () -> {
				throw ex;
			});
		}
		admit(task);
		return task.future();
	}

	/** Queues a task, which observers are told of. */
	void admit(Task<?> task) {
		StatementScope.called(task.future());
		task.observe(this.monitor.called(task.name(), task instanceof BlockTask));
		this.lanes.admit(task);
	}

	/** Starts a task that has a permit. */
	private void start(Task<?> task) {
		HeldConnection known = this.idle.poll();
		start(task, (known != null) ? known : new HeldConnection(this.executor, this.settings));
	}

	/** Starts a task that has a permit, and perhaps a connection. */
	private void start(Task<?> task, HeldConnection connection) {
		if (task instanceof OperationTask<?> operation) {
			this.threads.start("lane", () -> run(operation, connection));
		}
		else if (task instanceof ThreadTask<?> other) {
			this.threads.start(other.role(), () -> run(other, connection));
		}
	}

	/**
	 * Runs an operation, and those that wait, on the calling thread. The last future is
	 * completed when that is no lane any more: it has neither permit nor connection.
	 */
	private void run(OperationTask<?> first, HeldConnection connection) {
		OperationTask<?> last = this.lane.run(first, connection);
		this.threads.rename(Outcome.COMPLETION);
		if (last != null) {
			last.publishHere();
		}
	}

	private void run(ThreadTask<?> task, HeldConnection connection) {
		task.run(connection);
		if (task.leavesTransaction()) {
			connection.breakOff();
		}
		Task<?> next = this.lanes.handOver(task, connection);
		task.publish();
		startNext(next, connection);
	}

	/** Starts what takes the place of a task, with its connection. */
	private void startNext(@Nullable Task<?> next, HeldConnection connection) {
		if (next != null) {
			start(next, connection);
		}
		else {
			this.idle.add(connection);
		}
	}

	/**
	 * Starts users' code that is neither operation nor block on a virtual thread of its
	 * own, in the context of the calling thread.
	 * @param role what the thread is for
	 */
	public void startInCallerContext(String role, Runnable work) {
		this.threads.start(role, this.threads.inCallerContext(work));
	}

	/** Work that is done later, perhaps for others as well: for this caller's tenant. */
	public Runnable forTenantOfCaller(Runnable work) {
		return routeOfTenant().bind(work);
	}

	/** The tenant of the calling thread alone, on whose connection work goes on. */
	Route routeOfTenant() {
		return new Route(null, null, this.threads.route().tenant());
	}

	/** How many operations and blocks are running. */
	public int runningCount() {
		return this.lanes.read((running, waiting, closed) -> running.size());
	}

	/** How many operations and blocks are waiting for a lane. */
	public int waitingCount() {
		return this.lanes.waitingCount();
	}

	/** How much is going on, and what has happened since the start. */
	public ExecutionStatistics statistics() {
		return this.monitor.statistics(this.lanes);
	}

	/** What waits and runs. */
	public List<InFlight> inFlight() {
		return this.monitor.inFlight(this.lanes);
	}

	/**
	 * Cancels what waits or runs, as cancelling its future does; who waits for it is told
	 * by an {@link io.asyncorm.query.OperationCancelledException}. Of a commit that is
	 * under way only the server is told, which may still refuse it, or not.
	 * @param id its {@link InFlight#id()}
	 * @return false if it has ended, or is a write that was sent with those of others
	 */
	public boolean cancel(long id) {
		Task<?> task = this.monitor.find(this.lanes, id);
		if (task == null) {
			return false;
		}
		String reason = "'" + task.name() + "' was cancelled by an operator";
		boolean running = task.noteCancel(reason);
		return task.future().cancel(reason) || running;
	}

	/** An atomic block is run again, as it collided with another transaction. */
	public void retried() {
		this.monitor.retried();
	}

	/**
	 * Refuses new operations, waits for those that wait or run as long as the settings
	 * allow, and cancels the rest. Every future is complete in the end. Operations in a
	 * transaction of their caller are not affected. Does nothing if it is closed already.
	 */
	@Override
	public void close() {
		if (this.lanes.close()) {
			new Shutdown(this.lanes, this.threads, this.settings.shutdownTimeout()).run();
			this.threads.alarms().close();
		}
	}

}
