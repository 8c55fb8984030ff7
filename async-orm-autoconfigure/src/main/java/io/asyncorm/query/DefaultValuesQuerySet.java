package io.asyncorm.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Q;
import org.jspecify.annotations.Nullable;

/**
 * Pairs a state with what is made of its rows.
 */
final class DefaultValuesQuerySet<M, R extends @Nullable Object> implements ValuesQuerySet<M, R>, QueryStateHolder {

	private final QuerySets querySets;

	private final QueryState state;

	private final RowAssembler<R> assembler;

	DefaultValuesQuerySet(QuerySets querySets, QueryState state, RowAssembler<R> assembler) {
		this.querySets = querySets;
		this.state = state;
		this.assembler = assembler;
	}

	@Override
	public QueryState state() {
		return this.state;
	}

	@Override
	public ValuesQuerySet<M, R> filter(Q<? super M> condition) {
		return filter(condition.tree(), false);
	}

	@Override
	public ValuesQuerySet<M, R> exclude(Q<? super M> condition) {
		return filter(condition.tree(), true);
	}

	@Override
	public ValuesQuerySet<M, R> annotate(String name, Expr<? super M> value) {
		return with(QueryEdits.annotate(this.state, this.querySets.lookups(), name, value.tree()));
	}

	@Override
	public ValuesQuerySet<M, R> orderBy(String... fields) {
		return with(QueryEdits.orderBy(this.state, this.querySets.lookups(), List.of(fields)));
	}

	@Override
	public ValuesQuerySet<M, R> alias(String name, Expr<? super M> value) {
		return with(QueryEdits.alias(this.state, this.querySets.lookups(), name, value.tree()));
	}

	@Override
	public ValuesQuerySet<M, R> reverse() {
		return with(QueryEdits.reverse(this.state));
	}

	@Override
	public ValuesQuerySet<M, R> distinct(String... fields) {
		return with(QueryEdits.distinct(this.state, this.querySets.lookups(), List.of(fields)));
	}

	@Override
	public ValuesQuerySet<M, R> none() {
		return with(QueryEdits.none(this.state));
	}

	@Override
	public ValuesQuerySet<M, R> selectForUpdate(RowLock lock) {
		return with(QueryEdits.lock(this.state, lock));
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
	public ValuesQuerySet<M, R> slice(int from, int to) {
		return with(QueryEdits.slice(this.state, from, to));
	}

	@Override
	public CompletableFuture<List<R>> alist() {
		return new Terminals(this.querySets).list(this.state, this.assembler);
	}

	@Override
	public CompletableFuture<Optional<R>> afirst() {
		return new Terminals(this.querySets).first(this.state, this.assembler);
	}

	@Override
	public CompletableFuture<R> aget() {
		return new Terminals(this.querySets).get(this.state, this.assembler);
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
		return new Terminals(this.querySets).last(this.state, this.assembler);
	}

	@Override
	public CompletableFuture<R> alatest(String... fields) {
		return new Terminals(this.querySets).latest(this.state, List.of(fields), this.assembler);
	}

	@Override
	public CompletableFuture<R> aearliest(String... fields) {
		return new Terminals(this.querySets).earliest(this.state, List.of(fields), this.assembler);
	}

	@Override
	public CompletableFuture<Map<String, @Nullable Object>> aaggregate(Kw aggregates) {
		return new Terminals(this.querySets).aggregate(this.state, aggregates);
	}

	@Override
	public CompletableFuture<String> aexplain() {
		return new Terminals(this.querySets).explain(this.state);
	}

	private ValuesQuerySet<M, R> filter(Expression condition, boolean exclude) {
		return with(QueryEdits.filter(this.state, this.querySets.lookups(), condition, exclude));
	}

	private ValuesQuerySet<M, R> with(QueryState changed) {
		return new DefaultValuesQuerySet<>(this.querySets, changed, this.assembler);
	}

}
