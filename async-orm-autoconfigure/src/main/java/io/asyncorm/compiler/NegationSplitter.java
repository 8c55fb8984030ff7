package io.asyncorm.compiler;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operands;
import io.asyncorm.plan.QueryState;

/**
 * Turns a negated condition over a to-many relation into NOT EXISTS, as Django's
 * {@code split_exclude} does: a join would ask for "a review that is not bad" where "no
 * review is bad" is wanted. A column with a scope refers to the related row that the
 * query has joined already, one without to any related row.
 */
final class NegationSplitter {

	private final QueryState state;

	private NegationSplitter(QueryState state) {
		this.state = state;
	}

	/** The filters of a query set, with subqueries where they are needed. */
	static List<Expression> split(QueryState state) {
		NegationSplitter splitter = new NegationSplitter(state);
		return ExpressionAccess.each(state.filters(), (filter) -> splitter.split(filter, false));
	}

	private Expression split(Expression condition, boolean negated) {
		return switch (condition) {
			case Expression.Not not -> new Expression.Not(split(not.operand(), true));
			case Expression.And and -> and.mapChildren((child) -> split(child, negated));
			case Expression.Or or -> or.mapChildren((child) -> split(child, negated));
			case Expression.Xor xor -> xor.mapChildren((child) -> split(child, negated));
			case Expression.Test test when negated ->
				split(test, test.operand(), test.lookup().nulls() == Lookup.Nulls.VALUE);
			case Expression.IsNull isNull when negated -> split(isNull, isNull.operand(), isNull.missing());
			default -> condition;
		};
	}

	private Expression split(Expression leaf, Expression operand, boolean missing) {
		Expression.Column column = Operands.column(operand);
		if (column == null || column.hops().stream().noneMatch(Hop::toMany)) {
			return leaf;
		}
		Expression positive = positive(leaf);
		return (column.scope() < 0) ? existsFiltered(positive, operand) : exists(positive, operand, column, missing);
	}

	/**
	 * Within the subquery a condition is not negated any more, so that, as in Django, a
	 * null among the values of {@code in} matches nothing.
	 */
	private static Expression positive(Expression leaf) {
		return (leaf instanceof Expression.Test test && test.lookup().equals(Lookups.IN_OR_MISSING))
				? new Expression.Test(test.operand(), Lookups.IN, test.value()) : leaf;
	}

	/**
	 * Over a filtered relation the subquery begins where this query does, since the
	 * relation is one of its model.
	 */
	private Expression existsFiltered(Expression leaf, Expression operand) {
		Expression key = new Expression.Column(List.of(), this.state.model().key(), 0);
		return exists(rows(this.state.model()).mutate().filteredJoins(this.state.filteredJoins()).build(),
				leaf.mapChildren((child) -> (child == operand) ? operand : toOuter(child)),
				new Expression.Test(key, Lookups.EXACT, new Expression.Outer(key)));
	}

	/**
	 * @param missing whether a row without any related row matches too ({@code isnull}),
	 * so that the subquery must start from the relation's source model
	 */
	private Expression exists(Expression leaf, Expression operand, Expression.Column column, boolean missing) {
		int start = 0;
		while (!column.hops().get(start).toMany()) {
			start++;
		}
		Hop hop = column.hops().get(start);
		List<Hop> rest = column.hops().subList(missing ? start : start + 1, column.hops().size());
		Expression.Column inner = new Expression.Column(rest, column.field(), rest.isEmpty() ? 0 : 1);
		Expression.Column link = new Expression.Column(List.of(), missing ? hop.sourceField() : hop.targetField(), 0);
		Expression.Column outer = Operands.trimmedColumn(column.hops().subList(0, start), hop.sourceField(), 0);
		boolean sameRow = column.scope() > 0 && !missing;
		if (sameRow) {
			link = new Expression.Column(List.of(), hop.target().key(), 0);
			outer = new Expression.Column(column.hops().subList(0, start + 1), hop.target().key(), column.scope());
		}
		Expression exists = exists(rows(missing ? hop.source() : hop.target()),
				leaf.mapChildren(
						(child) -> (child == operand) ? Operands.replace(operand, column, inner) : toOuter(child)),
				new Expression.Test(link, Lookups.EXACT, new Expression.Outer(outer)));
		// Where a hop before the relation has no row, there is no related row either
		return (missing && start > 0 && outer.isNullable())
				? new Expression.Or(List.of(exists, new Expression.IsNull(outer, true))) : exists;
	}

	/** All rows of a model that the query sees. */
	private QueryState rows(ModelMetadata<?> model) {
		return QueryState.of(model).mutate().withDeleted(this.state.withDeleted()).tenant(this.state.tenant()).build();
	}

	private static Expression exists(QueryState rows, Expression condition, Expression link) {
		return new Expression.Exists(rows.mutate()
			.filters(List.of(condition, link))
			.scopes(1)
			.selection(new QueryState.Columns(List.of()))
			.orderings(List.of())
			.build());
	}

	/** The other side of a comparison still refers to the outer query. */
	private static Expression toOuter(Expression expression) {
		return toOuter(expression, 0);
	}

	/**
	 * @param depth how many subqueries of its own the expression stands in
	 */
	private static Expression toOuter(Expression expression, int depth) {
		return switch (expression) {
			case Expression.Column column when depth == 0 -> new Expression.Outer(column);
			case Expression.Outer outer -> new Expression.Outer(toOuter(outer.operand(), Math.max(0, depth - 1)));
			case Expression.Subquery subquery ->
				new Expression.Subquery(toOuter((QueryState) subquery.query(), depth + 1));
			case Expression.Exists exists -> new Expression.Exists(toOuter((QueryState) exists.query(), depth + 1));
			default -> expression.mapChildren((child) -> toOuter(child, depth));
		};
	}

	private static QueryState toOuter(QueryState query, int depth) {
		return query.map((expression) -> toOuter(expression, depth), (part) -> toOuter(part, depth));
	}

}
