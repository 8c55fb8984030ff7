package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.Combination;
import io.asyncorm.plan.QueryState;

/**
 * Resolves the ordering of a {@code union()} and the like, which SQL can order by the
 * position of a selected column only. As in Django, it can also go by other values,
 * unless the parts chose theirs: each part then selects these as further columns, which
 * are not read. Pure functions.
 */
final class CombinedOrder {

	/** Begins the alias of a column that is selected for the ordering only. */
	private static final String ALIAS = "__order";

	private CombinedOrder() {
	}

	/** Orders a combination. */
	static QueryState resolve(QueryState state, LookupRegistry lookups, List<SortTerm> terms) {
		QueryState selecting = state;
		List<SortTerm> order = new ArrayList<>();
		for (SortTerm term : terms) {
			int position = position(selecting, term.value());
			if (position == 0) {
				selecting = selecting(selecting, lookups, ALIAS + order.size(), term.value());
				position = width(selecting);
			}
			order.add(new SortTerm(new Expression.Position(position), term.descending(), term.nullsFirst()));
		}
		return selecting.mutate().orderings(order).build();
	}

	/** Whether the query selects all columns that these terms name. */
	static boolean selects(QueryState state, List<SortTerm> terms) {
		return state.selection() instanceof QueryState.Instances
				|| terms.stream().allMatch((term) -> position(state, term.value()) > 0);
	}

	/** The position of a name, counted from 1; 0 if there is none. */
	private static int position(QueryState state, Expression unresolved) {
		if (!(unresolved instanceof Expression.Reference reference)) {
			return 0;
		}
		String name = FieldPath.text(reference.path());
		List<String> names = names(state);
		ModelField field = state.model().findField(name);
		for (int i = 0; i < names.size(); i++) {
			if (Names.same(names.get(i), name) || field != null && state.model().findField(names.get(i)) == field) {
				return i + 1;
			}
		}
		return 0;
	}

	/**
	 * The names of the selected columns, in order; those of related objects, and of
	 * values of several columns, are blank, since they cannot be ordered by.
	 */
	private static List<String> names(QueryState state) {
		List<String> names = new ArrayList<>();
		switch (state.selection()) {
			case QueryState.Columns columns -> columns.columns().forEach((column) -> {
				int width = CompositeColumns.of(column.value()).size();
				names.addAll((width == 1) ? List.of(column.name()) : Collections.nCopies(width, ""));
			});
			case QueryState.Instances instances -> {
				state.model().fields().forEach((field) -> names.add(field.name()));
				instances.related()
					.forEach((path) -> path.get(path.size() - 1).target().fields().forEach((field) -> names.add("")));
				state.annotations()
					.stream()
					.filter(QueryState.Named::selected)
					.forEach((annotation) -> names.add(annotation.name()));
			}
		}
		return names;
	}

	/** How many columns the parts select. */
	private static int width(QueryState state) {
		Combination combination = state.combination();
		return (combination != null) ? width(combination.parts().get(0)) : names(state).size();
	}

	private static QueryState selecting(QueryState state, LookupRegistry lookups, String name, Expression unresolved) {
		Combination combination = state.combination();
		if (combination != null && combination.valued()) {
			String wanted = (unresolved instanceof Expression.Reference reference) ? FieldPath.text(reference.path())
					: "by an expression";
			throw FieldException.unknown("order", wanted,
					"in the rows of combined query sets, which can be ordered only by what they give", names(state));
		}
		if (combination == null) {
			QueryState.Named column = new QueryState.Named(name,
					new ExpressionResolver(state, lookups, 0).resolve(unresolved));
			return (state.selection() instanceof QueryState.Columns) ? QueryEdits.withColumn(state, column)
					: state.mutate().annotation(column).build();
		}
		Combination selecting = combination.map((part) -> selecting(part, lookups, name, unresolved));
		QueryState.Builder wider = state.mutate().combination(selecting);
		return (state.selection() instanceof QueryState.Columns) ? wider.build()
				: wider.annotation(selecting.parts().get(0).annotations().getLast()).build();
	}

}
