package io.asyncorm.queryset;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.Property;
import io.asyncorm.expression.Q;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.Prefetches;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.query.Batches;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Row;
import io.asyncorm.query.RowLock;
import io.asyncorm.query.SortOrder;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.resolution.Combinations;
import io.asyncorm.resolution.DateSelections;
import io.asyncorm.resolution.PrefetchResolver;
import io.asyncorm.resolution.QueryEdits;
import io.asyncorm.resolution.RowLocks;
import io.asyncorm.resolution.SelectRelated;
import io.asyncorm.resolution.TranslatedQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Default implementation of {@link QuerySet}: a {@link QueryState} and the methods that
 * change a copy of it. Immutable.
 */
class DefaultQuerySet<M> extends TerminalQuerySet<M> {

	DefaultQuerySet(QuerySets querySets, QueryState state) {
		super(querySets, state);
	}

	@Override
	public final Prefetches.Source prefetchSource() {
		return new Prefetches.Source(state(), RowAssemblers.objects(), false);
	}

	@Override
	public final Batches<M> inBatches(int size) {
		return KeyBatches.of(querySets(), state(), size);
	}

	@Override
	public QuerySet<M> all() {
		return this;
	}

	@Override
	public QuerySet<M> using(String dataSource) {
		QuerySets other = querySets().using(dataSource);
		return (other == querySets()) ? this
				: new DefaultQuerySet<>(other, TranslatedQuery.of(state(), other.models(), dataSource));
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
		return with(QueryEdits.annotate(state(), querySets().lookups(), name, ExpressionAccess.tree(value)));
	}

	@Override
	public final QuerySet<M> orderBy(String... fields) {
		return with(QueryEdits.orderBy(state(), querySets().lookups(), Names.of("orderBy", fields)));
	}

	@Override
	public final QuerySet<M> annotate(String name, FilteredRelation<? super M> relation) {
		return with(QueryEdits.annotate(state(), querySets().lookups(), name, relation));
	}

	@Override
	public final QuerySet<M> alias(String name, Expr<? super M> value) {
		return with(QueryEdits.alias(state(), querySets().lookups(), name, ExpressionAccess.tree(value)));
	}

	@Override
	public final QuerySet<M> orderBy(Order first, Order... more) {
		return with(QueryEdits.orderBy(state(), querySets().lookups(), first, more));
	}

	@Override
	public final QuerySet<M> reverse() {
		return with(QueryEdits.reverse(state()));
	}

	@Override
	public final QuerySet<M> distinct(String... fields) {
		return with(QueryEdits.distinct(state(), querySets().lookups(), Names.of("distinct", fields)));
	}

	@Override
	public final QuerySet<M> none() {
		return with(QueryEdits.none(state()));
	}

	@Override
	public QuerySet<M> timeout(Duration timeout) {
		return new DefaultQuerySet<>(querySets().within(timeout), state());
	}

	@Override
	public QuerySet<M> background() {
		return new DefaultQuerySet<>(querySets().inBackground(), state());
	}

	@Override
	public QuerySet<M> tag(String tag) {
		return new DefaultQuerySet<>(querySets().tagged(tag), state());
	}

	@Override
	public final QuerySet<M> withDeleted() {
		Combinations.requireNone(state(), "withDeleted");
		return with(state().mutate().withDeleted(true).build());
	}

	@Override
	public final QuerySet<M> selectForUpdate(RowLock lock) {
		return with(RowLocks.lock(state(), lock));
	}

	@Override
	public final QuerySet<M> union(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(state(), Combinations.UNION, false, others));
	}

	@Override
	public final QuerySet<M> unionAll(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(state(), Combinations.UNION, true, others));
	}

	@Override
	public final QuerySet<M> intersection(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(state(), Combinations.INTERSECTION, false, others));
	}

	@Override
	public final QuerySet<M> difference(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(state(), Combinations.DIFFERENCE, false, others));
	}

	@Override
	public final QuerySet<M> slice(long from, long to) {
		return with(QueryEdits.slice(state(), from, to));
	}

	@Override
	public final QuerySet<M> selectRelated(@Nullable String @Nullable ... relations) {
		return with(SelectRelated.select(state(), relations));
	}

	@Override
	public final QuerySet<M> prefetchRelated(@Nullable String @Nullable ... lookups) {
		return with(PrefetchResolver.prefetch(state(), lookups));
	}

	@Override
	public final QuerySet<M> prefetchRelated(Prefetch first, Prefetch... more) {
		return with(PrefetchResolver.prefetch(state(), PrefetchResolver.all(first, more)));
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
		return new ValuesSelections<>(querySets(), state());
	}

	@Override
	public final RawQuerySet<M> raw(String sql, @Nullable Object... values) {
		Assert.notNull(sql, "'sql' must not be null");
		Assert.notNull(values, "'values' must not be null");
		return DefaultRawQuerySet.of(querySets(), model(), sql, Arrays.asList(values));
	}

	@Override
	public final RawQuerySet<M> raw(String sql, Kw values) {
		Assert.notNull(sql, "'sql' must not be null");
		return DefaultRawQuerySet.of(querySets(), model(), sql, values);
	}

	@Override
	public final QuerySet<M> and(ValuesQuerySet<M, M> other) {
		return with(Combinations.and(state(), QueryStateHolder.stateOf(other)));
	}

	@Override
	public final QuerySet<M> or(ValuesQuerySet<M, M> other) {
		return with(Combinations.or(state(), QueryStateHolder.stateOf(other), querySets().lookups()));
	}

	@Override
	public final QuerySet<M> xor(ValuesQuerySet<M, M> other) {
		return with(Combinations.xor(state(), QueryStateHolder.stateOf(other), querySets().lookups()));
	}

	@Override
	public final ValuesQuerySet<M, Row<M>> only(String... fields) {
		return selections().partial(PartialRows.only(state(), Names.of("only", fields)));
	}

	@Override
	public final ValuesQuerySet<M, Row<M>> defer(String... fields) {
		return selections().partial(PartialRows.defer(state(), Names.of("defer", fields)));
	}

	@Override
	public final ValuesQuerySet<M, Row<M>> rows() {
		return selections().rows();
	}

	@Override
	public final ValuesQuerySet<M, LocalDate> dates(String field, String kind, SortOrder order) {
		return selections().of(DateSelections.dates(state(), querySets().lookups(), field, kind, order),
				LocalDate.class);
	}

	@Override
	public final ValuesQuerySet<M, Instant> datetimes(String field, String kind, SortOrder order) {
		return selections().of(DateSelections.datetimes(state(), querySets().lookups(), field, kind, order),
				Instant.class);
	}

	@Override
	public final ValuesQuerySet<M, Instant> datetimes(String field, String kind, SortOrder order, ZoneId zone) {
		return selections().of(DateSelections.datetimes(state(), querySets().lookups(), field, kind, order, zone),
				Instant.class);
	}

	/** What {@code filter()} and {@code exclude()} are. */
	QuerySet<M> filter(Expression condition, boolean exclude) {
		return with(QueryEdits.filter(state(), querySets().lookups(), condition, exclude));
	}

	private QuerySet<M> with(QueryState changed) {
		return new DefaultQuerySet<>(querySets(), changed);
	}

}
