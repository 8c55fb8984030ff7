package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.plan.FilteredJoin;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

/**
 * The second of two query sets whose conditions are combined, told in the joins and names
 * of the first one. Not thread-safe.
 */
final class SecondQuery {

	private final QueryState first;

	private final QueryState second;

	private final int scopes;

	/** The filtered relations of both, those of the first query set in their places. */
	private final List<FilteredJoin> relations;

	/** The new scope of each filtered relation of the second query set. */
	private final List<Integer> relationScopes = new ArrayList<>();

	/**
	 * @param scopes what is added to the numbers of the second query set's
	 * {@code filter()} calls: 0 if they share the joins of the first one's
	 */
	SecondQuery(QueryState first, QueryState second, int scopes) {
		this.first = first;
		this.second = second;
		this.scopes = scopes;
		this.relations = new ArrayList<>(first.filteredJoins());
		second.filteredJoins().forEach(this::add);
	}

	/**
	 * Adds a filtered relation, unless the first query set has the very same. Where its
	 * name means something else there, only the conditions lead to it, and no name.
	 */
	private void add(FilteredJoin relation) {
		int same = FilteredRelations.scope(this.first, relation.name());
		if (same < 0) {
			this.relationScopes.add(same);
			if (told(relation, relation.name()).equals(FilteredJoin.ofScope(this.relations, same))) {
				return;
			}
			this.relationScopes.removeLast();
		}
		this.relationScopes.add(-this.relations.size() - 1);
		this.relations.add(told(relation, isTaken(relation.name()) ? "" : relation.name()));
	}

	/** Its own place must be known, which its condition is about. */
	private FilteredJoin told(FilteredJoin relation, String name) {
		return new FilteredJoin(name, (relation.parent() < 0) ? scope(relation.parent()) : 0, relation.hops(),
				relation.target(), told(relation.condition()));
	}

	List<FilteredJoin> relations() {
		return this.relations;
	}

	List<Expression> filters() {
		return ExpressionAccess.each(this.second.filters(), this::told);
	}

	/** What it groups by; null where it has no aggregates. */
	@Nullable List<Expression> groupBy() {
		List<Expression> groupBy = this.second.groupBy();
		return (groupBy != null) ? ExpressionAccess.each(groupBy, this::told) : null;
	}

	/**
	 * The annotations of both. As in Django, what the second one annotates does not come
	 * back, but can be ordered by.
	 */
	List<QueryState.Named> annotations() {
		List<QueryState.Named> both = new ArrayList<>(this.first.annotations());
		for (QueryState.Named annotation : this.second.annotations()) {
			if (!isTaken(annotation.name())) {
				both.add(new QueryState.Named(annotation.name(), told(annotation.value()), false));
			}
		}
		return both;
	}

	private boolean isTaken(String name) {
		return Annotations.find(this.first.annotations(), name) != null
				|| FilteredRelations.scope(this.first, name) != 0 || this.first.prefetches().find(name) != null;
	}

	private Expression told(Expression expression) {
		return told(expression, 0);
	}

	/**
	 * @param depth how many subqueries are around, in which only outer references lead to
	 * columns of this query
	 */
	private Expression told(Expression expression, int depth) {
		return switch (expression) {
			case Expression.Column column when depth == 0 && column.scope() != 0 ->
				new Expression.Column(column.hops(), column.field(), scope(column.scope()));
			case Expression.Annotation annotation when depth == 0 -> annotation(annotation);
			case Expression.Outer outer -> (depth > 0) ? new Expression.Outer(told(outer.operand(), depth - 1)) : outer;
			case Expression.Subquery subquery ->
				new Expression.Subquery(told((QueryState) subquery.query(), depth + 1));
			case Expression.Exists exists -> new Expression.Exists(told((QueryState) exists.query(), depth + 1));
			default -> expression.mapChildren((child) -> told(child, depth));
		};
	}

	private QueryState told(QueryState query, int depth) {
		return query.map((expression) -> told(expression, depth), (part) -> told(part, depth));
	}

	/** By its value where the first query set gives its name to another one. */
	private Expression annotation(Expression.Annotation annotation) {
		Expression value = told(annotation.value(), 0);
		QueryState.Named known = Annotations.find(this.first.annotations(), annotation.name());
		boolean other = isTaken(annotation.name()) && (known == null || !known.value().equals(value));
		return other ? value : new Expression.Annotation(annotation.name(), value);
	}

	private int scope(int scope) {
		return (scope < 0) ? this.relationScopes.get(-scope - 1) : scope + this.scopes;
	}

}
