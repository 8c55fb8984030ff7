package io.asyncorm.assembly;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.schema.SchemaInitializer;
import io.asyncorm.transaction.AsyncTransactions;

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

	private Engine(Assembly assembly, VirtualThreadExecutor threads, LanePlan lanes, SchemaAction action) {
		this.assembly = assembly;
		this.schema = assembly.schema(action);
		this.schema.start();
		this.executor = assembly.executor(assembly.relations(this::querySets));
		this.dispatcher = assembly.dispatcher(this.executor, threads, lanes);
		this.querySets = assembly.querySets(this.dispatcher);
		this.repositories = assembly.repositories(this.querySets);
	}

	/** Does to the tables what is wanted at the start, and puts the parts together. */
	public static Engine start(Assembly assembly, VirtualThreadExecutor threads, LanePlan lanes, SchemaAction action) {
		return new Engine(assembly, threads, lanes, action);
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
