package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Step;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.PropertyNames;
import io.asyncorm.plan.Junctions;
import io.asyncorm.plan.Combination;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Combines query sets: {@code union()}, {@code intersection()} and {@code difference()}
 * of SQL, and {@code and()}, {@code or()} and {@code xor()} of their conditions.
 *
 * @since 0.1.0
 */
public final class Combinations {

	private static final List<Step> KEY_IN = List.of(new Step.Named("pk"), new Step.Named("in"));

	public static final Combination.Operator UNION = Combination.Operator.UNION;

	public static final Combination.Operator INTERSECTION = Combination.Operator.INTERSECTION;

	public static final Combination.Operator DIFFERENCE = Combination.Operator.DIFFERENCE;

	private Combinations() {
	}

	public static QueryState combine(QueryState state, Combination.Operator operator, boolean all,
			ValuesQuerySet<?, ?>[] others) {
		Assert.notNull(others, "'others' must not be null");
		List<QueryState> parts = new ArrayList<>();
		parts.add(state);
		for (ValuesQuerySet<?, ?> other : others) {
			parts.add(selectingAs(OneDatabase.require(state, QueryStateHolder.stateOf(other)), state));
		}
		if (parts.size() == 1) {
			return state;
		}
		QuerySize.requireParts(parts);
		return QueryState.of(state.model())
			.mutate()
			.selection(state.selection())
			.annotations(state.annotations())
			.combination(new Combination(operator, all, parts.stream().anyMatch(Combinations::isValued), parts))
			.prefetches(state.prefetches())
			.build();
	}

	private static boolean isValued(QueryState part) {
		Combination combined = part.combination();
		return (combined != null) ? combined.valued() : part.selection() instanceof QueryState.Columns;
	}

	/**
	 * Rows that match both; conditions over a to-many relation may match different
	 * related rows.
	 */
	public static QueryState and(QueryState first, QueryState second) {
		requireCompatible(first, second, "and");
		requireUnsliced(first, second);
		requireSameDistinct(first, second, "and");
		QueryEdits.requireFilters(first.filters().size() + second.filters().size());
		SecondQuery other = new SecondQuery(first, second, first.scopes());
		QueryState.Builder both = merged(first, second, other).scopes(first.scopes() + second.scopes());
		other.filters().forEach(both::filter);
		return both.build();
	}

	public static QueryState or(QueryState first, QueryState second, LookupRegistry lookups) {
		return either(first, second, lookups, "or", Junctions::any);
	}

	public static QueryState xor(QueryState first, QueryState second, LookupRegistry lookups) {
		return either(first, second, lookups, "xor", Junctions::odd);
	}

	private static QueryState either(QueryState first, QueryState second, LookupRegistry lookups, String method,
			Function<List<Expression>, Expression> junction) {
		requireCompatible(first, second, method);
		QueryState one = unsliced(first, lookups);
		QueryState two = unsliced(second, lookups);
		requireSameDistinct(one, two, method);
		SecondQuery other = new SecondQuery(one, two, 0);
		Expression condition = ExpressionAccess
			.requireSize(junction.apply(List.of(Junctions.all(one.filters()), Junctions.all(other.filters()))));
		return merged(one, two, other).filters(condition.equals(Expression.TRUE) ? List.of() : List.of(condition))
			.scopes(Math.max(one.scopes(), two.scopes()))
			.build();
	}

	/**
	 * A query without the slice: as in Django, a slice becomes a subquery of its keys.
	 */
	private static QueryState unsliced(QueryState state, LookupRegistry lookups) {
		QueryState all = QueryEdits
			.select(QueryState.of(state.model()).mutate().withDeleted(state.withDeleted()).build(), state.selection());
		return state.isSliced() ? QueryEdits.filter(all, lookups,
				new Expression.Keyword(KEY_IN, QueryEdits.select(state, state.model().key())), false) : state;
	}

	/** Groups the rows if either query set filters by an aggregate. */
	private static QueryState.Builder merged(QueryState first, QueryState second, SecondQuery other) {
		return first.mutate()
			.orderings(order(first, second))
			.annotations(other.annotations())
			.filteredJoins(other.relations())
			.groupBy((first.groupBy() != null) ? first.groupBy() : other.groupBy());
	}

	/** As in Django, the ordering of the second query set wins, if it has one. */
	private static @Nullable List<SortTerm> order(QueryState first, QueryState second) {
		List<SortTerm> order = second.orderings();
		return (order != null && !order.isEmpty()) ? order : first.orderings();
	}

	private static void requireCompatible(QueryState first, QueryState second, String method) {
		requireNone(first, method);
		requireNone(second, method);
		OneDatabase.require(first, second);
		if (first.model() != second.model()) {
			throw new InvalidDataAccessApiUsageException("Cannot combine query sets of '" + first.model().name()
					+ "' and '" + second.model().name() + "' with " + method + "(): their rows have nothing in common");
		}
		if (first.withDeleted() != second.withDeleted()) {
			throw new InvalidDataAccessApiUsageException("Cannot combine query sets of '" + first.model().name()
					+ "' with " + method + "() of which one sees rows that count as deleted by withDeleted():"
					+ " call it on both, or on neither");
		}
		if (first.selection() instanceof QueryState.Columns columns && !names(columns).equals(names(second))) {
			throw new InvalidDataAccessApiUsageException(
					"Cannot combine query sets that give different values with " + method + "()");
		}
	}

	private static Set<String> names(QueryState state) {
		return (state.selection() instanceof QueryState.Columns columns) ? names(columns) : Set.of();
	}

	private static Set<String> names(QueryState.Columns columns) {
		return columns.columns()
			.stream()
			.map((column) -> PropertyNames.toCamelCase(column.name()))
			.collect(Collectors.toSet());
	}

	private static void requireSameDistinct(QueryState first, QueryState second, String method) {
		if (!Objects.equals(first.distinct(), second.distinct())) {
			throw new InvalidDataAccessApiUsageException("Cannot combine a distinct query set with another one with "
					+ method + "(): make both distinct, or none");
		}
	}

	private static void requireUnsliced(QueryState first, QueryState second) {
		if (first.isSliced() || second.isSliced()) {
			throw new InvalidDataAccessApiUsageException(
					"Cannot combine query sets with and() once a slice has been taken: combine first, then slice");
		}
	}

	/** As in Django, a part that selects objects gives what the first one selects. */
	private static QueryState selectingAs(QueryState part, QueryState first) {
		boolean same = part.model() == first.model() && part.selection() instanceof QueryState.Instances
				&& first.selection() instanceof QueryState.Columns;
		return same ? part.mutate().selection(first.selection()).build() : part;
	}

	/**
	 * A query set as a part of a combination. As in Django, annotations are part of the
	 * combined rows, also where only objects are read.
	 */
	static QueryState part(QueryState state) {
		return (state.selection() instanceof QueryState.Instances) ? QueryEdits.rows(state) : state;
	}

	/**
	 * Checks that the rows of a combination give what an aggregate is taken of.
	 */
	public static void requireInRows(QueryState state, Expression aggregate) {
		if (state.combination() == null) {
			return;
		}
		switch (aggregate) {
			case Expression.Column column -> requireInRows(state, column, column.field().name());
			case Expression.Annotation annotation -> requireInRows(state, annotation, annotation.name());
			default -> aggregate.forEachChild((child) -> requireInRows(state, child));
		}
	}

	private static void requireInRows(QueryState state, Expression value, String name) {
		boolean given = (state.selection() instanceof QueryState.Columns columns)
				? columns.columns().stream().anyMatch((column) -> column.value().equals(value))
				: value instanceof Expression.Annotation || isOf(state, state.model());
		if (!given) {
			List<String> names = (state.selection() instanceof QueryState.Columns columns)
					? columns.columns().stream().map(QueryState.Named::name).toList() : QueryEdits.allNames(state);
			throw FieldException.unknown("value", name,
					"in the rows of combined query sets, whose aggregates can be taken only of what all of them give",
					names);
		}
	}

	private static boolean isOf(QueryState state, ModelMetadata<?> model) {
		Combination combination = state.combination();
		return (combination != null) ? combination.parts().stream().allMatch((part) -> isOf(part, model))
				: state.model() == model;
	}

	/**
	 * Refuses a method after {@code union()} and the like. As in Django, a combination
	 * can be ordered, sliced and counted, and nothing more.
	 */
	public static void requireNone(QueryState state, String method) {
		if (state.combination() != null) {
			throw new InvalidDataAccessApiUsageException(
					"Calling " + method + "() after " + state.combination().operator().name().toLowerCase(Locale.ROOT)
							+ "() is not supported: call it before, on the query sets that are combined");
		}
	}

}
