package io.asyncorm.query;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.asyncorm.model.ModelMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What reaches the database, for query sets of any result.
 */
final class Terminals {

	/**
	 * Django reads so many rows at most to be able to say how many there are too many.
	 */
	private static final int MOST_TO_COUNT = 21;

	private final QuerySets querySets;

	Terminals(QuerySets querySets) {
		this.querySets = querySets;
	}

	<R extends @Nullable Object> CompletableFuture<List<R>> list(QueryState state, RowAssembler<R> assembler) {
		return read("alist", state, assembler, Function.identity());
	}

	<R extends @Nullable Object> CompletableFuture<Optional<R>> first(QueryState state, RowAssembler<R> assembler) {
		QueryState ordered = QueryEdits.isOrdered(state) ? state
				: QueryEdits.orderBy(state, this.querySets.lookups(), List.of("pk"));
		return read("afirst", QueryEdits.slice(ordered, 0, 1), assembler,
				(rows) -> rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.get(0)));
	}

	<R extends @Nullable Object> CompletableFuture<R> get(QueryState state, RowAssembler<R> assembler) {
		QueryState limited = state.isSliced() ? state
				: QueryEdits.slice(QueryEdits.withOrderings(state, List.of()), 0, MOST_TO_COUNT);
		String name = state.model().name();
		return read("aget", limited, assembler, (rows) -> only(rows, name));
	}

	CompletableFuture<Long> count(QueryState state) {
		return dispatch(
				new Operation.Count(name(state, "acount"), QueryEdits.ordered(state, this.querySets.lookups())));
	}

	CompletableFuture<Boolean> exists(QueryState state) {
		return dispatch(new Operation.Exists(name(state, "aexists"), QueryEdits.withOrderings(state, List.of())));
	}

	<R> CompletableFuture<R> dispatch(Operation<R> operation) {
		return this.querySets.dispatcher().dispatch(operation);
	}

	static String name(QueryState state, String method) {
		return name(state.model(), method);
	}

	static String name(ModelMetadata<?> model, String method) {
		return model.name() + "." + method;
	}

	private <E extends @Nullable Object, R> CompletableFuture<R> read(String method, QueryState state,
			RowAssembler<E> assembler, Function<List<E>, R> result) {
		return dispatch(new Operation.Read<>(name(state, method), QueryEdits.ordered(state, this.querySets.lookups()),
				assembler, result));
	}

	private static <R extends @Nullable Object> R only(List<R> rows, String model) {
		if (rows.isEmpty()) {
			throw new DoesNotExistException(model, "There is no '" + model + "' that matches the query");
		}
		if (rows.size() > 1) {
			String number = (rows.size() < MOST_TO_COUNT) ? String.valueOf(rows.size())
					: "more than " + (MOST_TO_COUNT - 1);
			throw new MultipleObjectsReturnedException(model,
					"One '" + model + "' was wanted, but " + number + " match the query", rows.size());
		}
		return rows.get(0);
	}

}
