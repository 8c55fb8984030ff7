package io.asyncorm.queryset;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.asyncorm.expression.Step;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.CurrentUser;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.ObjectValidator;
import io.asyncorm.model.Relation;
import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.OperationBlocks;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.plan.ReadsFrom;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.QuerySetFactory;
import io.asyncorm.query.UnknownDataSourceException;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.resolution.WriteValues;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Creates query sets and holds what they share: the models, the lookups and the
 * dispatcher that runs them. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class QuerySets implements QuerySetFactory {

	/** What all have in common that were made of the same, and no others. */
	private final Object origin;

	private final ModelRegistry models;

	private final LookupRegistry lookups;

	private final OperationDispatcher dispatcher;

	private final CurrentUser user;

	private final ObjectValidator validator;

	private final @Nullable CallbackRegistry callbacks;

	private final @Nullable DataSources dataSources;

	private final @Nullable Supplier<OperationBlocks> blocks;

	public QuerySets(ModelRegistry models, LookupRegistry lookups, OperationDispatcher dispatcher) {
		this(models, lookups, dispatcher, CurrentUser.NOBODY, ObjectValidator.NONE);
	}

	/**
	 * @param user who is acting
	 * @param validator checks objects that are going to be written
	 */
	public QuerySets(ModelRegistry models, LookupRegistry lookups, OperationDispatcher dispatcher, CurrentUser user,
			ObjectValidator validator) {
		this(new Object(), models, lookups, dispatcher, user, validator, null, null, null);
	}

	private QuerySets(Object origin, ModelRegistry models, LookupRegistry lookups, OperationDispatcher dispatcher,
			CurrentUser user, ObjectValidator validator, @Nullable CallbackRegistry callbacks,
			@Nullable DataSources dataSources, @Nullable Supplier<OperationBlocks> blocks) {
		this.origin = origin;
		this.callbacks = callbacks;
		this.dataSources = dataSources;
		this.blocks = blocks;
		this.models = models;
		this.lookups = lookups;
		this.dispatcher = dispatcher;
		this.user = user;
		this.validator = validator;
	}

	/**
	 * @param timeZone the zone in which dates and times without a zone are meant, and in
	 * which the year or hour of a point in time is seen
	 */
	public QuerySets(ModelRegistry models, LookupRegistry lookups, OperationDispatcher dispatcher, ZoneId timeZone) {
		this(models, lookups.withTimeZone(timeZone), dispatcher);
	}

	/**
	 * The same query sets, with points in time seen in another zone; Django's
	 * {@code timezone.override}.
	 */
	public QuerySets seenIn(ZoneId timeZone) {
		return new QuerySets(this.origin, this.models, this.lookups.seenIn(timeZone), this.dispatcher, this.user,
				this.validator, this.callbacks, this.dataSources, this.blocks);
	}

	/** The same query sets, whose writes of objects are told to callbacks. */
	public QuerySets with(CallbackRegistry callbacks) {
		return new QuerySets(this.origin, this.models, this.lookups, this.dispatcher, this.user, this.validator,
				callbacks, this.dataSources, this.blocks);
	}

	/**
	 * The same query sets, which run work in batches in such blocks.
	 * @param blocks supplied late
	 */
	public QuerySets runningIn(Supplier<OperationBlocks> blocks) {
		return new QuerySets(this.origin, this.models, this.lookups, this.dispatcher, this.user, this.validator,
				this.callbacks, this.dataSources, blocks);
	}

	/** What runs work in transactions of its own. */
	OperationBlocks blocks() {
		if (this.blocks == null) {
			throw new IllegalStateException("These query sets have no transactions to work in");
		}
		return this.blocks.get();
	}

	/** The same query sets, which find those of other data sources by their names. */
	public QuerySets with(DataSources dataSources) {
		return new QuerySets(this.origin, this.models, this.lookups, this.dispatcher, this.user, this.validator,
				this.callbacks, dataSources, this.blocks);
	}

	/**
	 * The query sets of another data source, or of another server of the same one; these
	 * if it is their own.
	 * @throws UnknownDataSourceException if there is none of that name
	 */
	public QuerySets using(String dataSource) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		if (this.dataSources == null) {
			throw new UnknownDataSourceException(dataSource, List.of());
		}
		QuerySets other = this.dataSources.require(dataSource);
		CallOptions options = this.dispatcher.options();
		ReadsFrom server = other.dispatcher.options().readsFrom();
		if (other.origin == this.origin) {
			return (options.readsFrom() == server) ? this : readingFrom(server);
		}
		return options.equals(CallOptions.DEFAULTS) ? other
				: other.dispatchedBy(other.dispatcher.with((any) -> options.readingFrom(server)));
	}

	/** The same query sets, which read from one of the servers. */
	public QuerySets readingFrom(@Nullable ReadsFrom server) {
		return dispatchedBy(this.dispatcher.with((options) -> options.readingFrom(server)));
	}

	/** What is told of writes of a model's objects; null if nobody is. */
	<M> @Nullable Callbacks<M> callbacks(ModelMetadata<M> model) {
		return (this.callbacks != null) ? this.callbacks.find(model) : null;
	}

	/**
	 * The same query sets, whose user stays the one who is acting now, and which tell no
	 * callbacks.
	 */
	QuerySets ofCaller() {
		Object acting = this.user.get();
		return new QuerySets(this.origin, this.models, this.lookups, this.dispatcher, () -> acting, this.validator,
				null, this.dataSources, this.blocks);
	}

	/** What makes the values to write. */
	<M> WriteValues<M> values(ModelMetadata<M> model) {
		return new WriteValues<>(model, this.lookups, this.user, this.validator, this.dispatcher::tenant);
	}

	/** The same query sets, whose operations another dispatcher starts. */
	QuerySets dispatchedBy(OperationDispatcher dispatcher) {
		return new QuerySets(this.origin, this.models, this.lookups, dispatcher, this.user, this.validator,
				this.callbacks, this.dataSources, this.blocks);
	}

	/** The same query sets, whose operations may take as long. */
	QuerySets within(Duration timeout) {
		Assert.notNull(timeout, "'timeout' must not be null");
		return dispatchedBy(this.dispatcher.with((options) -> options.withTimeout(timeout)));
	}

	/** The same query sets, whose operations leave lanes to others. */
	QuerySets inBackground() {
		return dispatchedBy(this.dispatcher.with(CallOptions::inBackground));
	}

	/** The same query sets, whose statements have a tag. */
	QuerySets tagged(String tag) {
		Assert.notNull(tag, "'tag' must not be null");
		return dispatchedBy(this.dispatcher.with((options) -> options.withTag(tag)));
	}

	/** The same query sets, whose operations are merged if they are of these kinds. */
	public QuerySets merging(Set<MergeKind> kinds) {
		return dispatchedBy(this.dispatcher.with((options) -> options.withMerge(kinds)));
	}

	/** The query sets of a relation of one object. */
	QuerySets following(ModelRelation relation) {
		OperationDispatcher following = this.dispatcher.following(relation);
		return (following != this.dispatcher) ? dispatchedBy(following) : this;
	}

	@Override
	public <M> QuerySet<M> of(Class<M> model) {
		return new DefaultQuerySet<>(this, QueryState.of(this.models.require(model)));
	}

	/**
	 * Resolves a filter and a terminal method once, for all values; null if the values
	 * decide what becomes of them.
	 * @param rows the rows that are filtered
	 * @param lookups the names of each lookup
	 */
	@SuppressWarnings("unchecked") // who has prepared it knows what rows become
	public @Nullable PreparedQuery prepare(ValuesQuerySet<?, ?> rows, List<List<Step>> lookups,
			PreparedQuery.Terminal terminal) {
		RowAssembler<?> assembler = (rows instanceof TerminalValuesQuerySet<?, ?> known) ? known.assembler()
				: RowAssemblers.objects();
		return PreparedQuery.of(this, QueryStateHolder.stateOf(rows), (RowAssembler<Object>) assembler, lookups,
				terminal);
	}

	/**
	 * Some rows from a position on, in an order that the key decides where nothing else
	 * does.
	 */
	public static <R extends @Nullable Object> CompletableFuture<List<R>> rowsFrom(ValuesQuerySet<?, R> rows, long from,
			int limit) {
		return ((TerminalValuesQuerySet<?, R>) rows).rowsFrom(from, limit);
	}

	/**
	 * Makes one value of rows and of what is read of them at the same time, such as how
	 * many there are. A cancel or a failure of the rows ends the other, too.
	 */
	public static <A, B, R> CompletableFuture<R> together(CompletableFuture<A> rows, CompletableFuture<B> other,
			BiFunction<? super A, ? super B, ? extends R> together) {
		rows.whenComplete((found, failure) -> {
			if (failure != null) {
				other.cancel(true);
			}
		});
		return rows.thenCombine(other, together);
	}

	/**
	 * Some rows behind another, each with the token of its place.
	 * @param backward whether they are those before it, the nearest first
	 */
	public static <R extends @Nullable Object> CompletableFuture<List<Map.Entry<String, R>>> placed(
			ValuesQuerySet<?, R> rows, @Nullable String from, int limit, boolean backward) {
		return ((TerminalValuesQuerySet<?, R>) rows).placed(from, limit, backward);
	}

	/** The writes of a model: create, save, update or create. */
	public <M> ModelWrites<M> writes(Class<M> model) {
		return writes(this.models.require(model));
	}

	<M> ModelWrites<M> writes(ModelMetadata<M> model) {
		return new ModelWrites<>(this, model);
	}

	/**
	 * A relation of an object, wherever the object came from, which reads and changes
	 * what is in the database.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if the object is
	 * not saved, or refers to none
	 */
	public Relation<?> related(Object owner, ModelRelation relation) {
		return new DetachedOwners(this).related(owner, relation);
	}

	public ModelRegistry models() {
		return this.models;
	}

	public LookupRegistry lookups() {
		return this.lookups;
	}

	public OperationDispatcher dispatcher() {
		return this.dispatcher;
	}

}
