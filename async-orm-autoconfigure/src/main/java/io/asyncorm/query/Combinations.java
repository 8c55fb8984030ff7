package io.asyncorm.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
			if (!(other instanceof QueryStateHolder holder)) {
				throw new InvalidDataAccessApiUsageException(
						"Only query sets can be combined, not a " + other.getClass().getName());
			}
			parts.add(selectingAs(holder.state(), state));
		}
		if (parts.size() == 1) {
			return state;
		}
		return QueryState.of(state.model())
			.mutate()
			.selection(state.selection())
			.combination(new QueryState.Combination(operator, all, parts))
			.build();
	}

	/** As in Django, a part that selects objects gives what the first one selects. */
	private static QueryState selectingAs(QueryState part, QueryState first) {
		boolean same = part.model() == first.model() && part.selection() instanceof QueryState.Instances
				&& first.selection() instanceof QueryState.Columns;
		return same ? part.mutate().selection(first.selection()).build() : part;
	}

	/** The order of a combination, which can name nothing but what it gives. */
	static List<Expression.Sort> orderings(QueryState state, List<String> fields) {
		List<Expression.Sort> orderings = new ArrayList<>();
		for (String field : fields) {
			boolean descending = field.startsWith("-");
			String name = descending ? field.substring(1) : field;
			orderings.add(new Expression.Sort(new Expression.Position(position(state, name)), descending, null));
		}
		return orderings;
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
