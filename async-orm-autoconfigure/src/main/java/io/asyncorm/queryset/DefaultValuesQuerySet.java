package io.asyncorm.queryset;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.Row;
import io.asyncorm.query.RowLock;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.resolution.Combinations;
import io.asyncorm.resolution.QueryEdits;
import io.asyncorm.resolution.RowLocks;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Default implementation of {@link ValuesQuerySet}: a {@link QueryState} and how its rows
 * become results. Immutable.
 */
final class DefaultValuesQuerySet<M, R extends @Nullable Object> implements ValuesQuerySet<M, R>, QueryStateHolder {

	private final QuerySets querySets;

	private final QueryState state;

	private final Assembly<R> assembly;

	DefaultValuesQuerySet(QuerySets querySets, QueryState state, Assembly<R> assembly) {
		this.querySets = querySets;
		this.state = state;
		this.assembly = assembly;
	}

	@Override
	public QueryState state() {
		return this.state;
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
		return with(QueryEdits.annotate(this.state, this.querySets.lookups(), name, ExpressionAccess.tree(value)));
	}

	@Override
	public ValuesQuerySet<M, R> orderBy(String... fields) {
		return with(QueryEdits.orderBy(this.state, this.querySets.lookups(), Names.of("orderBy", fields)));
	}

	@Override
	public ValuesQuerySet<M, R> alias(String name, Expr<? super M> value) {
		return with(QueryEdits.alias(this.state, this.querySets.lookups(), name, ExpressionAccess.tree(value)));
	}

	@Override
	public ValuesQuerySet<M, R> orderBy(Order first, Order... more) {
		return with(QueryEdits.orderBy(this.state, this.querySets.lookups(), first, more));
	}

	@Override
	public ValuesQuerySet<M, R> reverse() {
		return with(QueryEdits.reverse(this.state));
	}

	@Override
	public ValuesQuerySet<M, R> distinct(String... fields) {
		return with(QueryEdits.distinct(this.state, this.querySets.lookups(), Names.of("distinct", fields)));
	}

	@Override
	public ValuesQuerySet<M, R> none() {
		return with(QueryEdits.none(this.state));
	}

	@Override
	public ValuesQuerySet<M, R> selectForUpdate(RowLock lock) {
		return with(RowLocks.lock(this.state, lock));
	}

	@Override
	public ValuesQuerySet<M, R> union(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(this.state, Combinations.UNION, false, others));
	}

	@Override
	public ValuesQuerySet<M, R> unionAll(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(this.state, Combinations.UNION, true, others));
	}

	@Override
	public ValuesQuerySet<M, R> intersection(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(this.state, Combinations.INTERSECTION, false, others));
	}

	@Override
	public ValuesQuerySet<M, R> difference(ValuesQuerySet<?, ?>... others) {
		return with(Combinations.combine(this.state, Combinations.DIFFERENCE, false, others));
	}

	@Override
	public ValuesQuerySet<M, R> and(ValuesQuerySet<M, R> other) {
		return with(Combinations.and(this.state, QueryStateHolder.stateOf(other)));
	}

	@Override
	public ValuesQuerySet<M, R> or(ValuesQuerySet<M, R> other) {
		return with(Combinations.or(this.state, QueryStateHolder.stateOf(other), this.querySets.lookups()));
	}

	@Override
	public ValuesQuerySet<M, R> xor(ValuesQuerySet<M, R> other) {
		return with(Combinations.xor(this.state, QueryStateHolder.stateOf(other), this.querySets.lookups()));
	}

	@Override
	public ValuesQuerySet<M, R> slice(long from, long to) {
		return with(QueryEdits.slice(this.state, from, to));
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
		return new ValuesSelections<>(this.querySets, this.state);
	}

	@Override
	public String sql() {
		return new Terminals(this.querySets).sql(this.state, assembler());
	}

	@Override
	public CompletableFuture<List<R>> alist() {
		return new Terminals(this.querySets).list(this.state, assembler());
	}

	@Override
	public AsyncIterable<R> aiterator(int chunkSize) {
		return new Terminals(this.querySets).iterator(this.state, assembler(), chunkSize);
	}

	@Override
	public CompletableFuture<Optional<R>> afirst() {
		return new Terminals(this.querySets).first(this.state, assembler());
	}

	@Override
	public CompletableFuture<R> aget() {
		return new Terminals(this.querySets).get(this.state, assembler());
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
	public CompletableFuture<Optional<R>> alast() {
		return new Terminals(this.querySets).last(this.state, assembler());
	}

	@Override
	public CompletableFuture<R> alatest(String... fields) {
		return new Terminals(this.querySets).latest(this.state, Names.of("alatest", fields), assembler());
	}

	@Override
	public CompletableFuture<R> aearliest(String... fields) {
		return new Terminals(this.querySets).earliest(this.state, Names.of("aearliest", fields), assembler());
	}

	@Override
	public CompletableFuture<Map<@Nullable Object, R>> ainBulk(String field) {
		return new Terminals(this.querySets).inBulk(this.state, assembler(), field, null);
	}

	@Override
	public CompletableFuture<Map<@Nullable Object, R>> ainBulk(String field, Collection<?> values) {
		return new Terminals(this.querySets).inBulk(this.state, assembler(), field, values);
	}

	@Override
	public CompletableFuture<Map<String, @Nullable Object>> aaggregate(Kw aggregates) {
		return new Terminals(this.querySets).aggregate(this.state, aggregates);
	}

	@Override
	public CompletableFuture<String> aexplain(Kw options) {
		return new Terminals(this.querySets).explain(this.state, options);
	}

	@Override
	public CompletableFuture<M> acreate(Kw values) {
		return writes().create(values);
	}

	@Override
	public CompletableFuture<Long> aupdate(Update<M> changes) {
		if (this.state.groupBy() != null) {
			throw new InvalidDataAccessApiUsageException("Cannot update groups of '" + this.state.model().name()
					+ "': update the rows of a query set without values()");
		}
		return new ObjectTerminals<M>(this.querySets, this.state).update(writes(), changes);
	}

	@SuppressWarnings("unchecked") // the state of a query set of M is over the model M
	private ModelWrites<M> writes() {
		return this.querySets.writes((ModelMetadata<M>) this.state.model());
	}

	private ValuesQuerySet<M, R> filter(Expression condition, boolean exclude) {
		return with(QueryEdits.filter(this.state, this.querySets.lookups(), condition, exclude));
	}

	private ValuesQuerySet<M, R> with(QueryState changed) {
		return new DefaultValuesQuerySet<>(this.querySets, changed, this.assembly);
	}

	private RowAssembler<R> assembler() {
		return this.assembly.of(this.state);
	}

	@Override
	public Prefetches.@Nullable Source prefetchSource() {
		return (this.assembly instanceof RowAssembly<?>) ? new Prefetches.Source(this.state, assembler(), true) : null;
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
