package io.asyncorm.assembly;

import java.util.List;
import java.util.function.Supplier;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.plan.Observers;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.queryset.CallbackRegistry;
import io.asyncorm.queryset.DataSources;
import io.asyncorm.queryset.QuerySetRelations;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.schema.SchemaInitializer;
import io.asyncorm.transaction.AsyncTransactions;
import io.asyncorm.transaction.TransactionBlocks;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * All parts of async-orm, put together and running, outside of an application context.
 * Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Engine implements AutoCloseable {

	private final Assembly assembly;

	private final OperationExecutor executor;

	private final AsyncDispatcher dispatcher;

	private final @Nullable ReplicaEngine replica;

	private final QuerySets querySets;

	private final RepositoryProxyFactory repositories;

	private final SchemaInitializer schema;

	private final @Nullable CallbackRegistry callbacks;

	private Engine(Assembly assembly, VirtualThreadExecutor threads, LanePlan lanes, SchemaAction action,
			@Nullable Supplier<List<LifecycleCallbacks<?>>> callbacks,
			Supplier<PlatformTransactionManager> transactionManager, @Nullable DataSources dataSources,
			Observers replicaObservers) {
		this.assembly = assembly;
		this.schema = assembly.schema(action);
		this.schema.start();
		QuerySetRelations relations = assembly.relations(this::querySets);
		this.executor = assembly.executor(relations);
		this.dispatcher = assembly.dispatcher(this.executor, threads, lanes);
		this.replica = (assembly.replica() != null) ? ReplicaEngine.start(assembly, this.dispatcher, relations, threads,
				lanes.settings(), replicaObservers, () -> 0) : null;
		QuerySets plain = assembly.querySets((this.replica != null) ? this.replica.routing() : this.dispatcher);
		this.callbacks = (callbacks != null) ? registry(callbacks, transactionManager) : null;
		QuerySets named = ((dataSources != null) ? plain.with(dataSources) : plain)
			.runningIn(SingletonSupplier.of(() -> new TransactionBlocks(
					assembly.transactions(transactionManager.get(), this.executor, this.dispatcher))));
		this.querySets = (this.callbacks != null) ? named.with(this.callbacks) : named;
		this.repositories = assembly.repositories(this.querySets);
	}

	/** Does to the tables what is wanted at the start, and puts the parts together. */
	public static Engine start(Assembly assembly, VirtualThreadExecutor threads, LanePlan lanes, SchemaAction action) {
		return new Engine(assembly, threads, lanes, action, null,
				() -> new JdbcTransactionManager(assembly.dataSource()), null, Observers.NONE);
	}

	/**
	 * As {@link #start(Assembly, VirtualThreadExecutor, LanePlan, SchemaAction)}, with
	 * callbacks.
	 * @param callbacks what is told of writes of objects, in order
	 * @param transactionManager manages the transactions of such writes
	 * @param dataSources finds others by their names
	 */
	public static Engine start(Assembly assembly, VirtualThreadExecutor threads, LanePlan lanes, SchemaAction action,
			List<LifecycleCallbacks<?>> callbacks, PlatformTransactionManager transactionManager,
			DataSources dataSources) {
		Engine engine = new Engine(assembly, threads, lanes, action, callbacks.isEmpty() ? null : () -> callbacks,
				() -> transactionManager, dataSources, Observers.NONE);
		engine.checkCallbacks();
		return engine;
	}

	/**
	 * Puts the parts together over tables that are there.
	 * @param callbacks what is told of writes of objects, supplied late, because it may
	 * write itself; null if nothing is
	 * @param transactionManager manages the transactions of such writes, supplied late
	 * @param dataSources finds others by their names
	 * @param replicaObservers are told of what goes on at its replica
	 */
	public static Engine over(Assembly assembly, VirtualThreadExecutor threads, LanePlan lanes,
			@Nullable Supplier<List<LifecycleCallbacks<?>>> callbacks,
			Supplier<PlatformTransactionManager> transactionManager, DataSources dataSources,
			Observers replicaObservers) {
		return new Engine(assembly, threads, lanes, SchemaAction.NONE, callbacks, transactionManager, dataSources,
				replicaObservers);
	}

	private CallbackRegistry registry(Supplier<List<LifecycleCallbacks<?>>> callbacks,
			Supplier<PlatformTransactionManager> transactionManager) {
		return this.assembly.callbacks(callbacks,
				() -> this.assembly.transactions(transactionManager.get(), this.executor, this.dispatcher));
	}

	/** Finds out what is wrong with callbacks. */
	public void checkCallbacks() {
		if (this.callbacks != null) {
			this.callbacks.check();
		}
	}

	public Assembly assembly() {
		return this.assembly;
	}

	public AsyncDispatcher dispatcher() {
		return this.dispatcher;
	}

	/** What is read from elsewhere; null if nothing is. */
	public @Nullable ReplicaEngine replica() {
		return this.replica;
	}

	public QuerySets querySets() {
		return this.querySets;
	}

	public RepositoryProxyFactory repositories() {
		return this.repositories;
	}

	/** Transactions of a manager, which operations join. */
	public AsyncTransactions transactions(PlatformTransactionManager transactionManager) {
		return this.assembly.transactions(transactionManager, this.executor, this.dispatcher, this.replica);
	}

	/**
	 * Ends the operations, then does to the tables what is wanted at the end. The data
	 * source stays open.
	 */
	@Override
	public void close() {
		this.dispatcher.close();
		if (this.replica != null) {
			this.replica.close();
		}
		this.schema.stop();
	}

}
