package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.expression.Expression;

/**
 * Sorts filters into the clauses of a select: WHERE, HAVING for conditions with
 * aggregates, and the WHERE of an outer select for conditions with window functions. As
 * in Django's {@code split_having_qualify}.
 *
 * @param where conditions on single rows
 * @param having conditions on groups
 * @param overWindows conditions on window functions, which SQL computes after the others
 */
record FilterClauses(List<Expression> where, List<Expression> having, List<Expression> overWindows) {

	/** The clauses of filters; the parts of an AND are sorted one by one. */
	static FilterClauses of(List<Expression> filters) {
		FilterClauses clauses = new FilterClauses(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		for (Expression filter : filters) {
			List<Expression> parts = (filter instanceof Expression.And and && !and.operands().isEmpty())
					? and.operands() : List.of(filter);
			parts.forEach((part) -> clauses.clauseOf(part).add(part));
		}
		return clauses;
	}

	private List<Expression> clauseOf(Expression part) {
		if (part.contains(Expression.Window.class)) {
			return this.overWindows;
		}
		return Grouping.hasAggregateOutsideWindow(part) ? this.having : this.where;
	}

	/**
	 * Whether WHERE or HAVING refers to the query around this one, which not every
	 * database allows in a derived table.
	 */
	boolean isCorrelatedBeforeWindows() {
		return Stream.concat(this.where.stream(), this.having.stream())
			.anyMatch((part) -> part.contains(Expression.Outer.class));
	}

}
