package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.expression.Expression;

/**
 * Which clause of a select tests which filter: each as soon as SQL has computed what it
 * speaks of.
 *
 * @param where about single rows
 * @param having about groups of rows
 * @param overWindows about windows, which SQL computes behind the two others
 */
record FilterClauses(List<Expression> where, List<Expression> having, List<Expression> overWindows) {

	/** The clauses of filters; what they ask for together is tested part by part. */
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

	/** Whether rows or groups are tested by a value of the query around this one. */
	boolean isCorrelatedBeforeWindows() {
		return Stream.concat(this.where.stream(), this.having.stream())
			.anyMatch((part) -> part.contains(Expression.Outer.class));
	}

}
