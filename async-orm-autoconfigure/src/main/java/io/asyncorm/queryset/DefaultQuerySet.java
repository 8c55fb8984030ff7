package io.asyncorm.queryset;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.Property;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Update;
import io.asyncorm.expression.UpsertDefaults;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.Prefetches;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Row;
import io.asyncorm.query.RowLock;
import io.asyncorm.query.SortOrder;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.resolution.Combinations;
import io.asyncorm.resolution.DateSelections;
import io.asyncorm.resolution.PrefetchResolver;
import io.asyncorm.resolution.QueryEdits;
import io.asyncorm.resolution.RowLocks;
import io.asyncorm.resolution.SelectRelated;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Default implementation of {@link QuerySet}: a {@link QueryState} and the methods that
 * change a copy of it, or run it. Immutable.
 */
class DefaultQuerySet<M> implements QuerySet<M>, QueryStateHolder {

	private final QuerySets querySets;

	private final QueryState state;

	DefaultQuerySet(QuerySets querySets, QueryState state) {
		this.querySets = querySets;
		this.state = state;
	}

	@Override
	public final QueryState state() {
		return this.state;
	}

	final QuerySets querySets() {
		return this.querySets;
	}

	@Override
	public final Prefetches.Source prefetchSource() {
		return new Prefetches.Source(this.state, RowAssemblers.objects(), false);
	}

	@Override
	public QuerySet<M> all() {
		return this;
	}

	@Override
	public final QuerySet<M> filter(Q<? super M> condition) {
		return filter(ExpressionAccess.tree(condition), false);
	}

	@Override
	public final QuerySet<M> exclude(Q<? super M> condition) {
		return filter(ExpressionAccess.tree(condition), true);
	}

	@Override
	public final QuerySet<M> annotate(String name, Expr<? super M> value) {
		return with(QueryEdits.annotate(this.state, this.querySets.lookups(), name, ExpressionAccess.tree(value)));
	}

	@Override
	public final QuerySet<M> orderBy(String... fields) {
		return with(QueryEdits.orderBy(this.state, this.querySets.lookups(), Names.of("orderBy", fields)));
	}

	@Override
	public final QuerySet<M> annotate(String name, FilteredRelation<? super M> relation) {
		return with(QueryEdits.annotate(this.state, this.querySets.lookups(), name, relation));
	}

	@Override
	public final QuerySet<M> alias(String name, Expr<? super M> value) {
		return with(QueryEdits.alias(this.state, this.querySets.lookups(), name, ExpressionAccess.tree(value)));
	}

	@Override
	public final QuerySet<M> orderBy(Order first, Order... more) {
		return with(QueryEdits.orderBy(this.state, this.querySets.lookups(), first, more));
	}

	@Override
	public final QuerySet<M> reverse() {
		return with(QueryEdits.reverse(this.state));
	}

	@Override
	public final QuerySet<M> distinct(String... fields) {
		return with(QueryEdits.distinct(this.state, this.querySets.lookups(), Names.of("distinct", fields)));
	}

	@Override
	public final QuerySet<M> none() {
		return with(QueryEdits.none(this.state));
	}

	@Override
	public final QuerySet<M> selectForUpdate(RowLock lock) {
		return with(RowLocks.lock(this.state, lock));
	}

	@Override
	public final QuerySet<M> union(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(this.state, Combinations.UNION, false, others));
	}

	@Override
	public final QuerySet<M> unionAll(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(this.state, Combinations.UNION, true, others));
	}

	@Override
	public final QuerySet<M> intersection(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(this.state, Combinations.INTERSECTION, false, others));
	}

	@Override
	public final QuerySet<M> difference(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(this.state, Combinations.DIFFERENCE, false, others));
	}

	@Override
	public final QuerySet<M> slice(long from, long to) {
		return with(QueryEdits.slice(this.state, from, to));
	}

	@Override
	public final QuerySet<M> selectRelated(@Nullable String @Nullable ... relations) {
		return with(SelectRelated.select(this.state, relations));
	}

	@Override
	public final QuerySet<M> prefetchRelated(@Nullable String @Nullable ... lookups) {
		return with(PrefetchResolver.prefetch(this.state, lookups));
	}

	@Override
	public final QuerySet<M> prefetchRelated(Prefetch first, Prefetch... more) {
		return with(PrefetchResolver.prefetch(this.state, PrefetchResolver.all(first, more)));
	}

	@Override
	public final ValuesQuerySet<M, Map<String, @Nullable Object>> values(String... fields) {
		return selections().maps(fields);
	}

	@Override
	public final <V extends Record> ValuesQuerySet<M, V> values(Class<V> projection) {
		return selections().records(projection);
	}

	@Override
	public final ValuesQuerySet<M, List<@Nullable Object>> valuesList(String... fields) {
		return selections().lists(fields);
	}

	@Override
	public final <V extends @Nullable Object> ValuesQuerySet<M, V> valuesList(Property<? super M, V> field) {
		return selections().single(field);
	}

	@Override
	public final <V> ValuesQuerySet<M, @Nullable V> valuesList(String field, Class<V> type) {
		return selections().single(field, type);
	}

	private ValuesSelections<M> selections() {
		return new ValuesSelections<>(this.querySets, this.state);
	}

	@Override
	public final RawQuerySet<M> raw(String sql, @Nullable Object... values) {
		return DefaultRawQuerySet.of(this.querySets, model(), sql, Arrays.asList(values));
	}

	@Override
	public final RawQuerySet<M> raw(String sql, Kw values) {
		return DefaultRawQuerySet.of(this.querySets, model(), sql, values);
	}

	@Override
	public final QuerySet<M> and(ValuesQuerySet<M, M> other) {
		return with(Combinations.and(this.state, QueryStateHolder.stateOf(other)));
	}

	@Override
	public final QuerySet<M> or(ValuesQuerySet<M, M> other) {
		return with(Combinations.or(this.state, QueryStateHolder.stateOf(other), this.querySets.lookups()));
	}

	@Override
	public final QuerySet<M> xor(ValuesQuerySet<M, M> other) {
		return with(Combinations.xor(this.state, QueryStateHolder.stateOf(other), this.querySets.lookups()));
	}

	@Override
	public final ValuesQuerySet<M, Row<M>> only(String... fields) {
		return selections().partial(PartialRows.only(this.state, Names.of("only", fields)));
	}

	@Override
	public final ValuesQuerySet<M, Row<M>> defer(String... fields) {
		return selections().partial(PartialRows.defer(this.state, Names.of("defer", fields)));
	}

	@Override
	public final ValuesQuerySet<M, Row<M>> rows() {
		return selections().rows();
	}

	@Override
	public final String sql() {
		return new Terminals(this.querySets).sql(this.state, RowAssemblers.objects());
	}

	@Override
	public CompletableFuture<List<M>> alist() {
		return new Terminals(this.querySets).list(this.state, RowAssemblers.objects());
	}

	@Override
	public final AsyncIterable<M> aiterator(int chunkSize) {
		return new Terminals(this.querySets).iterator(this.state, RowAssemblers.objects(), chunkSize);
	}

	@Override
	public final CompletableFuture<Optional<M>> afirst() {
		return new Terminals(this.querySets).first(this.state, RowAssemblers.objects());
	}

	@Override
	public final CompletableFuture<M> aget() {
		return new Terminals(this.querySets).get(this.state, RowAssemblers.objects());
	}

	@Override
	public CompletableFuture<Long> acount() {
		return new Terminals(this.querySets).count(this.state);
	}

	@Override
	public CompletableFuture<Boolean> aexists() {
		return new Terminals(this.querySets).exists(this.state);
	}

	@Override
	public final CompletableFuture<Optional<M>> alast() {
		return new Terminals(this.querySets).last(this.state, RowAssemblers.objects());
	}

	@Override
	public final CompletableFuture<M> alatest(String... fields) {
		return new Terminals(this.querySets).latest(this.state, Names.of("alatest", fields), RowAssemblers.objects());
	}

	@Override
	public final CompletableFuture<M> aearliest(String... fields) {
		return new Terminals(this.querySets).earliest(this.state, Names.of("aearliest", fields),
				RowAssemblers.objects());
	}

	@Override
	public final CompletableFuture<Map<String, @Nullable Object>> aaggregate(Kw aggregates) {
		return new Terminals(this.querySets).aggregate(this.state, aggregates);
	}

	@Override
	public final CompletableFuture<String> aexplain(Kw options) {
		return new Terminals(this.querySets).explain(this.state, options);
	}

	@Override
	public final ValuesQuerySet<M, LocalDate> dates(String field, String kind, SortOrder order) {
		return selections().of(DateSelections.dates(this.state, this.querySets.lookups(), field, kind, order),
				LocalDate.class);
	}

	@Override
	public final ValuesQuerySet<M, Instant> datetimes(String field, String kind, SortOrder order) {
		return selections().of(DateSelections.datetimes(this.state, this.querySets.lookups(), field, kind, order),
				Instant.class);
	}

	@Override
	public final ValuesQuerySet<M, Instant> datetimes(String field, String kind, SortOrder order, ZoneId zone) {
		return selections().of(DateSelections.datetimes(this.state, this.querySets.lookups(), field, kind, order, zone),
				Instant.class);
	}

	@Override
	public final CompletableFuture<Map<@Nullable Object, M>> ainBulk(String field) {
		return objects().inBulk(field, null);
	}

	@Override
	public final CompletableFuture<Map<@Nullable Object, M>> ainBulk(String field, Collection<?> values) {
		return objects().inBulk(field, values);
	}

	@Override
	public final CompletableFuture<List<M>> aprefetchRelatedObjects(List<M> objects, String... lookups) {
		List<String> names = Names.of("aprefetchRelatedObjects", lookups);
		return objects().prefetch(objects, names.stream().map(Prefetch::of).toList());
	}

	@Override
	public final CompletableFuture<List<M>> aprefetchRelatedObjects(List<M> objects, Prefetch first, Prefetch... more) {
		return objects().prefetch(objects, PrefetchResolver.all(first, more));
	}

	@Override
	public final CompletableFuture<Boolean> acontains(M object) {
		return new Terminals(this.querySets).contains(this.state, object);
	}

	@Override
	public final CompletableFuture<M> arefreshFromDb(M object, String... fields) {
		Assert.notNull(object, "'object' must not be null");
		return new Refreshing<>(this.querySets, model(), this.state).refresh(object,
				Names.of("arefreshFromDb", fields));
	}

	@Override
	public final CompletableFuture<Long> aupdate(Update<M> changes) {
		return objects().update(this.querySets.writes(model()), changes);
	}

	@Override
	public final CompletableFuture<Deleted> adelete() {
		return objects().delete();
	}

	@Override
	public final CompletableFuture<GetOrCreate<M>> agetOrCreate(Kw lookup, UpsertDefaults defaults) {
		return this.querySets.writes(model()).getOrCreate(this.state, ownerValues(), lookup, defaults);
	}

	@Override
	public final CompletableFuture<UpdateOrCreate<M>> aupdateOrCreate(Kw lookup, UpsertDefaults defaults) {
		return this.querySets.writes(model()).updateOrCreate(this.state, ownerValues(), lookup, defaults);
	}

	@SuppressWarnings("unchecked") // the state of a query set of M is over the model M
	private ModelMetadata<M> model() {
		return (ModelMetadata<M>) this.state.model();
	}

	private ObjectTerminals<M> objects() {
		return new ObjectTerminals<>(this.querySets, this.state);
	}

	/** Values of new objects besides those of the call, such as the key of the owner. */
	Kw ownerValues() {
		return Kw.empty();
	}

	/** What {@code filter()} and {@code exclude()} are. */
	QuerySet<M> filter(Expression condition, boolean exclude) {
		return with(QueryEdits.filter(this.state, this.querySets.lookups(), condition, exclude));
	}

	private QuerySet<M> with(QueryState changed) {
		return new DefaultQuerySet<>(this.querySets, changed);
	}

}
