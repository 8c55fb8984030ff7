package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelKeys;
import io.asyncorm.model.QueryLimits;
import io.asyncorm.plan.Combination;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Orders query sets. As in Django, an ordering is kept unresolved until the query set is
 * evaluated: so it shares the joins of all filters, also of later ones, and knows what is
 * selected. Pure functions.
 *
 * @since 0.1.0
 */
public final class Orderings {

	private Orderings() {
	}

	/** The terms that names stand for. */
	static List<SortTerm> named(List<String> names) {
		SortTerm[] terms = new SortTerm[names.size()];
		for (int i = 0; i < terms.length; i++) {
			terms[i] = ExpressionAccess.term(Order.by(names.get(i)));
		}
		return List.of(terms);
	}

	/** Sets the ordering, and checks its names at once. */
	static QueryState by(QueryState state, LookupRegistry lookups, List<SortTerm> terms) {
		if (state.isSliced()) {
			throw new InvalidDataAccessApiUsageException(
					"Cannot reorder once a slice has been taken: order first, then slice");
		}
		QueryLimits.requireCalls(terms.size(), "terms of an order", "order by the first ones, which decide");
		for (SortTerm term : terms) {
			if (beginsWithAggregate(term.value())) {
				throw new FieldException(
						"An aggregate cannot stand in orderBy(): annotate it first, and order by its name");
			}
		}
		if (state.combination() != null) {
			CombinedOrder.resolve(state, lookups, terms);
		}
		else {
			new OrderingResolver(state, lookups).resolve(terms);
		}
		return state.mutate().orderings(terms).build();
	}

	/**
	 * As in Django, an aggregate is let through where it only stands behind a field that
	 * the order is computed of too.
	 */
	private static boolean beginsWithAggregate(Expression expression) {
		return switch (expression) {
			case Expression.Aggregate aggregate -> true;
			case Expression.Window window -> false;
			case Expression.Reference reference -> false;
			default -> {
				List<Expression> children = new ArrayList<>();
				expression.forEachChild(children::add);
				yield children.stream()
					.filter((child) -> !(child instanceof Expression.Value))
					.findFirst()
					.filter(Orderings::beginsWithAggregate)
					.isPresent();
			}
		};
	}

	/**
	 * Whether the query set is ordered, as Django's {@code QuerySet.ordered}, or is not
	 * to be: after {@code orderBy()}, or for combined values, which need not have a key.
	 */
	public static boolean isOrdered(QueryState state) {
		if (state.combination() != null && state.orderings() == null) {
			return state.selection() instanceof QueryState.Columns;
		}
		return state.orderings() != null || !state.model().ordering().isEmpty() && state.groupBy() == null;
	}

	/**
	 * Resolves the ordering, or the default one of the model; as in Django, groups have
	 * none.
	 */
	public static QueryState ordered(QueryState state, LookupRegistry lookups) {
		List<SortTerm> terms = state.orderings();
		return resolved(state, lookups, (terms != null) ? terms : defaultOrdering(state));
	}

	/**
	 * The ordering, and behind it the key, by which rows that are equal otherwise come
	 * always in the same order. What has no key, or would be other rows by it, stays as
	 * it is.
	 */
	public static QueryState withKey(QueryState state) {
		boolean distinctValues = state.distinct() != null && !(state.selection() instanceof QueryState.Instances);
		if (state.combination() != null || state.groupBy() != null || state.isDistinctOn() || distinctValues
				|| state.isSliced()) {
			return state;
		}
		List<SortTerm> terms = new ArrayList<>(
				(state.orderings() != null) ? state.orderings() : defaultOrdering(state));
		terms.addAll(named(List.of(ModelKeys.KEY)));
		return state.mutate().orderings(terms).build();
	}

	/** Resolves the ordering of a subquery or combined part, without the default one. */
	static QueryState orderedAsPart(QueryState state, LookupRegistry lookups) {
		List<SortTerm> terms = state.orderings();
		return dependsOnOrder(state) ? ordered(state, lookups)
				: resolved(state, lookups, (terms != null) ? terms : List.of());
	}

	/** Whether the ordering decides which rows are in the result. */
	private static boolean dependsOnOrder(QueryState state) {
		return state.isSliced() || state.isDistinctOn();
	}

	/**
	 * Resolves a query set whose rows are counted or aggregated. What a combination would
	 * only be ordered by is left out: it could part rows that are equal.
	 */
	public static QueryState counted(QueryState state, LookupRegistry lookups) {
		return (state.combination() != null && !state.isSliced()) ? unordered(state, lookups) : ordered(state, lookups);
	}

	/** Resolves a query set without any ordering. */
	public static QueryState unordered(QueryState state, LookupRegistry lookups) {
		return resolved(state, lookups, List.of());
	}

	/** The default ordering of the model, if the query selects its columns. */
	private static List<SortTerm> defaultOrdering(QueryState state) {
		List<SortTerm> terms = (state.groupBy() == null) ? named(state.model().ordering()) : List.of();
		return (state.combination() == null || CombinedOrder.selects(state, terms)) ? terms : List.of();
	}

	private static QueryState resolved(QueryState state, LookupRegistry lookups, List<SortTerm> terms) {
		if (state.groupBy() != null && state.isDistinctOn()) {
			// As in Django, whose tests hold it to that
			throw new InvalidDataAccessApiUsageException("distinct(fields) cannot pick rows of '" + state.model().name()
					+ "' that aggregates are annotated to: filter by the keys of the rows"
					+ " that it picks, and annotate those");
		}
		if (state.combination() == null) {
			List<SortTerm> order = terms.isEmpty() ? terms : new OrderingResolver(state, lookups).resolve(terms);
			boolean unchanged = order.equals(state.orderings()) && !state.reversed();
			return unchanged ? state : ordered(state, order, state.reversed()).build();
		}
		QueryState resolved = CombinedOrder.resolve(state, lookups, terms);
		Combination combination = resolved.combination();
		QueryState.Builder ready = ordered(resolved, resolved.orderings(), state.reversed());
		if (combination != null) {
			ready.combination(combination.map((part) -> Combinations.part(orderedAsPart(part, lookups))));
		}
		return ready.build();
	}

	private static QueryState.Builder ordered(QueryState state, @Nullable List<SortTerm> order, boolean reversed) {
		return state.mutate()
			.reversed(false)
			.orderings((reversed && order != null) ? order.stream().map(Orderings::opposite).toList() : order);
	}

	private static SortTerm opposite(SortTerm sort) {
		Boolean nullsFirst = sort.nullsFirst();
		return new SortTerm(sort.value(), !sort.descending(), (nullsFirst != null) ? !nullsFirst : null);
	}

}
