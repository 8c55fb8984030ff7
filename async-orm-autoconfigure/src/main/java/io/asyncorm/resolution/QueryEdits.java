package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.QueryLimits;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.Combination;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Implements the methods of query sets that return a changed query, such as
 * {@code filter()}, on {@link QueryState}. Pure functions.
 *
 * @since 0.1.0
 */
public final class QueryEdits {

	private QueryEdits() {
	}

	public static QueryState filter(QueryState state, LookupRegistry lookups, Expression condition, boolean exclude) {
		return filter(state, lookups, condition, exclude, state.scopes() + 1);
	}

	/**
	 * The first filter of a related manager: as in Django, whose filter is "sticky"
	 * there, it speaks of the row that links the owner.
	 */
	public static QueryState filterLinked(QueryState state, LookupRegistry lookups, Expression condition,
			boolean exclude) {
		return filter(state, lookups, condition, exclude, state.scopes());
	}

	private static QueryState filter(QueryState state, LookupRegistry lookups, Expression condition, boolean exclude,
			int scope) {
		if (state.isSliced()) {
			throw new InvalidDataAccessApiUsageException(
					"Cannot filter once a slice has been taken: filter first, then slice");
		}
		Combinations.requireNone(state, exclude ? "exclude" : "filter");
		if (ExpressionResolver.isEmptyCondition(condition)) {
			return state;
		}
		requireFilters(state.filters().size() + 1);
		Expression wanted = NegationScopes.of(state, scope, new ExpressionResolver(state, lookups, scope)
			.resolveCondition(exclude ? new Expression.Not(condition) : condition));
		if (!state.annotations().isEmpty() && !(condition instanceof Expression.Keyword)) {
			// What stands behind the names of annotations counts too
			ExpressionAccess.requireSize(wanted);
		}
		return filtered(state, wanted, scope);
	}

	/** The rows for which a condition holds that is resolved. */
	static QueryState filtered(QueryState state, Expression wanted, int scope) {
		QueryState.Builder narrowed = state.mutate().groupBy(groups(state, wanted)).scopes(scope);
		return (wanted.equals(Expression.TRUE) ? narrowed : narrowed.filter(wanted)).build();
	}

	static void requireFilters(int filters) {
		QueryLimits.requireCalls(filters, "calls of filter() and exclude()",
				"combine the conditions with and(), and ask for one of many values by 'in' with a list");
	}

	/** The GROUP BY of a query that filters by an aggregate. */
	private static @Nullable List<Expression> groups(QueryState state, Expression condition) {
		if (state.groupBy() != null || !ExpressionTypes.isAggregate(condition)) {
			return state.groupBy();
		}
		return (state.selection() instanceof QueryState.Columns columns) ? plainValues(columns)
				: allColumns(state.model());
	}

	private static List<Expression> plainValues(QueryState.Columns columns) {
		return columns.columns()
			.stream()
			.map(QueryState.Named::value)
			.filter((column) -> !ExpressionTypes.isAggregate(column))
			.toList();
	}

	public static QueryState annotate(QueryState state, LookupRegistry lookups, String name, Expression value) {
		return annotate(state, lookups, name, value, true);
	}

	public static QueryState annotate(QueryState state, LookupRegistry lookups, String name,
			FilteredRelation<?> relation) {
		Combinations.requireNone(state, "annotate");
		Annotations.requireNew(state, name);
		QueryLimits.requireCalls(state.filteredJoins().size() + 1, "filtered relations",
				"read them by several query sets");
		if (Annotations.find(state.annotations(), name) != null) {
			throw new FieldException("There is an annotation '" + name + "' already: give one of them another name");
		}
		return FilteredRelations.add(state, lookups, name, relation);
	}

	public static QueryState alias(QueryState state, LookupRegistry lookups, String name, Expression value) {
		return annotate(state, lookups, name, value, false);
	}

	private static QueryState annotate(QueryState state, LookupRegistry lookups, String name, Expression value,
			boolean selected) {
		Combinations.requireNone(state, selected ? "annotate" : "alias");
		Annotations.requireNew(state, name);
		QueryLimits.requireCalls(state.annotations().size() + 1, "annotations",
				"read the values by several query sets");
		Expression resolved = new ExpressionResolver(state, lookups, 0).resolve(value);
		if (!state.annotations().isEmpty()) {
			ExpressionAccess.requireSize(resolved);
		}
		if (selected) {
			Annotations.requireType(name, resolved);
		}
		if (resolved instanceof Expression.Annotation same && same.name().equals(name)) {
			resolved = same.value();
		}
		List<QueryState.Named> annotations = with(state.annotations(), new QueryState.Named(name, resolved, selected));
		List<Expression> groupBy = state.groupBy();
		QueryState.Selection selection = state.selection();
		boolean aggregate = ExpressionTypes.isAggregate(resolved);
		if (selection instanceof QueryState.Columns columns) {
			// What values() named before is what is grouped by, and the new value comes
			// with it
			if (aggregate) {
				groupBy = plainValues(columns);
			}
			if (selected) {
				selection = new QueryState.Columns(
						with(columns.columns(), new QueryState.Named(name, new Expression.Annotation(name, resolved))));
			}
		}
		else if (aggregate && groupBy == null) {
			groupBy = allColumns(state.model());
		}
		return state.mutate().annotations(annotations).groupBy(groupBy).selection(selection).build();
	}

	/** Adds a named value, or replaces the one of its name, however that is spelled. */
	private static List<QueryState.Named> with(List<QueryState.Named> values, QueryState.Named added) {
		List<QueryState.Named> more = new ArrayList<>(values);
		QueryState.Named replaced = Annotations.find(values, added.name());
		if (replaced != null) {
			more.set(more.indexOf(replaced), added);
		}
		else {
			more.add(added);
		}
		return more;
	}

	public static QueryState orderBy(QueryState state, LookupRegistry lookups, List<String> fields) {
		return Orderings.by(state, lookups, Orderings.named(fields));
	}

	public static QueryState reverse(QueryState state) {
		if (state.isSliced()) {
			throw new InvalidDataAccessApiUsageException(
					"Cannot reverse once a slice has been taken: reverse first, then slice");
		}
		return state.mutate().reversed(!state.reversed()).build();
	}

	public static QueryState distinct(QueryState state, LookupRegistry lookups, List<String> fields) {
		if (state.isSliced()) {
			throw new InvalidDataAccessApiUsageException(
					"Cannot make rows distinct once a slice has been taken: distinct() first, then slice");
		}
		Combinations.requireNone(state, "distinct");
		ExpressionResolver resolver = new ExpressionResolver(state, lookups, 0);
		return state.mutate()
			.distinct(fields.stream()
				.map((field) -> resolver.resolve(new Expression.Reference(ExpressionAccess.steps(field))))
				.toList())
			.build();
	}

	public static QueryState none(QueryState state) {
		return state.mutate().filter(Expression.FALSE).build();
	}

	/** As {@link #orderBy(QueryState, LookupRegistry, List)}, by expressions too. */
	public static QueryState orderBy(QueryState state, LookupRegistry lookups, Order first, Order... more) {
		List<SortTerm> terms = new ArrayList<>();
		Assert.notNull(more, "'more' must not be null");
		terms.add(ExpressionAccess.term(first));
		Arrays.asList(more).forEach((order) -> terms.add(ExpressionAccess.term(order)));
		return Orderings.by(state, lookups, terms);
	}

	public static QueryState unordered(QueryState state) {
		return state.mutate().orderings(List.of()).build();
	}

	/**
	 * So many rows at most, of a query set that is no slice: in no order, unless that
	 * decides which rows it has.
	 */
	public static QueryState limited(QueryState state, int rows) {
		QueryState.Builder limited = state.mutate().slice(Expression.Value.of((long) rows, Long.class), null);
		return (state.isDistinctOn() ? limited : limited.orderings(List.of())).build();
	}

	/** Slices; the slice of a slice counts from the start of the first. */
	public static QueryState slice(QueryState state, long from, long to) {
		if (from < 0 || to < 0) {
			throw new InvalidDataAccessApiUsageException("slice(" + from + ", " + to
					+ ") counts from the end, which needs the number of rows: turn the order round instead");
		}
		long present = number(state.offset(), 0);
		long room = Math.min(number(state.limit(), Long.MAX_VALUE), Long.MAX_VALUE - present);
		long end = present + Math.min(to, room);
		long start = present + Math.min(from, end - present);
		return state.mutate()
			.slice(Expression.Value.of(end - start, Long.class),
					(start > 0) ? Expression.Value.of(start, Long.class) : null)
			.build();
	}

	public static QueryState select(QueryState state, QueryState.Selection selection) {
		return state.mutate().selection(selection).build();
	}

	/** Selects the annotations beside the objects, which must be what is selected. */
	public static QueryState rows(QueryState state) {
		if (!(state.selection() instanceof QueryState.Instances instances)) {
			throw new IllegalStateException("a query set of objects selects objects");
		}
		return select(state, instances.annotated());
	}

	/** Selects a single field of the model. */
	static QueryState select(QueryState state, ModelField field) {
		return select(state, new QueryState.Columns(
				List.of(new QueryState.Named(field.name(), new Expression.Column(List.of(), field, 0)))));
	}

	/** Selects values by their names, which are kept as given for the result keys. */
	public static QueryState values(QueryState state, LookupRegistry lookups, List<String> names) {
		return selectValues(state, lookups, names.stream().map(QueryEdits::named).toList());
	}

	/** A value by its name, unresolved. */
	public static QueryState.Named named(String name) {
		return new QueryState.Named(name, new Expression.Reference(ExpressionAccess.steps(name)));
	}

	/** Selects values that are not resolved yet, under names of their own. */
	public static QueryState selectValues(QueryState state, LookupRegistry lookups, List<QueryState.Named> values) {
		Combination combination = state.combination();
		if (combination != null) {
			Combination selected = combination.map((part) -> selectValues(part, lookups, values));
			return state.mutate().selection(selected.parts().get(0).selection()).combination(selected).build();
		}
		ExpressionResolver resolver = new ExpressionResolver(state, lookups, 0);
		List<QueryState.Named> columns = new ArrayList<>();
		for (QueryState.Named value : values) {
			Annotations.requireSelectable(state, value.name());
			columns.add(new QueryState.Named(value.name(), resolver.resolve(value.value())));
		}
		return select(state, new QueryState.Columns(columns));
	}

	/** Adds a column, if the query selects values. */
	public static QueryState withColumn(QueryState state, QueryState.Named column) {
		if (!(state.selection() instanceof QueryState.Columns selected)) {
			return state;
		}
		Combinations.requireNone(state, "ainBulk");
		List<QueryState.Named> columns = new ArrayList<>(selected.columns());
		columns.add(column);
		return select(state, new QueryState.Columns(columns));
	}

	/** All stored fields by their names in Java, and all annotations. */
	public static List<String> allNames(QueryState state) {
		List<String> names = new ArrayList<>();
		for (ModelField field : state.model().fields()) {
			names.add((field.relation() != null) ? field.name() + "Id" : field.parts().path());
		}
		state.annotations()
			.stream()
			.filter((annotation) -> Annotations.isSelectable(state, annotation))
			.forEach((annotation) -> names.add(annotation.name()));
		return names;
	}

	static List<Expression> allColumns(ModelMetadata<?> model) {
		return model.fields().stream().<Expression>map((field) -> new Expression.Column(List.of(), field, 0)).toList();
	}

	public static Expression key(ModelMetadata<?> model) {
		return new Expression.Column(List.of(), model.key(), 0);
	}

	/** A constant of a slice. */
	public static long number(@Nullable Expression value, long otherwise) {
		return (value instanceof Expression.Value constant && constant.value() instanceof Long number) ? number
				: otherwise;
	}

}
