package io.asyncorm.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Query sets as sets of rows.
 */
final class Combinations {

	static final QueryState.Combination.Operator UNION = QueryState.Combination.Operator.UNION;

	static final QueryState.Combination.Operator INTERSECTION = QueryState.Combination.Operator.INTERSECTION;

	static final QueryState.Combination.Operator DIFFERENCE = QueryState.Combination.Operator.DIFFERENCE;

	private Combinations() {
	}

	static QueryState combine(QueryState state, QueryState.Combination.Operator operator, boolean all,
			ValuesQuerySet<?, ?>[] others) {
		List<QueryState> parts = new ArrayList<>();
		parts.add(state);
		for (ValuesQuerySet<?, ?> other : others) {
			parts.add(selectingAs(QueryStateHolder.stateOf(other), state));
		}
		if (parts.size() == 1) {
			return state;
		}
		return QueryState.of(state.model())
			.mutate()
			.selection(state.selection())
			.combination(new QueryState.Combination(operator, all, parts))
			.prefetches(state.prefetches())
			.build();
	}

	/**
	 * Both conditions; what the other one says of a to-many relation, it says of a row of
	 * its own.
	 */
	static QueryState and(QueryState first, QueryState second) {
		requireAlike(first, second, "and");
		QueryState.Builder both = first.mutate().scopes(first.scopes() + second.scopes());
		second.filters().forEach((filter) -> both.filter(shifted(filter, first.scopes())));
		return both.build();
	}

	static QueryState or(QueryState first, QueryState second) {
		requireAlike(first, second, "or");
		return either(first, second,
				Expression.any(List.of(Expression.all(first.filters()), Expression.all(second.filters()))));
	}

	static QueryState xor(QueryState first, QueryState second) {
		requireAlike(first, second, "xor");
		return either(first, second,
				new Expression.Xor(List.of(Expression.all(first.filters()), Expression.all(second.filters()))));
	}

	private static QueryState either(QueryState first, QueryState second, Expression condition) {
		return first.mutate()
			.filters(condition.equals(Expression.TRUE) ? List.of() : List.of(condition))
			.scopes(Math.max(first.scopes(), second.scopes()))
			.build();
	}

	private static Expression shifted(Expression expression, int scopes) {
		if (expression instanceof Expression.Column column && column.scope() > 0) {
			return new Expression.Column(column.hops(), column.field(), column.scope() + scopes);
		}
		return expression.mapChildren((child) -> shifted(child, scopes));
	}

	private static void requireAlike(QueryState first, QueryState second, String method) {
		requireNone(first, method);
		requireNone(second, method);
		if (first.model() != second.model()) {
			throw new InvalidDataAccessApiUsageException("Cannot combine query sets of '" + first.model().name()
					+ "' and '" + second.model().name() + "' with " + method + "(): their rows have nothing in common");
		}
		if (first.isSliced() || second.isSliced()) {
			throw new InvalidDataAccessApiUsageException(
					"Cannot combine query sets with " + method + "() once a slice has been taken");
		}
		if (!Objects.equals(first.distinct(), second.distinct())) {
			throw new InvalidDataAccessApiUsageException(
					"Cannot combine a distinct query set with another one with " + method + "()");
		}
	}

	/** As in Django, a part that selects objects gives what the first one selects. */
	private static QueryState selectingAs(QueryState part, QueryState first) {
		boolean same = part.model() == first.model() && part.selection() instanceof QueryState.Instances
				&& first.selection() instanceof QueryState.Columns;
		return same ? part.mutate().selection(first.selection()).build() : part;
	}

	/** The order of a combination, which can name nothing but what it gives. */
	static List<Expression.Sort> orderings(QueryState state, List<Expression.Sort> terms) {
		return terms.stream()
			.map((term) -> new Expression.Sort(position(state, term.value()), term.descending(), term.nullsFirst()))
			.toList();
	}

	/** A term of the order, which must be a plain name. */
	private static Expression position(QueryState state, Expression said) {
		if (said instanceof Expression.Reference reference) {
			return new Expression.Position(position(state, FieldPath.text(reference.path())));
		}
		throw new InvalidDataAccessApiUsageException(
				"Combined query sets can be ordered by the names of what they give, not by expressions");
	}

	private static int position(QueryState state, String name) {
		List<String> names = switch (state.selection()) {
			case QueryState.Columns columns -> columns.columns().stream().map(QueryState.Named::name).toList();
			case QueryState.Instances instances -> state.model().fields().stream().map(ModelField::name).toList();
		};
		ModelField field = state.model().findField(name);
		for (int i = 0; i < names.size(); i++) {
			if (QueryEdits.sameName(names.get(i), name)
					|| field != null && state.model().findField(names.get(i)) == field) {
				return i + 1;
			}
		}
		throw FieldException.unknown("order", name,
				"in the rows of combined query sets, which can be ordered only by" + " what they give", names);
	}

	/**
	 * Django's rule: what a combination gives can be ordered, sliced and counted, and
	 * nothing more.
	 */
	static void requireNone(QueryState state, String method) {
		if (state.combination() != null) {
			throw new InvalidDataAccessApiUsageException(
					"Calling " + method + "() after " + state.combination().operator().name().toLowerCase(Locale.ROOT)
							+ "() is not supported: call it before, on the query sets that are combined");
		}
	}

}
