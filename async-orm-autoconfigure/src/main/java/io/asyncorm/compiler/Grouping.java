package io.asyncorm.compiler;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.QueryState;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;

/**
 * Computes the GROUP BY of a select: what the query set groups by, and every other value
 * without an aggregate that is selected, ordered by or tested in HAVING, as SQL demands.
 * Django does the same in {@code get_group_by}. Not thread-safe: one object serves one
 * select.
 */
final class Grouping {

	private final QueryState state;

	private final SelectList list;

	private final Function<Expression, SqlExpression> compiler;

	private final Set<SqlExpression> groups = new LinkedHashSet<>();

	/**
	 * @param compiler compiles a value; one that is selected becomes a reference to its
	 * alias
	 */
	Grouping(QueryState state, SelectList list, Function<Expression, SqlExpression> compiler) {
		this.state = state;
		this.list = list;
		this.compiler = compiler;
	}

	List<SqlExpression> toSql() {
		List<Expression> explicit = this.state.groupBy();
		if (explicit == null) {
			return List.of();
		}
		explicit.forEach(this::add);
		this.list.items()
			.stream()
			.map(SqlQuery.Item::expression)
			.filter(SqlExpression.Column.class::isInstance)
			.forEach(this.groups::add);
		addAnnotations();
		addOrderings();
		this.state.filters().forEach(this::addHaving);
		return List.copyOf(this.groups);
	}

	/** Annotations with aggregates come last, as in Django. */
	private void addAnnotations() {
		for (QueryState.Named named : this.state.annotations()) {
			Expression.Annotation annotation = named.reference();
			if (!hasAggregateOutsideWindow(annotation) && this.list.contains(annotation)) {
				add(annotation);
			}
		}
		for (QueryState.Named named : this.state.annotations()) {
			if (isSelected(named) && hasAggregateOutsideWindow(named.value())) {
				// Refused if its type cannot be inferred, also where nobody reads it
				ExpressionTypes.typeOf(named.value());
				addNonAggregates(named.value());
			}
		}
	}

	private void addOrderings() {
		List<SortTerm> orderings = this.state.orderings();
		if (orderings == null) {
			return;
		}
		for (SortTerm sort : orderings) {
			if (hasAggregateOutsideWindow(sort.value())) {
				addNonAggregates(sort.value());
			}
			else {
				add(sort.value());
			}
		}
	}

	/** HAVING may refer to nothing but aggregates and what is grouped by. */
	private void addHaving(Expression filter) {
		if (filter instanceof Expression.And and) {
			and.operands().forEach(this::addHaving);
		}
		else if (filter.contains(Expression.Window.class)) {
			// Computed over the groups, and tested by a select around this one
			addOperands(filter);
		}
		else if (hasAggregateOutsideWindow(filter)) {
			addNonAggregates(filter);
		}
	}

	/** Also where the groups are only counted: each of its values makes a group. */
	private boolean isSelected(QueryState.Named named) {
		return this.list.contains(named.reference()) || this.state.selection() instanceof QueryState.Columns columns
				&& columns.columns().stream().anyMatch((column) -> isOf(named, column.value()));
	}

	private static boolean isOf(QueryState.Named named, Expression value) {
		return value instanceof Expression.Annotation annotation && annotation.name().equals(named.name());
	}

	/**
	 * Groups by the parts of a value that are outside of its aggregates; for a condition,
	 * by each of its sides.
	 */
	private void addNonAggregates(Expression value) {
		if (value instanceof Expression.Aggregate) {
			return;
		}
		if (hasAggregateOutsideWindow(value) || isCondition(value)) {
			value.forEachChild(this::addNonAggregates);
		}
		else if (canGroup(value)) {
			add(value);
		}
		else {
			addOperands(value);
		}
	}

	private static boolean isCondition(Expression value) {
		return value instanceof Expression.Test || value instanceof Expression.IsNull || value instanceof Expression.And
				|| value instanceof Expression.Or || value instanceof Expression.Not || value instanceof Expression.Xor
				|| value instanceof Expression.Items;
	}

	/**
	 * To the database two binds are never the same expression, so that a value with one
	 * cannot be grouped by.
	 */
	private static boolean canGroup(Expression value) {
		return value.contains(Expression.Column.class) && !value.contains(Expression.Slot.class);
	}

	private void add(Expression group) {
		if (group.contains(Expression.Window.class)) {
			addOperands(group);
			return;
		}
		CompositeColumns.of(group).forEach((column) -> this.groups.add(this.compiler.apply(column)));
	}

	/**
	 * A window function is computed after grouping, so that rows are grouped by its
	 * operands instead.
	 */
	private void addOperands(Expression expression) {
		switch (expression) {
			case Expression.Aggregate aggregate -> {
			}
			case Expression.Window window when window.function() instanceof Expression.Aggregate own ->
				window.forEachChild((child) -> {
					if (child == own) {
						own.forEachChild(this::addOperands);
					}
					else {
						addOperands(child);
					}
				});
			case Expression.Column column -> add(column);
			case Expression.Annotation annotation when !hasAggregateOutsideWindow(annotation)
					&& !annotation.contains(Expression.Window.class) ->
				add(annotation);
			default -> expression.forEachChild(this::addOperands);
		}
	}

	/**
	 * Whether a value contains an aggregate that is not part of a window function: such a
	 * value belongs into HAVING and not into GROUP BY, as with Django's
	 * {@code contains_aggregate}. Whether the query set is grouped at all is asked by
	 * {@link ExpressionTypes#isAggregate}, for which an aggregate within a window's
	 * operands counts too.
	 */
	static boolean hasAggregateOutsideWindow(Expression expression) {
		return expression instanceof Expression.Aggregate || !(expression instanceof Expression.Window)
				&& expression.anyChild(Grouping::hasAggregateOutsideWindow);
	}

}
