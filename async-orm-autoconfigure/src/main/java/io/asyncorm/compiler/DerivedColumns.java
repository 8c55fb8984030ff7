package io.asyncorm.compiler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Expression;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.QueryState;

/**
 * Rewrites expressions over a derived table (a subquery in FROM): each column and window
 * function becomes a reference to a column of the derived table, which is recorded so
 * that its select can provide it. Not thread-safe: one object serves one select.
 */
final class DerivedColumns {

	private final QueryState state;

	private final String prefix;

	private final Map<Expression, QueryState.Named> columns = new LinkedHashMap<>();

	/**
	 * @param state the query set that becomes the derived table
	 * @param prefix the beginning of the names of its columns
	 */
	DerivedColumns(QueryState state, String prefix) {
		this.state = state;
		this.prefix = prefix;
	}

	Expression derive(Expression expression) {
		if (CompositeColumns.isComposite(expression)) {
			return new Expression.Tuple(CompositeColumns.of(expression).stream().map(this::derive).toList());
		}
		boolean leaf = switch (expression) {
			case Expression.Column column -> true;
			case Expression.Window window -> true;
			// An annotation that the query set does not have is another value over all
			// rows
			case Expression.Annotation annotation ->
				this.state.annotations().stream().anyMatch((known) -> known.name().equals(annotation.name()));
			default -> false;
		};
		if (!leaf) {
			Expression derived = expression.mapChildren(this::derive);
			// The sum of keys is one of numbers once they are columns of another select
			Class<?> type = ExpressionTypes.typeOf(expression);
			return (derived instanceof Expression.Aggregate && type != ExpressionTypes.typeOf(derived))
					? new Expression.Typed(derived, type) : derived;
		}
		QueryState.Named column = this.columns.computeIfAbsent(expression,
				(value) -> new QueryState.Named(this.prefix + (this.columns.size() + 1), value));
		return new Expression.Derived(column.name(), ExpressionTypes.typeOf(expression),
				ExpressionTypes.conversionOf(expression));
	}

	/** The columns that the select of the derived table must have. */
	List<QueryState.Named> columns() {
		return List.copyOf(this.columns.values());
	}

}
