package io.asyncorm.compiler;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.plan.QueryState;

/**
 * Finds the values of a combination (UNION, INTERSECT, EXCEPT) in each of the query sets
 * that it combines, which may compute them in different ways.
 */
final class CombinedColumns {

	private CombinedColumns() {
	}

	/**
	 * The columns of a combination as one of its parts computes them.
	 * @param columns values of the combination, by the names that they are selected by
	 */
	static List<QueryState.Named> of(QueryState combined, QueryState part, List<QueryState.Named> columns) {
		return columns.stream()
			.map((column) -> new QueryState.Named(column.name(), value(combined, part, column.value())))
			.toList();
	}

	private static Expression value(QueryState combined, QueryState part, Expression value) {
		if (combined.selection() instanceof QueryState.Columns all
				&& part.selection() instanceof QueryState.Columns own) {
			for (int i = 0; i < all.columns().size(); i++) {
				if (isSame(all.columns().get(i).value(), value)) {
					return own.columns().get(i).value();
				}
			}
		}
		if (value instanceof Expression.Annotation annotation) {
			for (QueryState.Named own : part.annotations()) {
				if (own.name().equals(annotation.name())) {
					return own.reference();
				}
			}
		}
		return value;
	}

	/** The constants of an annotation have a slot of their own in each place. */
	private static boolean isSame(Expression one, Expression other) {
		return (one instanceof Expression.Annotation annotation && other instanceof Expression.Annotation same)
				? annotation.name().equals(same.name()) : one.equals(other);
	}

}
