package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Order;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.plan.QueryState;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The order of a query set. As in Django, it is kept as it was said and resolved when the
 * query set is evaluated: then it shares the joins of all filters, also of later ones,
 * and knows what is selected. Pure functions.
 *
 * @since 0.1.0
 */
public final class Orderings {

	private Orderings() {
	}

	/** The terms that names stand for. */
	static List<Expression.Sort> named(List<String> names) {
		return names.isEmpty() ? List.of()
				: names.stream().map((name) -> ExpressionAccess.term(Order.by(name))).toList();
	}

	/** With an order, whose names are checked at once. */
	static QueryState by(QueryState state, LookupRegistry lookups, List<Expression.Sort> terms) {
		if (state.isSliced()) {
			throw new InvalidDataAccessApiUsageException(
					"Cannot reorder once a slice has been taken: order first, then slice");
		}
		if (terms.stream().map(Expression.Sort::value).anyMatch(Orderings::beginsWithAggregate)) {
			throw new FieldException(
					"An aggregate cannot stand in orderBy(): annotate it first, and order by its name");
		}
		resolve(state, lookups, terms);
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
	 * Whether there is an order already, or, as in Django, none is wanted: that is what
	 * {@code orderBy()} says, and single values that were combined need not have a key.
	 */
	public static boolean isOrdered(QueryState state) {
		if (state.combination() != null && state.orderings() == null) {
			return state.selection() instanceof QueryState.Columns;
		}
		return state.orderings() != null || !state.model().ordering().isEmpty() && state.groupBy() == null;
	}

	/**
	 * Ready to be evaluated: with the model's own order where none was asked for; as in
	 * Django, groups have none.
	 */
	public static QueryState ordered(QueryState state, LookupRegistry lookups) {
		List<Expression.Sort> terms = state.orderings();
		return resolved(state, lookups, (terms != null) ? terms : defaultOrdering(state));
	}

	/** Ready to be a part of another query set, which has an order of its own. */
	static QueryState orderedAsPart(QueryState state, LookupRegistry lookups) {
		List<Expression.Sort> terms = state.orderings();
		return dependsOnOrder(state) ? ordered(state, lookups)
				: resolved(state, lookups, (terms != null) ? terms : List.of());
	}

	/** Whether which rows it gives depends on their order. */
	private static boolean dependsOnOrder(QueryState state) {
		return state.isSliced() || state.isDistinctOn();
	}

	/** Ready to be evaluated without any order. */
	public static QueryState unordered(QueryState state, LookupRegistry lookups) {
		return resolved(state, lookups, List.of());
	}

	/** The model's own order, as far as its rows are there to be ordered. */
	private static List<Expression.Sort> defaultOrdering(QueryState state) {
		List<Expression.Sort> terms = (state.groupBy() == null) ? named(state.model().ordering()) : List.of();
		return (state.combination() == null || CombinedOrder.selects(state, terms)) ? terms : List.of();
	}

	private static QueryState resolved(QueryState state, LookupRegistry lookups, List<Expression.Sort> terms) {
		if (state.groupBy() != null && state.isDistinctOn()) {
			// As in Django, whose tests hold it to that
			throw new InvalidDataAccessApiUsageException("distinct(fields) cannot pick rows of '" + state.model().name()
					+ "' that aggregates are annotated to: filter by the keys of the rows"
					+ " that it picks, and annotate those");
		}
		if (terms.isEmpty() && state.combination() == null) {
			return state.mutate().orderings(terms).reversed(false).build();
		}
		QueryState resolved = resolve(state, lookups, terms);
		QueryState.Builder ready = resolved.mutate().reversed(false);
		List<Expression.Sort> order = resolved.orderings();
		if (state.reversed() && order != null) {
			ready.orderings(order.stream().map(Orderings::opposite).toList());
		}
		QueryState.Combination combination = resolved.combination();
		if (combination != null) {
			ready.combination(combination.map((part) -> Combinations.part(orderedAsPart(part, lookups))));
		}
		return ready.build();
	}

	private static QueryState resolve(QueryState state, LookupRegistry lookups, List<Expression.Sort> terms) {
		return (state.combination() != null) ? CombinedOrder.resolve(state, lookups, terms)
				: state.mutate().orderings(new OrderingResolver(state, lookups).resolve(terms)).build();
	}

	private static Expression.Sort opposite(Expression.Sort sort) {
		Boolean nullsFirst = sort.nullsFirst();
		return new Expression.Sort(sort.value(), !sort.descending(), (nullsFirst != null) ? !nullsFirst : null);
	}

}
