package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.Hop;
import io.asyncorm.query.QueryState;

/**
 * Makes a condition over a to-many relation that stands behind a negation a subquery of
 * its own, as Django's {@code split_exclude} does: "not any review is bad" cannot be said
 * by a join, which would ask for a review that is not bad.
 */
final class NegationSplitter {

	private NegationSplitter() {
	}

	static List<Expression> split(List<Expression> filters) {
		return filters.stream().map((filter) -> split(filter, false)).toList();
	}

	private static Expression split(Expression condition, boolean negated) {
		return switch (condition) {
			case Expression.Not not -> new Expression.Not(split(not.operand(), true));
			case Expression.And and -> and.mapChildren((child) -> split(child, negated));
			case Expression.Or or -> or.mapChildren((child) -> split(child, negated));
			case Expression.Xor xor -> xor.mapChildren((child) -> split(child, negated));
			case Expression.Test test when negated -> split(test, test.operand(), false);
			case Expression.IsNull isNull when negated -> split(isNull, isNull.operand(), isNull.missing());
			default -> condition;
		};
	}

	private static Expression split(Expression leaf, Expression operand, boolean missing) {
		Expression.Column column = Operands.column(operand);
		return (column != null && isToMany(column)) ? exists(leaf, operand, column, missing) : leaf;
	}

	private static boolean isToMany(Expression.Column column) {
		return column.scope() >= 0 && column.hops().stream().anyMatch(Hop::toMany);
	}

	/**
	 * @param missing whether a row without any related row matches too, so that the
	 * subquery must begin before the relation
	 */
	private static Expression exists(Expression leaf, Expression operand, Expression.Column column, boolean missing) {
		int start = 0;
		while (!column.hops().get(start).toMany()) {
			start++;
		}
		Hop hop = column.hops().get(start);
		List<Hop> rest = column.hops().subList(missing ? start : start + 1, column.hops().size());
		Expression.Column inner = new Expression.Column(rest, column.field(), rest.isEmpty() ? 0 : 1);
		Expression.Column link = new Expression.Column(List.of(), missing ? hop.sourceField() : hop.targetField(), 0);
		Expression.Column outer = Expression.Column.trimmed(column.hops().subList(0, start), hop.sourceField(), 0);
		QueryState related = QueryState.of(missing ? hop.source() : hop.target());
		List<Expression> filters = new ArrayList<>(2);
		filters.add(leaf
			.mapChildren((child) -> (child == operand) ? Operands.replace(operand, column, inner) : toOuter(child)));
		filters.add(new Expression.Test(link, "exact", new Expression.Outer(outer)));
		Expression exists = new Expression.Exists(related.mutate()
			.filters(filters)
			.scopes(1)
			.selection(new QueryState.Columns(List.of()))
			.orderings(List.of())
			.build());
		// Where the way ends before the relation begins, there is no related row either
		return (missing && start > 0 && isNullable(outer))
				? new Expression.Or(List.of(exists, new Expression.IsNull(outer, true))) : exists;
	}

	private static boolean isNullable(Expression.Column column) {
		return column.field().nullable() && !column.field().primaryKey()
				|| column.hops().stream().anyMatch(Hop::optional);
	}

	/** What the other side of a comparison speaks of stays where it was. */
	private static Expression toOuter(Expression expression) {
		return (expression instanceof Expression.Column) ? new Expression.Outer(expression)
				: expression.mapChildren(NegationSplitter::toOuter);
	}

}
