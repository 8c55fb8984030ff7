package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.asyncorm.expression.Expression;
import io.asyncorm.query.ExpressionTypes;
import io.asyncorm.query.QueryState;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;

/**
 * What rows are grouped by: what the query set says, and all that is selected or ordered
 * by besides, which SQL wants to be the same throughout a group.
 */
final class Grouping {

	private final QueryState state;

	private final SelectList list;

	private final Function<Expression, SqlExpression> compiler;

	/**
	 * @param compiler compiles a value, by its name where it is selected
	 */
	Grouping(QueryState state, SelectList list, Function<Expression, SqlExpression> compiler) {
		this.state = state;
		this.list = list;
		this.compiler = compiler;
	}

	List<SqlExpression> toSql() {
		List<Expression> groups = this.state.groupBy();
		if (groups == null) {
			return List.of();
		}
		List<SqlExpression> sql = new ArrayList<>();
		groups.forEach((group) -> add(sql, group));
		for (SqlQuery.Item item : this.list.items()) {
			if (item.expression() instanceof SqlExpression.Column column && !sql.contains(column)) {
				sql.add(column);
			}
		}
		this.state.annotations()
			.stream()
			.map((named) -> new Expression.Annotation(named.name(), named.value()))
			.filter((annotation) -> !aggregatesOutsideWindows(annotation) && this.list.contains(annotation))
			.forEach((annotation) -> add(sql, annotation));
		this.state.annotations()
			.stream()
			.filter(this::isSelected)
			.map(QueryState.Named::value)
			.filter(Grouping::aggregatesOutsideWindows)
			.peek(ExpressionTypes::typeOf)
			.forEach((value) -> addBeside(sql, value));
		List<Expression.Sort> orderings = this.state.orderings();
		if (orderings != null) {
			orderings.stream().map(Expression.Sort::value).forEach((value) -> {
				if (aggregatesOutsideWindows(value)) {
					addBeside(sql, value);
				}
				else {
					add(sql, value);
				}
			});
		}
		this.state.filters().forEach((filter) -> addOfHaving(sql, filter));
		return sql;
	}

	/** What a condition on groups speaks of besides must be the same throughout them. */
	private void addOfHaving(List<SqlExpression> sql, Expression filter) {
		if (filter instanceof Expression.And and) {
			and.operands().forEach((operand) -> addOfHaving(sql, operand));
		}
		else if (aggregatesOutsideWindows(filter) && !filter.contains(Expression.Window.class)) {
			addBeside(sql, filter);
		}
	}

	/** Also where only the groups are counted, which it makes more of. */
	private boolean isSelected(QueryState.Named named) {
		return this.list.contains(new Expression.Annotation(named.name(), named.value()))
				|| this.state.selection() instanceof QueryState.Columns columns
						&& columns.columns().stream().anyMatch((column) -> isOf(named, column.value()));
	}

	private static boolean isOf(QueryState.Named named, Expression value) {
		return value instanceof Expression.Annotation annotation && annotation.name().equals(named.name());
	}

	/**
	 * What stands beside an aggregate in a value must be the same throughout a group. Of
	 * a condition that is each of its sides.
	 */
	private void addBeside(List<SqlExpression> sql, Expression value) {
		if (value instanceof Expression.Aggregate) {
			return;
		}
		if (aggregatesOutsideWindows(value) || isCondition(value)) {
			value.forEachChild((child) -> addBeside(sql, child));
		}
		else if (canGroup(value)) {
			add(sql, value);
		}
		else {
			addOperands(sql, value);
		}
	}

	private static boolean isCondition(Expression value) {
		return value instanceof Expression.Test || value instanceof Expression.IsNull || value instanceof Expression.And
				|| value instanceof Expression.Or || value instanceof Expression.Not || value instanceof Expression.Xor
				|| value instanceof Expression.Items;
	}

	/** Each bind is a value of its own to the database: it cannot be grouped by. */
	private static boolean canGroup(Expression value) {
		return value.contains(Expression.Column.class) && !value.contains(Expression.Slot.class);
	}

	private void add(List<SqlExpression> sql, Expression group) {
		if (group.contains(Expression.Window.class)) {
			addOperands(sql, group);
			return;
		}
		SqlExpression value = this.compiler.apply(group);
		if (!sql.contains(value)) {
			sql.add(value);
		}
	}

	/**
	 * A window is computed of the groups, so that it groups nothing: only what it is
	 * computed of can.
	 */
	private void addOperands(List<SqlExpression> sql, Expression expression) {
		switch (expression) {
			case Expression.Aggregate aggregate -> {
			}
			case Expression.Column column -> add(sql, column);
			case Expression.Annotation annotation when !aggregatesOutsideWindows(annotation)
					&& !annotation.contains(Expression.Window.class) ->
				add(sql, annotation);
			default -> expression.forEachChild((child) -> addOperands(sql, child));
		}
	}

	/**
	 * Whether a value is computed over a group of rows; a window is computed row by row.
	 */
	static boolean aggregatesOutsideWindows(Expression expression) {
		return expression instanceof Expression.Aggregate || !(expression instanceof Expression.Window)
				&& expression.anyChild(Grouping::aggregatesOutsideWindows);
	}

}
