package io.asyncorm.queryset;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.Property;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Update;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.Prefetches;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.query.Row;
import io.asyncorm.query.RowLock;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.resolution.Combinations;
import io.asyncorm.resolution.QueryEdits;
import io.asyncorm.resolution.RowLocks;
import io.asyncorm.resolution.TranslatedQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Default implementation of {@link ValuesQuerySet}: a {@link QueryState} and how its rows
 * become results. Immutable.
 */
final class DefaultValuesQuerySet<M, R extends @Nullable Object> extends TerminalValuesQuerySet<M, R> {

	private final Assembly<R> assembly;

	DefaultValuesQuerySet(QuerySets querySets, QueryState state, Assembly<R> assembly) {
		super(querySets, state);
		this.assembly = assembly;
	}

	@Override
	public ValuesQuerySet<M, R> filter(Q<? super M> condition) {
		return filter(ExpressionAccess.tree(condition), false);
	}

	@Override
	public ValuesQuerySet<M, R> exclude(Q<? super M> condition) {
		return filter(ExpressionAccess.tree(condition), true);
	}

	@Override
	public ValuesQuerySet<M, R> annotate(String name, Expr<? super M> value) {
		return with(QueryEdits.annotate(state(), querySets().lookups(), name, ExpressionAccess.tree(value)));
	}

	@Override
	public ValuesQuerySet<M, R> orderBy(String... fields) {
		return with(QueryEdits.orderBy(state(), querySets().lookups(), Names.of("orderBy", fields)));
	}

	@Override
	public ValuesQuerySet<M, R> alias(String name, Expr<? super M> value) {
		return with(QueryEdits.alias(state(), querySets().lookups(), name, ExpressionAccess.tree(value)));
	}

	@Override
	public ValuesQuerySet<M, R> orderBy(Order first, Order... more) {
		return with(QueryEdits.orderBy(state(), querySets().lookups(), first, more));
	}

	@Override
	public ValuesQuerySet<M, R> reverse() {
		return with(QueryEdits.reverse(state()));
	}

	@Override
	public ValuesQuerySet<M, R> distinct(String... fields) {
		return with(QueryEdits.distinct(state(), querySets().lookups(), Names.of("distinct", fields)));
	}

	@Override
	public ValuesQuerySet<M, R> none() {
		return with(QueryEdits.none(state()));
	}

	@Override
	public ValuesQuerySet<M, R> timeout(Duration timeout) {
		return new DefaultValuesQuerySet<>(querySets().within(timeout), state(), this.assembly);
	}

	@Override
	public ValuesQuerySet<M, R> background() {
		return new DefaultValuesQuerySet<>(querySets().inBackground(), state(), this.assembly);
	}

	@Override
	public ValuesQuerySet<M, R> tag(String tag) {
		return new DefaultValuesQuerySet<>(querySets().tagged(tag), state(), this.assembly);
	}

	/** What makes results of rows looks at the query alone, whatever its models. */
	@Override
	public ValuesQuerySet<M, R> using(String dataSource) {
		QuerySets other = querySets().using(dataSource);
		return (other == querySets()) ? this : new DefaultValuesQuerySet<>(other,
				TranslatedQuery.of(state(), other.models(), dataSource), this.assembly);
	}

	@Override
	public ValuesQuerySet<M, R> selectForUpdate(RowLock lock) {
		return with(RowLocks.lock(state(), lock));
	}

	@Override
	public ValuesQuerySet<M, R> union(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(state(), Combinations.UNION, false, others));
	}

	@Override
	public ValuesQuerySet<M, R> unionAll(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(state(), Combinations.UNION, true, others));
	}

	@Override
	public ValuesQuerySet<M, R> intersection(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(state(), Combinations.INTERSECTION, false, others));
	}

	@Override
	public ValuesQuerySet<M, R> difference(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(state(), Combinations.DIFFERENCE, false, others));
	}

	@Override
	public ValuesQuerySet<M, R> and(ValuesQuerySet<M, R> other) {
		return with(Combinations.and(state(), QueryStateHolder.stateOf(other)));
	}

	@Override
	public ValuesQuerySet<M, R> or(ValuesQuerySet<M, R> other) {
		return with(Combinations.or(state(), QueryStateHolder.stateOf(other), querySets().lookups()));
	}

	@Override
	public ValuesQuerySet<M, R> xor(ValuesQuerySet<M, R> other) {
		return with(Combinations.xor(state(), QueryStateHolder.stateOf(other), querySets().lookups()));
	}

	@Override
	public ValuesQuerySet<M, R> slice(long from, long to) {
		return with(QueryEdits.slice(state(), from, to));
	}

	@Override
	public ValuesQuerySet<M, Map<String, @Nullable Object>> values(String... fields) {
		return selections().maps(fields);
	}

	@Override
	public <V extends Record> ValuesQuerySet<M, V> values(Class<V> projection) {
		return selections().records(projection);
	}

	@Override
	public ValuesQuerySet<M, List<@Nullable Object>> valuesList(String... fields) {
		return selections().lists(fields);
	}

	@Override
	public <V extends @Nullable Object> ValuesQuerySet<M, V> valuesList(Property<? super M, V> field) {
		return selections().single(field);
	}

	@Override
	public <V> ValuesQuerySet<M, @Nullable V> valuesList(String field, Class<V> type) {
		return selections().single(field, type);
	}

	private ValuesSelections<M> selections() {
		return new ValuesSelections<>(querySets(), state());
	}

	@Override
	public CompletableFuture<Map<@Nullable Object, R>> ainBulk(String field) {
		return new Terminals(querySets()).inBulk(state(), assembler(), field, null);
	}

	@Override
	public CompletableFuture<Map<@Nullable Object, R>> ainBulk(String field, Collection<?> values) {
		Assert.notNull(values, "'values' must not be null: without them, ainBulk() reads all rows");
		return new Terminals(querySets()).inBulk(state(), assembler(), field, values);
	}

	@Override
	public CompletableFuture<M> acreate(Kw values) {
		return writes().create(values);
	}

	@Override
	public CompletableFuture<Long> aupdate(Update<M> changes) {
		if (state().groupBy() != null) {
			throw new InvalidDataAccessApiUsageException("Cannot update groups of '" + state().model().name()
					+ "': update the rows of a query set without values()");
		}
		return new ObjectTerminals<M>(querySets(), state()).update(writes(), changes);
	}

	@SuppressWarnings("unchecked") // the state of a query set of M is over the model M
	private ModelWrites<M> writes() {
		return querySets().writes((ModelMetadata<M>) state().model());
	}

	private ValuesQuerySet<M, R> filter(Expression condition, boolean exclude) {
		return with(QueryEdits.filter(state(), querySets().lookups(), condition, exclude));
	}

	private ValuesQuerySet<M, R> with(QueryState changed) {
		return new DefaultValuesQuerySet<>(querySets(), changed, this.assembly);
	}

	@Override
	RowAssembler<R> assembler() {
		return this.assembly.of(state());
	}

	@Override
	public Prefetches.@Nullable Source prefetchSource() {
		return (this.assembly instanceof RowAssembly<?>) ? new Prefetches.Source(state(), assembler(), true) : null;
	}

	/**
	 * Creates the assembler of result rows when the query is evaluated, since annotations
	 * may have added columns.
	 */
	@FunctionalInterface
	interface Assembly<R extends @Nullable Object> {

		RowAssembler<R> of(QueryState state);

	}

	/**
	 * An assembly of {@link Row}s, which can hold prefetched relations.
	 */
	@FunctionalInterface
	interface RowAssembly<M> extends Assembly<Row<M>> {

	}

}
