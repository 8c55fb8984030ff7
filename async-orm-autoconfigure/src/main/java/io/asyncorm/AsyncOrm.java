package io.asyncorm;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import io.asyncorm.assembly.BuilderParts;
import io.asyncorm.assembly.Engine;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.CurrentUser;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.NamingStrategy;
import io.asyncorm.model.ObjectValidator;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.ExecutionStatistics;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.NPlusOneAction;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.query.TenantResolver;
import io.asyncorm.query.SqlTag;
import io.asyncorm.transaction.AsyncTransactions;
import io.asyncorm.transaction.Pooler;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.Assert;

/**
 * The way into async-orm without Spring Boot, which sets up the same with properties and
 * beans:
 *
 * <pre class="code">
 * try (AsyncOrm orm = AsyncOrm.builder(dataSource).models(Author.class, Book.class).build()) {
 * 	Books books = orm.repository(Books.class);
 * 	Book book = await(books.aget(1L));
 * }
 * </pre>
 *
 * Models and repositories are checked when they are given, all faults in one report. Make
 * one for each {@code DataSource}, and close it before that. Safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class AsyncOrm implements AutoCloseable {

	private final Engine engine;

	private final AsyncTransactions transactions;

	private AsyncOrm(Engine engine, PlatformTransactionManager transactionManager) {
		this.engine = engine;
		this.transactions = engine.transactions(transactionManager);
	}

	/**
	 * Begins to set it up.
	 * @param dataSource where connections come from: a pool, HikariCP best
	 */
	public static Builder builder(DataSource dataSource) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		return new Builder(dataSource);
	}

	/**
	 * Implements a repository, to be kept and shared.
	 * @param repositoryInterface an interface that extends
	 * {@link io.asyncorm.repository.AsyncRepository} or
	 * {@link io.asyncorm.repository.Repository}
	 * @throws io.asyncorm.repository.RepositoryDefinitionException with all that is wrong
	 * with it
	 */
	public <R> R repository(Class<R> repositoryInterface) {
		return this.engine.repositories().create(repositoryInterface);
	}

	/** Transactions that every a-method which is called in them joins. */
	public AsyncTransactions transactions() {
		return this.transactions;
	}

	/** How much is going on, and what has happened since it was built. */
	public ExecutionStatistics statistics() {
		return this.engine.dispatcher().statistics();
	}

	/**
	 * Takes no more operations, waits for those that there are, and cancels what has not
	 * finished after the shutdown timeout. The data source stays open.
	 */
	@Override
	public void close() {
		this.engine.close();
	}

	/**
	 * Sets up {@link AsyncOrm}. What is not said is as with Spring Boot's starter.
	 */
	public static final class Builder {

		private final AsyncOrmSettings settings;

		private Builder(DataSource dataSource) {
			this.settings = new AsyncOrmSettings(dataSource);
		}

		/** Adds models; all that they lead to must be among them. */
		public Builder models(Class<?>... models) {
			return models(List.of(models));
		}

		/** Adds models; all that they lead to must be among them. */
		public Builder models(Collection<? extends Class<?>> models) {
			this.settings.models.addAll(models);
			return this;
		}

		/**
		 * Internal, for the auto-configuration: takes models that are checked already,
		 * with their converters, and no others.
		 */
		public Builder models(ModelRegistry models) {
			this.settings.modelRegistry = models;
			return this;
		}

		/** Adds converters, which are used for every property of their type. */
		public Builder converters(AttributeConverter<?, ?>... converters) {
			this.settings.converters.addAll(List.of(converters));
			return this;
		}

		/**
		 * Names the tables and columns that models do not name: in snake case by default.
		 */
		public Builder namingStrategy(NamingStrategy naming) {
			this.settings.namingStrategy = naming;
			return this;
		}

		/** Adds lookups, whose names must be free. */
		public Builder lookups(Lookup... lookups) {
			this.settings.lookups.addAll(List.of(lookups));
			return this;
		}

		/**
		 * Takes lookups and functions that are checked already, with their time zone, and
		 * no others.
		 * <p>
		 * Internal: for the auto-configuration, where they are a bean.
		 */
		public Builder lookups(LookupRegistry lookups) {
			this.settings.lookupRegistry = lookups;
			return this;
		}

		/**
		 * Switches lookups off, which are refused from then on wherever they are named,
		 * such as {@code regex} and {@code iregex}: on H2, a regular expression runs in
		 * this JVM, where it stops every virtual thread and ends at no time-out.
		 */
		public Builder disabledLookups(String... disabledLookups) {
			this.settings.disabledLookups.addAll(List.of(disabledLookups));
			return this;
		}

		/**
		 * How many relations a path may follow that is written as a string, such as
		 * {@code author__books__title}, which follows two; 8. Each is a join, and a
		 * caller may have written the path. Method references have no limit.
		 */
		public Builder maxHops(int maxHops) {
			Assert.isTrue(maxHops > 0, "'maxHops' must be positive");
			this.settings.maxHops = maxHops;
			return this;
		}

		/** Adds functions for {@code Functions.function}. */
		public Builder functions(DatabaseFunction... functions) {
			this.settings.functions.addAll(List.of(functions));
			return this;
		}

		/**
		 * The zone in which dates and times without a zone are meant, and of which days,
		 * hours and other parts of points in time are taken; UTC otherwise.
		 */
		public Builder timeZone(ZoneId timeZone) {
			Assert.notNull(timeZone, "'timeZone' must not be null");
			this.settings.timeZone = timeZone;
			return this;
		}

		/** How JSON documents are read and written; by Jackson's defaults otherwise. */
		public Builder jsonFormat(JsonFormat jsonFormat) {
			this.settings.jsonFormat = jsonFormat;
			return this;
		}

		/** Tells who is acting, for {@code @CreatedBy} and {@code @ModifiedBy}. */
		public Builder currentUser(CurrentUser currentUser) {
			Assert.notNull(currentUser, "'currentUser' must not be null");
			this.settings.currentUser = currentUser;
			return this;
		}

		/** Tells which tenant is current where no {@link Tenant} scope says it. */
		public Builder tenants(@Nullable TenantResolver tenants) {
			this.settings.tenants = tenants;
			return this;
		}

		/** Adds what is told of writes of objects, in order. */
		public Builder callbacks(LifecycleCallbacks<?>... callbacks) {
			this.settings.callbacks.addAll(List.of(callbacks));
			return this;
		}

		/** Checks objects before they are written; with Spring Boot, Bean Validation. */
		public Builder validator(ObjectValidator validator) {
			Assert.notNull(validator, "'validator' must not be null");
			this.settings.validator = validator;
			return this;
		}

		/** What the database speaks; asked from it otherwise. */
		public Builder dialect(Dialect dialect) {
			this.settings.dialect = dialect;
			return this;
		}

		/**
		 * Changes the dialect that is asked from the database, as
		 * {@link Dialect#with(io.asyncorm.dialect.EngineSettings)} does for what is known
		 * of an engine that speaks PostgreSQL.
		 */
		public Builder dialect(UnaryOperator<Dialect> changed) {
			this.settings.changeDialect(changed);
			return this;
		}

		/**
		 * Whose transactions {@link AsyncOrm#transactions()} begins; a
		 * {@link JdbcTransactionManager} of its own otherwise.
		 */
		public Builder transactionManager(PlatformTransactionManager transactionManager) {
			this.settings.transactionManager = transactionManager;
			return this;
		}

		/**
		 * What carries more of a caller's context to where its work and its callbacks
		 * run. Where Micrometer's context propagation is on the class path, all that is
		 * registered with it, the logging context (MDC) and the locale are carried
		 * anyway; otherwise nothing but this.
		 */
		public Builder taskDecorator(TaskDecorator taskDecorator) {
			this.settings.taskDecorator = taskDecorator;
			return this;
		}

		/**
		 * What carries the key by which the {@code DataSource} chooses or prepares
		 * connections, such as a tenant, to where operations run. Needed where it may do
		 * so: see {@link OperationRouting}.
		 */
		public Builder routing(OperationRouting routing) {
			Assert.notNull(routing, "'routing' must not be null");
			this.settings.routing = routing;
			return this;
		}

		/**
		 * How many operations run at once, each with a connection; the size of the pool
		 * less the {@link #reserved} connections otherwise.
		 */
		public Builder lanes(int lanes) {
			this.settings.execution = this.settings.execution.withLanes(lanes);
			return this;
		}

		/** How many operations may wait for a lane before more are refused; 10,000. */
		public Builder queueCapacity(int queueCapacity) {
			this.settings.execution = this.settings.execution.withQueueCapacity(queueCapacity);
			return this;
		}

		/** How many connections of the pool are left to others; none otherwise. */
		public Builder reserved(int reserved) {
			this.settings.execution = this.settings.execution.withReserved(reserved);
			return this;
		}

		/**
		 * Tells the size of a pool of which it cannot be found out otherwise, or 0; asked
		 * only then.
		 */
		public Builder poolSize(IntSupplier poolSize) {
			Assert.notNull(poolSize, "'poolSize' must not be null");
			this.settings.poolSize = poolSize;
			return this;
		}

		/** How long closing waits for operations before it cancels them; 30 seconds. */
		public Builder shutdownTimeout(Duration shutdownTimeout) {
			Assert.notNull(shutdownTimeout, "'shutdownTimeout' must not be null");
			this.settings.execution = this.settings.execution.withShutdownTimeout(shutdownTimeout);
			return this;
		}

		/**
		 * How long an operation may take, from its call to its end, all that it waits for
		 * included; 30 seconds, and zero for as long as it takes. What takes longer is
		 * cancelled. See {@link Deadline} for code, and {@code QuerySet.timeout(...)}.
		 */
		public Builder timeout(Duration timeout) {
			Assert.notNull(timeout, "'timeout' must not be null");
			this.settings.execution = this.settings.execution.withTimeout(timeout);
			return this;
		}

		/**
		 * Of what kinds operations that wait for a lane become one statement; lookups
		 * otherwise. No kinds for none. A repository may say something else by
		 * {@link io.asyncorm.repository.Merge @Merge}.
		 */
		public Builder merge(MergeKind... kinds) {
			this.settings.execution = this.settings.execution.withMerge(Set.copyOf(List.of(kinds)));
			return this;
		}

		/** From which duration on a statement is logged as slow; none is otherwise. */
		public Builder slow(Duration slow) {
			this.settings.slow = slow;
			return this;
		}

		/**
		 * What a comment in each statement says, so that the database speaks of lines of
		 * the application; nothing otherwise. See {@code QuerySet.tag(...)}, too.
		 */
		public Builder tags(SqlTag... tags) {
			this.settings.tags = Set.copyOf(List.of(tags));
			return this;
		}

		/**
		 * What is known of a pooler in front of the database, such as PgBouncer;
		 * otherwise, one that would mix up prepared statements is refused.
		 */
		public Builder pooler(Pooler pooler) {
			Assert.notNull(pooler, "'pooler' must not be null");
			this.settings.pooler = pooler;
			return this;
		}

		/** What is done about N+1 queries, in development; nothing otherwise. */
		public Builder nPlusOne(NPlusOneAction nPlusOne) {
			Assert.notNull(nPlusOne, "'nPlusOne' must not be null");
			this.settings.nPlusOne = nPlusOne;
			return this;
		}

		/** What is read from a replica, which has lanes of its own; nothing otherwise. */
		public Builder replica(Replica replica) {
			Assert.notNull(replica, "'replica' must not be null");
			this.settings.replica = replica.settings();
			return this;
		}

		/** Names another data source, for {@code using(name)} of query sets. */
		public Builder using(String name, AsyncOrm other) {
			Assert.notNull(name, "'name' must not be null");
			Assert.notNull(other, "'other' must not be null");
			this.settings.others.put(name, other.engine.querySets());
			return this;
		}

		/** What is done about the tables of the models; nothing otherwise. */
		public Builder schemaAction(SchemaAction schemaAction) {
			Assert.notNull(schemaAction, "'schemaAction' must not be null");
			this.settings.schemaAction = schemaAction;
			return this;
		}

		/**
		 * Puts everything together, and makes the tables if that is wanted.
		 * @throws io.asyncorm.model.ModelDefinitionException with all that is wrong with
		 * the models
		 * @throws io.asyncorm.lookup.LookupDefinitionException with all that is wrong
		 * with lookups and functions
		 * @throws io.asyncorm.dialect.UnsafePoolerException if a pooler in front of the
		 * database would mix up prepared statements
		 * @throws IllegalArgumentException if a setting does not go with the pool
		 * @throws IllegalStateException if the {@code DataSource} may choose connections
		 * by their caller, and there is no {@link #routing}
		 */
		public AsyncOrm build() {
			PlatformTransactionManager transactionManager = this.settings.toTransactionManager();
			return new AsyncOrm(this.settings.start(transactionManager), transactionManager);
		}

		/** Internal, for the auto-configuration: what is made of what was said. */
		public BuilderParts parts() {
			return this.settings;
		}

	}

}
