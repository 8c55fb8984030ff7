package io.asyncorm;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.assembly.BuilderParts;
import io.asyncorm.assembly.Engine;
import io.asyncorm.assembly.ExecutionSettings;
import io.asyncorm.assembly.LanePlan;
import io.asyncorm.assembly.ReplicaSettings;
import io.asyncorm.async.CallerContext;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.diagnostics.NPlusOneDetector;
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
import io.asyncorm.plan.Observers;
import io.asyncorm.plan.ReadsFrom;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.query.NPlusOneAction;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.query.ReplicaReads;
import io.asyncorm.query.TenantResolver;
import io.asyncorm.query.SqlTag;
import io.asyncorm.query.UnknownDataSourceException;
import io.asyncorm.queryset.DataSources;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.tagging.StatementTags;
import io.asyncorm.transaction.Pooler;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ClassUtils;

/**
 * What {@link AsyncOrm.Builder} was told, and the parts that are made of it. What was not
 * said is as with Spring Boot's starter. Not thread-safe.
 */
final class AsyncOrmSettings implements BuilderParts {

	private static final boolean CONTEXT_PROPAGATION = ClassUtils
		.isPresent("io.micrometer.context.ContextSnapshotFactory", AsyncOrmSettings.class.getClassLoader());

	private static final IntSupplier UNKNOWN = () -> 0;

	final List<Class<?>> models = new ArrayList<>();

	final List<AttributeConverter<?, ?>> converters = new ArrayList<>();

	final List<Lookup> lookups = new ArrayList<>();

	final List<String> disabledLookups = new ArrayList<>();

	final List<DatabaseFunction> functions = new ArrayList<>();

	final List<LifecycleCallbacks<?>> callbacks = new ArrayList<>();

	/** The query sets of other data sources, by their names. */
	final Map<String, QuerySets> others = new LinkedHashMap<>();

	/** Models that are checked already. */
	@Nullable ModelRegistry modelRegistry;

	/** Lookups and functions that are checked already. */
	@Nullable LookupRegistry lookupRegistry;

	@Nullable ZoneId timeZone;

	@Nullable Integer maxHops;

	@Nullable Dialect dialect;

	@Nullable JsonFormat jsonFormat;

	@Nullable Duration slow;

	Set<SqlTag> tags = Set.of();

	@Nullable PlatformTransactionManager transactionManager;

	@Nullable TaskDecorator taskDecorator;

	@Nullable OperationRouting routing;

	@Nullable ReplicaSettings replica;

	@Nullable TenantResolver tenants;

	ExecutionSettings execution = ExecutionSettings.DEFAULTS;

	IntSupplier poolSize = UNKNOWN;

	SchemaAction schemaAction = SchemaAction.NONE;

	Pooler pooler = Pooler.AUTO;

	NamingStrategy namingStrategy = NamingStrategy.SNAKE_CASE;

	CurrentUser currentUser = CurrentUser.NOBODY;

	ObjectValidator validator = ObjectValidator.NONE;

	NPlusOneAction nPlusOne = NPlusOneAction.OFF;

	private final DataSource dataSource;

	private final List<UnaryOperator<Dialect>> dialectChanges = new ArrayList<>();

	AsyncOrmSettings(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public List<String> ofBeans() {
		Map<String, Boolean> given = new LinkedHashMap<>();
		given.put("models", !this.models.isEmpty() || this.modelRegistry != null);
		given.put("converters", !this.converters.isEmpty());
		given.put("namingStrategy", this.namingStrategy != NamingStrategy.SNAKE_CASE);
		given.put("lookups", !this.lookups.isEmpty() || this.lookupRegistry != null);
		given.put("functions", !this.functions.isEmpty());
		given.put("callbacks", !this.callbacks.isEmpty());
		given.put("currentUser", this.currentUser != CurrentUser.NOBODY);
		given.put("tenants", this.tenants != null);
		given.put("validator", this.validator != ObjectValidator.NONE);
		given.put("dialect", this.dialect != null);
		given.put("jsonFormat", this.jsonFormat != null);
		given.put("routing", this.routing != null);
		given.put("taskDecorator", this.taskDecorator != null);
		given.put("transactionManager", this.transactionManager != null);
		given.put("poolSize", this.poolSize != UNKNOWN);
		given.put("schemaAction", this.schemaAction != SchemaAction.NONE);
		given.put("using", !this.others.isEmpty());
		given.put("replica", this.replica != null);
		return given.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
	}

	@Override
	public Assembly toAssembly() {
		return new Assembly(this.dataSource, (this.dialect != null) ? this.dialect : toDialect(), toModels(),
				toLookups(), (this.jsonFormat != null) ? this.jsonFormat : JsonFormat.detect(), this.slow,
				this.tags.isEmpty() ? StatementTags.NONE : new StatementTags(this.tags), this.pooler, this.currentUser,
				this.validator, (this.nPlusOne != NPlusOneAction.OFF) ? new NPlusOneDetector(this.nPlusOne) : null,
				this.routing, null, Observers.NONE,
				(this.replica != null && this.replica.reads() != ReplicaReads.OFF) ? this.replica : null, this.tenants);
	}

	@Override
	public Dialect toDialect() {
		Dialect found = Assembly.dialectOf(this.dataSource, this.routing);
		for (UnaryOperator<Dialect> change : this.dialectChanges) {
			found = change.apply(found);
		}
		return found;
	}

	void changeDialect(UnaryOperator<Dialect> change) {
		this.dialectChanges.add(change);
	}

	private ModelRegistry toModels() {
		ModelRegistry registry = (this.modelRegistry != null) ? this.modelRegistry
				: ModelRegistry.of(this.models, this.converters, this.namingStrategy);
		if (this.maxHops != null) {
			registry.limitHops(this.maxHops);
		}
		return registry;
	}

	@Override
	public LookupRegistry toLookups() {
		if (this.lookupRegistry != null) {
			return this.lookupRegistry;
		}
		LookupRegistry registry = LookupRegistry.of(this.lookups, this.functions).without(this.disabledLookups);
		return (this.timeZone != null) ? registry.withTimeZone(this.timeZone) : registry;
	}

	@Override
	public LanePlan toLanePlan() {
		return LanePlan.of(this.dataSource, this.execution, this.routing, this.poolSize);
	}

	PlatformTransactionManager toTransactionManager() {
		return (this.transactionManager != null) ? this.transactionManager
				: new JdbcTransactionManager(this.dataSource);
	}

	Engine start(PlatformTransactionManager transactionManager) {
		// first, as it refuses what may connect to the wrong database
		LanePlan lanes = toLanePlan();
		AtomicReference<Engine> engine = new AtomicReference<>();
		engine.set(Engine.start(toAssembly(), threads(), lanes, this.schemaAction, List.copyOf(this.callbacks),
				transactionManager, otherDataSources(() -> engine.get().querySets())));
		return engine.get();
	}

	private DataSources otherDataSources(Supplier<QuerySets> own) {
		Map<String, QuerySets> known = new LinkedHashMap<>(this.others);
		@Nullable String replica = (this.replica != null) ? this.replica.name() : null;
		return (name) -> {
			if (name.equals(replica)) {
				return own.get().readingFrom(ReadsFrom.REPLICA);
			}
			QuerySets other = known.get(name);
			if (other == null) {
				throw new UnknownDataSourceException(name, known.keySet());
			}
			return other;
		};
	}

	private VirtualThreadExecutor threads() {
		List<TaskDecorator> own = (this.taskDecorator != null) ? List.of(this.taskDecorator) : List.of();
		if (CONTEXT_PROPAGATION) {
			return new VirtualThreadExecutor(CallerContext.decorator(own));
		}
		return own.isEmpty() ? new VirtualThreadExecutor() : new VirtualThreadExecutor(own.get(0));
	}

}
