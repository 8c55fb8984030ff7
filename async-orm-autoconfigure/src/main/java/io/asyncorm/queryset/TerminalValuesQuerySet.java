package io.asyncorm.queryset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Kw;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.CursorPage;
import io.asyncorm.query.Page;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;

/**
 * The terminal methods that every query set has, whatever its rows become. Immutable.
 */
abstract class TerminalValuesQuerySet<M, R extends @Nullable Object> implements ValuesQuerySet<M, R>, QueryStateHolder {

	private final QuerySets querySets;

	private final QueryState state;

	TerminalValuesQuerySet(QuerySets querySets, QueryState state) {
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

	/** Makes the results of rows. */
	abstract RowAssembler<R> assembler();

	@Override
	public final String sql() {
		return terminals().sql(this.state, assembler());
	}

	@Override
	public CompletableFuture<List<R>> alist() {
		return terminals().list(this.state, assembler());
	}

	@Override
	public final AsyncIterable<R> aiterator(int chunkSize) {
		return terminals().iterator(this.state, assembler(), chunkSize);
	}

	@Override
	public final CompletableFuture<Optional<R>> afirst() {
		return terminals().first(this.state, assembler());
	}

	@Override
	public final CompletableFuture<R> aget() {
		return terminals().get(this.state, assembler());
	}

	@Override
	public CompletableFuture<Long> acount() {
		return terminals().count(this.state);
	}

	@Override
	public CompletableFuture<Boolean> aexists() {
		return terminals().exists(this.state);
	}

	@Override
	public final CompletableFuture<Optional<R>> alast() {
		return terminals().last(this.state, assembler());
	}

	@Override
	public final CompletableFuture<Page<R>> apage(int number, int size) {
		return new Pages(this.querySets).page(this.state, assembler(), number, size);
	}

	@Override
	public final CompletableFuture<CursorPage<R>> apageAfter(@Nullable String after, int size) {
		return new Pages(this.querySets).pageAfter(this.state, assembler(), after, size);
	}

	final CompletableFuture<List<R>> rowsFrom(long from, int limit) {
		return new Pages(this.querySets).slice(this.state, assembler(), from, limit);
	}

	final CompletableFuture<List<Map.Entry<String, R>>> placed(@Nullable String from, int limit, boolean backward) {
		return new Pages(this.querySets).placed(this.state, assembler(), from, limit, backward);
	}

	@Override
	public final CompletableFuture<R> alatest(String... fields) {
		return terminals().latest(this.state, Names.of("alatest", fields), assembler());
	}

	@Override
	public final CompletableFuture<R> aearliest(String... fields) {
		return terminals().earliest(this.state, Names.of("aearliest", fields), assembler());
	}

	@Override
	public final CompletableFuture<Map<String, @Nullable Object>> aaggregate(Kw aggregates) {
		return terminals().aggregate(this.state, aggregates);
	}

	@Override
	public final CompletableFuture<String> aexplain(Kw options) {
		return terminals().explain(this.state, options);
	}

	private Terminals terminals() {
		return new Terminals(this.querySets);
	}

}
