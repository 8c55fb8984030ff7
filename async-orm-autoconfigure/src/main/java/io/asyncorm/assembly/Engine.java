package io.asyncorm.assembly;

import java.util.List;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.queryset.CallbackRegistry;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.schema.SchemaInitializer;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;

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

	private final QuerySets querySets;

	private final RepositoryProxyFactory repositories;

	private final SchemaInitializer schema;

	private Engine(Assembly assembly, VirtualThreadExecutor threads, LanePlan lanes, SchemaAction action,
			List<LifecycleCallbacks<?>> callbacks, @Nullable PlatformTransactionManager transactionManager) {
		this.assembly = assembly;
		this.schema = assembly.schema(action);
		this.schema.start();
		this.executor = assembly.executor(assembly.relations(this::querySets));
		this.dispatcher = assembly.dispatcher(this.executor, threads, lanes);
		QuerySets plain = assembly.querySets(this.dispatcher);
		this.querySets = (transactionManager != null && !callbacks.isEmpty())
				? plain.with(checked(callbacks, transactionManager)) : plain;
		this.repositories = assembly.repositories(this.querySets);
	}

	/** Does to the tables what is wanted at the start, and puts the parts together. */
	public static Engine start(Assembly assembly, VirtualThreadExecutor threads, LanePlan lanes, SchemaAction action) {
		return new Engine(assembly, threads, lanes, action, List.of(), null);
	}

	/**
	 * As {@link #start(Assembly, VirtualThreadExecutor, LanePlan, SchemaAction)}, with
	 * callbacks.
	 * @param callbacks what is told of writes of objects, in order
	 * @param transactionManager manages the transactions of such writes
	 */
	public static Engine start(Assembly assembly, VirtualThreadExecutor threads, LanePlan lanes, SchemaAction action,
			List<LifecycleCallbacks<?>> callbacks, PlatformTransactionManager transactionManager) {
		return new Engine(assembly, threads, lanes, action, callbacks, transactionManager);
	}

	private CallbackRegistry checked(List<LifecycleCallbacks<?>> callbacks,
			PlatformTransactionManager transactionManager) {
		CallbackRegistry registry = this.assembly.callbacks(() -> callbacks,
				() -> this.assembly.transactions(transactionManager, this.executor, this.dispatcher), this.executor,
				this.dispatcher);
		registry.check();
		return registry;
	}

	public AsyncDispatcher dispatcher() {
		return this.dispatcher;
	}

	public QuerySets querySets() {
		return this.querySets;
	}

	public RepositoryProxyFactory repositories() {
		return this.repositories;
	}

	/** Transactions of a manager, which operations join. */
	public AsyncTransactions transactions(PlatformTransactionManager transactionManager) {
		return this.assembly.transactions(transactionManager, this.executor, this.dispatcher);
	}

	/**
	 * Ends the operations, then does to the tables what is wanted at the end. The data
	 * source stays open.
	 */
	@Override
	public void close() {
		this.dispatcher.close();
		this.schema.stop();
	}

}
