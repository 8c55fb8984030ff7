package io.asyncorm.queryset;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.QueryLimits;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.ReadCompletion;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.query.CursorPage;
import io.asyncorm.query.Page;
import io.asyncorm.resolution.Keyset;
import io.asyncorm.resolution.Orderings;
import io.asyncorm.resolution.QueryEdits;
import io.asyncorm.resolution.RowLocks;
import org.jspecify.annotations.Nullable;

/**
 * Implements the methods of query sets that give pages, for results of any type.
 * Immutable.
 */
record Pages(QuerySets querySets) {

	<R extends @Nullable Object> CompletableFuture<Page<R>> page(QueryState state, RowAssembler<R> assembler,
			int number, int size) {
		QueryLimits.requirePageSize(size);
		if (number < 0) {
			throw new InvalidValueException("Pages are counted from 0; there is no page " + number);
		}
		Terminals terminals = new Terminals(this.querySets);
		long from = (long) number * size;
		CompletableFuture<List<R>> rows = terminals.list(QueryEdits.slice(Orderings.withKey(state), from, from + size),
				assembler);
		return QuerySets.together(rows, terminals.count(state),
				(content, total) -> new Page<>(content, number, size, total));
	}

	/** Some rows from a position on, in an order that the key decides at last. */
	<R extends @Nullable Object> CompletableFuture<List<R>> slice(QueryState state, RowAssembler<R> assembler,
			long from, int limit) {
		QueryLimits.requirePageSize(limit - 1);
		return new Terminals(this.querySets).list(QueryEdits.slice(Orderings.withKey(state), from, from + limit),
				assembler);
	}

	/**
	 * Some rows behind another, each with the token of its place.
	 * @param backward whether they are those before it, the nearest first
	 */
	<R extends @Nullable Object> CompletableFuture<List<Map.Entry<String, R>>> placed(QueryState state,
			RowAssembler<R> assembler, @Nullable String token, int limit, boolean backward) {
		QueryLimits.requirePageSize(limit - 1);
		return read("apageAfter", state, assembler,
				(keyset) -> backward ? keyset.rowsBefore(token, limit) : keyset.rowsAfter(token, limit),
				Pages::withTokens);
	}

	private static <R extends @Nullable Object> List<Map.Entry<String, R>> withTokens(
			List<Map.Entry<List<@Nullable Object>, R>> rows, Keyset keyset) {
		List<Map.Entry<String, R>> placed = new ArrayList<>(rows.size());
		for (Map.Entry<List<@Nullable Object>, R> row : rows) {
			placed.add(new AbstractMap.SimpleImmutableEntry<>(keyset.token(row.getKey()), row.getValue()));
		}
		return placed;
	}

	<R extends @Nullable Object> CompletableFuture<CursorPage<R>> pageAfter(QueryState state, RowAssembler<R> assembler,
			@Nullable String token, int size) {
		QueryLimits.requirePageSize(size);
		return after("apageAfter", state, assembler, token, size + 1, (rows, keyset) -> page(rows, keyset, size));
	}

	/** Some objects behind others, as many as are worked on together. */
	<M> CompletableFuture<CursorPage<M>> batch(QueryState state, @Nullable String token, int size) {
		return this.<M, CursorPage<M>>after("forEachBatch", state, RowAssemblers.objects(), token, size + 1,
				(rows, keyset) -> page(rows, keyset, size));
	}

	private <R extends @Nullable Object, P> CompletableFuture<P> after(String method, QueryState state,
			RowAssembler<R> assembler, @Nullable String token, int limit,
			BiFunction<List<Map.Entry<List<@Nullable Object>, R>>, Keyset, P> result) {
		return read(method, state, assembler, (keyset) -> keyset.rowsAfter(token, limit), result);
	}

	private <R extends @Nullable Object, P> CompletableFuture<P> read(String method, QueryState state,
			RowAssembler<R> assembler, Function<Keyset, QueryState> wanted,
			BiFunction<List<Map.Entry<List<@Nullable Object>, R>>, Keyset, P> result) {
		RowLocks.requireTargets(state);
		Keyset keyset = Keyset.of(state, this.querySets.lookups());
		ReadCompletion<Map.Entry<List<@Nullable Object>, R>> completion = ReadCompletion
			.ofValues(PrefetchReader.completion(this.querySets, state));
		return this.querySets.dispatcher()
			.dispatch(new Operation.Read<>(Operation.name(state.model(), method), wanted.apply(keyset),
					placed(assembler, keyset.size()), completion, (rows) -> result.apply(rows, keyset)));
	}

	/** A row and the values that it is ordered by, which come last. */
	private static <R extends @Nullable Object> RowAssembler<Map.Entry<List<@Nullable Object>, R>> placed(
			RowAssembler<R> assembler, int count) {
		return (object, values) -> {
			int own = values.length - count;
			List<@Nullable Object> place = Collections
				.unmodifiableList(Arrays.asList(Arrays.copyOfRange(values, own, values.length)));
			return new AbstractMap.SimpleImmutableEntry<>(place,
					assembler.assemble(object, Arrays.copyOf(values, own)));
		};
	}

	private static <R extends @Nullable Object> CursorPage<R> page(List<Map.Entry<List<@Nullable Object>, R>> rows,
			Keyset keyset, int size) {
		List<R> content = new ArrayList<>();
		rows.stream().limit(size).forEach((row) -> content.add(row.getValue()));
		return new CursorPage<>(content, (rows.size() > size) ? keyset.token(rows.get(size - 1).getKey()) : null);
	}

}
