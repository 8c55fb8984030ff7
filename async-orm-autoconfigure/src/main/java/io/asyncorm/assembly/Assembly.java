package io.asyncorm.assembly;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.DispatcherSettings;
import io.asyncorm.async.ReplicaCallers;
import io.asyncorm.async.TenantScope;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.compiler.Extraction;
import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.diagnostics.NPlusOneDetector;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.UnsafePoolerException;
import io.asyncorm.jdbc.DataSourceDialects;
import io.asyncorm.jdbc.JdbcCatalogReader;
import io.asyncorm.jdbc.JdbcDdlExecutor;
import io.asyncorm.jdbc.JdbcOperationExecutor;
import io.asyncorm.jdbc.LockTableCheck;
import io.asyncorm.jdbc.ReplicaCheck;
import io.asyncorm.jdbc.TransactionCharacteristics;
import io.asyncorm.jdbc.TransactionFailures;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.CurrentUser;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.ObjectValidator;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.plan.CurrentTenant;
import io.asyncorm.plan.Observers;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.query.TenantResolver;
import io.asyncorm.queryset.CallbackRegistry;
import io.asyncorm.queryset.QuerySetRelations;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.schema.MigrationFolder;
import io.asyncorm.schema.Migrations;
import io.asyncorm.schema.SchemaComparison;
import io.asyncorm.schema.SchemaGenerator;
import io.asyncorm.schema.SchemaInitializer;
import io.asyncorm.schema.StoredModels;
import io.asyncorm.schema.inspection.SchemaInspection;
import io.asyncorm.tagging.StatementTags;
import io.asyncorm.transaction.DefaultAsyncTransactions;
import io.asyncorm.transaction.Pooler;
import io.asyncorm.transaction.TransactionBlocks;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * What async-orm is made of, and the steps in which it is put together: each gives one
 * part, made of this and of the parts of the steps before it. {@link Engine} takes them
 * all; the auto-configuration takes those whose part the application does not replace.
 *
 * @param dataSource where connections come from
 * @param dialect what its database speaks
 * @param models the models, all that there are
 * @param lookups the lookups and functions, and the time zone
 * @param json how documents are read and written
 * @param slow statements that take this long are logged as slow; null for none
 * @param tags what statements say of their callers
 * @param pooler what is said about a pooler in front of the database
 * @param user who is acting
 * @param validator checks objects that are going to be written
 * @param nPlusOne detects N+1 queries; null if nothing does
 * @param routing tells by what key connections are chosen; null if by none
 * @param name what errors call the data source; null if there is no other
 * @param observers are told of operations and statements
 * @param replica what is read from where else; null if nothing is
 * @param tenants tells which tenant is current, where no code says it; null if nobody
 * knows then
 * @since 0.1.0
 */
public record Assembly(DataSource dataSource, Dialect dialect, ModelRegistry models, LookupRegistry lookups,
		JsonFormat json, @Nullable Duration slow, StatementTags tags, Pooler pooler, CurrentUser user,
		ObjectValidator validator, @Nullable NPlusOneDetector nPlusOne, @Nullable OperationRouting routing,
		@Nullable String name, Observers observers, @Nullable ReplicaSettings replica,
		@Nullable TenantResolver tenants) {

	/**
	 * Takes what it is made of.
	 * @throws InvalidSettingException if statements are slow from a negative time on
	 */
	public Assembly {
		if (slow != null && slow.isNegative()) {
			throw new InvalidSettingException(InvalidSettingException.Setting.SLOW, slow, "It must not be negative.");
		}
	}

	/** The usual: the database's own dialect, Django's lookups, and Jackson if there. */
	public static Assembly of(DataSource dataSource, ModelRegistry models) {
		return of(dataSource, DataSourceDialects.of(dataSource), models);
	}

	/** The usual, with a dialect that is known. */
	public static Assembly of(DataSource dataSource, Dialect dialect, ModelRegistry models) {
		return new Assembly(dataSource, dialect, models, LookupRegistry.standard(), JsonFormat.detect(), null,
				StatementTags.NONE, Pooler.AUTO, CurrentUser.NOBODY, ObjectValidator.NONE, null, null, null,
				Observers.NONE, null, null);
	}

	/**
	 * The same, over a data source that errors name, as there are several; null if there
	 * is no other.
	 */
	public Assembly named(@Nullable String name) {
		return new Assembly(this.dataSource, this.dialect, this.models, this.lookups, this.json, this.slow, this.tags,
				this.pooler, this.user, this.validator, this.nPlusOne, this.routing, name, this.observers, this.replica,
				this.tenants);
	}

	/** The same, of which observers are told. */
	public Assembly observedBy(Observers observers) {
		return new Assembly(this.dataSource, this.dialect, this.models, this.lookups, this.json, this.slow, this.tags,
				this.pooler, this.user, this.validator, this.nPlusOne, this.routing, this.name, observers, this.replica,
				this.tenants);
	}

	/** The same, with a replica; null for none. */
	public Assembly replicatedBy(@Nullable ReplicaSettings replica) {
		return new Assembly(this.dataSource, this.dialect, this.models, this.lookups, this.json, this.slow, this.tags,
				this.pooler, this.user, this.validator, this.nPlusOne, this.routing, this.name, this.observers, replica,
				this.tenants);
	}

	/** What the database behind a data source speaks. */
	public static Dialect dialectOf(DataSource dataSource, @Nullable OperationRouting routing) {
		return DataSourceDialects.of(StartupConnections.of(dataSource, routing));
	}

	/** Does something at startup, under the key that the routing has for that. */
	public <T> T atStartup(Supplier<T> work) {
		return StartupConnections.call(this.routing, work);
	}

	/** What writes models from the tables of a database. */
	public static SchemaInspection inspectionOf(DataSource dataSource, @Nullable OperationRouting routing) {
		DataSource connections = StartupConnections.of(dataSource, routing);
		Dialect dialect = DataSourceDialects.of(connections);
		return new SchemaInspection(dialect, new JdbcCatalogReader(connections, dialect, null, false));
	}

	/**
	 * What makes the relations of objects that are read.
	 * @param querySets supplied late, because they are made of what reads objects
	 */
	public QuerySetRelations relations(Supplier<QuerySets> querySets) {
		return new QuerySetRelations(querySets);
	}

	/**
	 * What executes operations, once the tables are there: the database is asked for
	 * their columns.
	 * @throws io.asyncorm.model.ModelDefinitionException with every property that its
	 * column cannot hold, or that has no column
	 * @throws io.asyncorm.dialect.UnsafePoolerException if a pooler would mix up prepared
	 * statements
	 * @throws io.asyncorm.dialect.MissingLockTableException if rows are to be locked in
	 * place of advisory locks, and there is no table for them
	 */
	public JdbcOperationExecutor executor(RelationFactory relations) {
		describeModels(this.pooler == Pooler.AUTO).warnOfMissing();
		LockTableCheck.check(startupConnections(), this.dialect);
		return new JdbcOperationExecutor(this.dataSource, null, this.dialect, this.models, new QueryCompiler(),
				relations, this.json, this.slow, this.tags, this.routing, currentTenant(), this.name,
				this.observers.execution());
	}

	/**
	 * What executes operations at the replica, whose tables are those of the primary.
	 * @throws io.asyncorm.dialect.UnsafePoolerException if a pooler in front of it would
	 * mix up prepared statements
	 * @throws InvalidSettingException if it would refuse every read
	 */
	JdbcOperationExecutor executor(RelationFactory relations, ReplicaSettings replica, Observers observers) {
		DataSource startup = StartupConnections.of(replica.dataSource(), this.routing);
		switch (ReplicaCheck.check(replica.name(), startup, this.dialect, this.pooler == Pooler.AUTO, this.slow)) {
			case REFUSES_SERIALIZABLE -> throw new InvalidSettingException(InvalidSettingException.Setting.DATA_SOURCE,
					replica.name(),
					"Its transactions are serializable by default, which a standby refuses, so that every read would fail:"
							+ " give its pool another level, such as HikariCP's"
							+ " transaction-isolation=TRANSACTION_REPEATABLE_READ.");
			case MIXES_UP_STATEMENTS -> throw new UnsafePoolerException(
					Objects.requireNonNull(this.dialect.poolerDetection()).withoutPreparedStatements(), replica.name());
			case READABLE -> {
			}
		}
		return new JdbcOperationExecutor(this.dataSource, replica.dataSource(), this.dialect, this.models,
				new QueryCompiler(), relations, this.json, this.slow, this.tags, this.routing, currentTenant(),
				replica.name(), observers.execution());
	}

	/** What runs operations in parallel. */
	public AsyncDispatcher dispatcher(OperationExecutor executor, VirtualThreadExecutor threads, LanePlan lanes) {
		return dispatcher(executor, threads, lanes.toDispatcherSettings(),
				(this.replica != null) ? this.replica.callers().observing(this.observers) : this.observers);
	}

	AsyncDispatcher dispatcher(OperationExecutor executor, VirtualThreadExecutor threads, DispatcherSettings settings,
			Observers observers) {
		VirtualThreadExecutor carrying = (this.routing != null) ? threads.with(this.routing) : threads;
		if (Extraction.tenantsOf(this.models) != null) {
			carrying = carrying.with(currentTenant());
		}
		if (this.replica != null) {
			carrying = carrying.with(ReplicaCallers::carry);
		}
		return (this.nPlusOne != null) ? new AsyncDispatcher(this.nPlusOne.watch(executor),
				carrying.with(this.nPlusOne.carryingWork()), settings, observers)
				: new AsyncDispatcher(executor, carrying, settings, observers);
	}

	private CurrentTenant currentTenant() {
		return TenantScope.current(this.tenants, Extraction.tenantsOf(this.models));
	}

	/**
	 * What makes query sets.
	 * @throws MissingCurrentUserException if a model wants to know who is acting, and
	 * nobody tells
	 */
	public QuerySets querySets(OperationDispatcher dispatcher) {
		if (this.user == CurrentUser.NOBODY) {
			MissingCurrentUserException.throwIfNeeded(this.models);
		}
		return new QuerySets(this.models, this.lookups,
				(this.nPlusOne != null) ? this.nPlusOne.watch(dispatcher) : dispatcher, this.user, this.validator);
	}

	/**
	 * What is told of writes of objects.
	 * @param callbacks in order, supplied late
	 * @param transactions supplied late
	 */
	public CallbackRegistry callbacks(Supplier<List<LifecycleCallbacks<?>>> callbacks,
			Supplier<DefaultAsyncTransactions> transactions) {
		return new CallbackRegistry(this.models, callbacks,
				SingletonSupplier.of(() -> new TransactionBlocks(transactions.get())));
	}

	/** What implements repositories. */
	public RepositoryProxyFactory repositories(QuerySets querySets) {
		return new RepositoryProxyFactory(querySets);
	}

	/** Transactions that operations join. */
	public DefaultAsyncTransactions transactions(PlatformTransactionManager transactionManager,
			OperationExecutor executor, AsyncDispatcher dispatcher) {
		return transactions(transactionManager, executor, dispatcher, null);
	}

	/**
	 * As
	 * {@link #transactions(PlatformTransactionManager, OperationExecutor, AsyncDispatcher)},
	 * with a replica.
	 * @param replica takes what only reads; null if there is none
	 */
	public DefaultAsyncTransactions transactions(PlatformTransactionManager transactionManager,
			OperationExecutor executor, AsyncDispatcher dispatcher, @Nullable ReplicaEngine replica) {
		TransactionFailures failures = new TransactionFailures(this.dataSource, this.dialect, this.models, this.name,
				this.observers.execution());
		failures.listenTo(transactionManager);
		return new DefaultAsyncTransactions(transactionManager, failures,
				new TransactionCharacteristics(failures.dataSource(), this.dialect, this.slow), executor, dispatcher,
				(replica != null) ? replica.blocks() : null);
	}

	/**
	 * What makes and drops the tables of the models. New ones refer to those that are
	 * there as the database has them.
	 */
	public SchemaInitializer schema(SchemaAction action) {
		return schema(action, Migrations.in(Path.of(MigrationFolder.DEFAULT)));
	}

	/**
	 * What makes, drops and compares the tables of the models.
	 * @param migrations where migrations are written to
	 */
	public SchemaInitializer schema(SchemaAction action, Migrations migrations) {
		if (action == SchemaAction.CREATE) {
			describeModels(false);
		}
		DataSource connections = startupConnections();
		return new SchemaInitializer(this.models, new SchemaGenerator(this.dialect), action,
				new JdbcDdlExecutor(connections, this.dialect, this.slow), new SchemaComparison(this.models,
						this.dialect, new JdbcCatalogReader(connections, this.dialect, this.slow, false)),
				migrations);
	}

	private StoredModels describeModels(boolean detectPooler) {
		StoredModels stored = new StoredModels(this.models, this.dialect, this.lookups.timeZone());
		stored.describe(new JdbcCatalogReader(startupConnections(), this.dialect, this.slow, detectPooler));
		return stored;
	}

	private DataSource startupConnections() {
		return StartupConnections.of(this.dataSource, this.routing);
	}

}
