package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Step;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.MessageText;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.RowQuery;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.ReadCompletion;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.plan.SingleResult;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.ExplainOptions;
import io.asyncorm.query.Ref;
import io.asyncorm.resolution.Combinations;
import io.asyncorm.resolution.ExpressionResolver;
import io.asyncorm.resolution.FieldPath;
import io.asyncorm.resolution.Orderings;
import io.asyncorm.resolution.QueryEdits;
import io.asyncorm.resolution.RowLocks;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Implements the methods of query sets that run a query, such as {@code alist()}, for
 * results of any type. Immutable.
 */
final class Terminals {

	private static final Step IN = new Step.Named("in");

	private final QuerySets querySets;

	Terminals(QuerySets querySets) {
		this.querySets = querySets;
	}

	<R extends @Nullable Object> CompletableFuture<List<R>> list(QueryState state, RowAssembler<R> assembler) {
		return read("alist", state, assembler, Function.identity());
	}

	/** The text of what {@link #list} sends, but for what completes the rows. */
	<R extends @Nullable Object> String sql(QueryState state, RowAssembler<R> assembler) {
		RowLocks.requireTargets(state);
		return this.querySets.dispatcher()
			.sql(new Operation.Read<>(name(state, "sql"), Orderings.ordered(state, this.querySets.lookups()), assembler,
					Function.identity()));
	}

	<R extends @Nullable Object> AsyncIterable<R> iterator(QueryState state, RowAssembler<R> assembler, int chunkSize) {
		requireChunk(chunkSize);
		RowLocks.requireTargets(state);
		return this.querySets.dispatcher()
			.iterate(
					new Operation.Read<>(name(state, "aiterator"), Orderings.ordered(state, this.querySets.lookups()),
							assembler, PrefetchReader.completion(this.querySets, state), Function.identity()),
					chunkSize);
	}

	static void requireChunk(int chunkSize) {
		if (chunkSize <= 0) {
			throw new InvalidDataAccessApiUsageException(
					"aiterator() needs a chunk size of at least 1, not " + chunkSize);
		}
	}

	<R extends @Nullable Object> CompletableFuture<Optional<R>> first(QueryState state, RowAssembler<R> assembler) {
		return read("afirst", firstRow(state), assembler, Terminals::firstOf);
	}

	private QueryState firstRow(QueryState state) {
		return QueryEdits.slice(ordered(state, "afirst", "pk"), 0, 1);
	}

	static <R extends @Nullable Object> Optional<R> firstOf(List<R> rows) {
		return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.get(0));
	}

	<R extends @Nullable Object> CompletableFuture<Optional<R>> last(QueryState state, RowAssembler<R> assembler) {
		return read("alast", lastRow(state), assembler, Terminals::firstOf);
	}

	private QueryState lastRow(QueryState state) {
		QueryState last = Orderings.isOrdered(state) ? QueryEdits.reverse(state) : ordered(state, "alast", "-pk");
		return QueryEdits.slice(last, 0, 1);
	}

	/** Orders by the key if there is no ordering; groups need not have a key. */
	private QueryState ordered(QueryState state, String method, String key) {
		if (Orderings.isOrdered(state)) {
			return state;
		}
		if (state.selection() instanceof QueryState.Columns && state.groupBy() != null
				&& !state.groupBy().contains(QueryEdits.key(state.model()))) {
			throw new InvalidDataAccessApiUsageException("Groups of '" + state.model().name()
					+ "' have no order of their own that " + method + "() could go by: add an orderBy()");
		}
		return QueryEdits.orderBy(state, this.querySets.lookups(), List.of(key));
	}

	<R extends @Nullable Object> CompletableFuture<R> latest(QueryState state, List<String> fields,
			RowAssembler<R> assembler) {
		return extreme("alatest", QueryEdits.reverse(orderedBy(state, fields, "alatest")), assembler);
	}

	<R extends @Nullable Object> CompletableFuture<R> earliest(QueryState state, List<String> fields,
			RowAssembler<R> assembler) {
		return extreme("aearliest", orderedBy(state, fields, "aearliest"), assembler);
	}

	private QueryState orderedBy(QueryState state, List<String> fields, String method) {
		List<String> names = fields.isEmpty() ? state.model().latestBy() : fields;
		if (names.isEmpty()) {
			throw new InvalidDataAccessApiUsageException(method + "() needs fields to go by: name them, or give '"
					+ state.model().name() + "' a getLatestBy");
		}
		return QueryEdits.orderBy(state, this.querySets.lookups(), names);
	}

	private <R extends @Nullable Object> CompletableFuture<R> extreme(String method, QueryState state,
			RowAssembler<R> assembler) {
		return read(method, QueryEdits.slice(state, 0, 1), assembler, single(state, name(state, method)));
	}

	<R extends @Nullable Object> CompletableFuture<Map<@Nullable Object, R>> inBulk(QueryState state,
			RowAssembler<R> assembler, String name, @Nullable Collection<?> values) {
		if (state.isSliced()) {
			throw new InvalidDataAccessApiUsageException(
					"Cannot use ainBulk() once a slice has been taken: leave the slice out, and name the keys");
		}
		List<Step> path = ExpressionAccess.steps(name);
		ModelField field = FieldPath.findField(state.model(), path);
		if (field == null) {
			throw FieldException.unknown("name", name, "into a field of '" + state.model().name() + "'",
					state.model().choices());
		}
		Expression.Column column = new Expression.Column(List.of(), field, 0);
		if (!field.unique() && !List.of(column).equals(state.distinct())) {
			throw new InvalidDataAccessApiUsageException(
					"ainBulk() needs a unique field, which '" + name + "' of '" + state.model().name() + "' is not");
		}
		QueryState wanted = (values == null) ? state : QueryEdits.filter(state, this.querySets.lookups(),
				new Expression.Keyword(Step.append(path, IN), values.stream().filter(Objects::nonNull).toList()),
				false);
		ReadCompletion<R> ofRows = PrefetchReader.completion(this.querySets, state);
		ReadCompletion<Map.Entry<@Nullable Object, R>> completion = ReadCompletion.ofValues(ofRows);
		return read("ainBulk", QueryEdits.withColumn(wanted, new QueryState.Named(name, column)),
				RowAssemblers.keyed(field, assembler), completion, (entries) -> {
					Map<Object, Object> asked = asked(field, values);
					Map<@Nullable Object, R> map = new LinkedHashMap<>();
					entries.forEach((entry) -> {
						Object key = keyed(entry.getKey(), field, name);
						map.put((key != null) ? asked.getOrDefault(key, key) : null, entry.getValue());
					});
					return map;
				});
	}

	/** Composite keys come back as what they were asked by, such as a record. */
	private static Map<Object, Object> asked(ModelField field, @Nullable Collection<?> values) {
		Map<Object, Object> asked = new HashMap<>();
		if (field.isComposite() && values != null) {
			values.stream().filter(Objects::nonNull).forEach((value) -> asked.put(field.toProperty(value), value));
		}
		return asked;
	}

	/** A foreign key by the name of its column is the key itself. */
	private static @Nullable Object keyed(@Nullable Object value, ModelField field, String name) {
		return (value instanceof Ref<?> ref && !Names.same(field.name(), name)) ? ref.key() : value;
	}

	/** Refuses what is no object of any model; one of another model is not contained. */
	private void requireObject(@Nullable Object object) {
		if (object == null || this.querySets.models().find(object.getClass()) == null) {
			throw new InvalidDataAccessApiUsageException("acontains() needs an object of a model, not "
					+ ((object != null) ? "a value of type '" + object.getClass().getTypeName() + "'" : "null"));
		}
	}

	CompletableFuture<Boolean> contains(QueryState state, @Nullable Object object) {
		Combinations.requireNone(state, "acontains");
		if (!state.model().type().isInstance(object)) {
			requireObject(object);
			return exists(QueryEdits.none(state));
		}
		Object key = keyOf(state.model(), Objects.requireNonNull(object));
		if (key == null) {
			throw new InvalidDataAccessApiUsageException("acontains() was given an object that has not been saved");
		}
		return exists(
				QueryEdits.filter(state, this.querySets.lookups(), ExpressionAccess.tree(Q.of("pk", key)), false));
	}

	private <M> @Nullable Object keyOf(ModelMetadata<M> model, Object object) {
		return this.querySets.values(model).keyOf(model.type().cast(object));
	}

	CompletableFuture<Map<String, @Nullable Object>> aggregate(QueryState state, Kw aggregates) {
		QueryState from = Orderings.counted(state, this.querySets.lookups());
		if (state.isDistinctOn()) {
			throw new InvalidDataAccessApiUsageException("aaggregate() after distinct(fields) is not supported");
		}
		QueryState known = state;
		List<QueryState.Named> named = new ArrayList<>();
		for (Expression.Keyword keyword : ExpressionAccess.keywords(aggregates)) {
			String name = ExpressionAccess.name(keyword);
			Names.requireAlias(name);
			if (Names.indexOf(named.stream().map(QueryState.Named::name).toList(), name) >= 0) {
				throw new FieldException("'" + MessageText.name(name)
						+ "' is given two aggregates: give one of them another name, or leave it out");
			}
			Expression value = ExpressionResolver.overAllRows(known, this.querySets.lookups(), state)
				.resolve(ExpressionAccess.toTree(keyword.value()));
			if (!ExpressionTypes.isAggregate(value)) {
				throw new InvalidDataAccessApiUsageException("'" + MessageText.name(name) + "' is no aggregate");
			}
			Combinations.requireInRows(state, value);
			named.add(new QueryState.Named(name, value));
			// Later aggregates may refer to earlier ones by name
			known = known.mutate().annotation(new QueryState.Named(name, value)).build();
		}
		RowAssembler<Map<String, @Nullable Object>> maps = RowAssemblers
			.maps(named.stream().map(QueryState.Named::name).toList());
		QueryState rows = named.isEmpty() ? QueryEdits.none(from) : from;
		return dispatch(new Operation.Aggregate<>(name(state, "aaggregate"), rows, named, maps));
	}

	CompletableFuture<String> explain(QueryState state, Kw options) {
		String name = name(state, "aexplain");
		Operation<?> rows = new Operation.Read<>(name, Orderings.ordered(state, this.querySets.lookups()),
				RowAssemblers.objects(), Function.identity());
		return dispatch(new Operation.Explain(name, rows, ExplainOptions.of(options)));
	}

	<R extends @Nullable Object> CompletableFuture<R> get(QueryState state, RowAssembler<R> assembler) {
		return get("aget", state, assembler, Function.identity());
	}

	/** The only row, and what becomes of it, for a method that is called otherwise. */
	<E extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> get(String method, QueryState state,
			RowAssembler<E> assembler, Function<E, R> result) {
		return read(method, onlyRow(state), assembler, Terminals.<E>single(state, name(state, method)).andThen(result));
	}

	private static QueryState onlyRow(QueryState state) {
		return state.isSliced() ? state : QueryEdits.limited(state, SingleResult.ROWS_TO_COUNT);
	}

	CompletableFuture<Long> count(QueryState state) {
		return dispatch(new Operation.Count(name(state, "acount"), Orderings.counted(state, this.querySets.lookups())));
	}

	CompletableFuture<Boolean> exists(QueryState state) {
		RowLocks.requireTargets(state);
		return dispatch(
				new Operation.Exists(name(state, "aexists"), Orderings.unordered(state, this.querySets.lookups())));
	}

	/** The rows that a method asks the database for. */
	QueryState rows(PreparedQuery.Terminal terminal, QueryState state) {
		LookupRegistry lookups = this.querySets.lookups();
		return switch (terminal) {
			case LIST -> Orderings.ordered(state, lookups);
			case FIRST -> Orderings.ordered(firstRow(state), lookups);
			case LAST -> Orderings.ordered(lastRow(state), lookups);
			case GET -> Orderings.ordered(onlyRow(state), lookups);
			case COUNT -> Orderings.counted(state, lookups);
			case EXISTS -> Orderings.unordered(state, lookups);
		};
	}

	private <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		return this.querySets.dispatcher().dispatch(operation);
	}

	private static String name(QueryState state, String method) {
		return Operation.name(state.model(), method);
	}

	private <E extends @Nullable Object, R> CompletableFuture<R> read(String method, QueryState state,
			RowAssembler<E> assembler, Function<List<E>, R> result) {
		return read(method, state, assembler, PrefetchReader.completion(this.querySets, state), result);
	}

	private <E extends @Nullable Object, R> CompletableFuture<R> read(String method, QueryState state,
			RowAssembler<E> assembler, ReadCompletion<E> completion, Function<List<E>, R> result) {
		RowLocks.requireTargets(state);
		return dispatch(new Operation.Read<>(name(state, method), Orderings.ordered(state, this.querySets.lookups()),
				assembler, completion, result));
	}

	static <R extends @Nullable Object> Function<List<R>, R> single(RowQuery query, String operation) {
		return (rows) -> SingleResult.require(rows, operation, query);
	}

}
