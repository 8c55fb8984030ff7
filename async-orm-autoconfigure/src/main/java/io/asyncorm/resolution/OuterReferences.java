package io.asyncorm.resolution;

import java.util.function.UnaryOperator;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.QueryLimits;
import io.asyncorm.plan.QueryState;

/**
 * Binds the outer references ({@code OuterRef}) of a subquery to the query that it is
 * used in, and counts the query sets within it. What is computed of them gets its type
 * only then. Not thread-safe: one object binds one subquery.
 */
final class OuterReferences {

	private final UnaryOperator<Expression> resolver;

	private final UnaryOperator<Expression> typing;

	private int queries;

	/** How many outer references were seen so far. */
	private int references;

	/**
	 * @param resolver resolves expressions of the outer query
	 * @param typing completes a value by the types of its operands, which are known now
	 */
	OuterReferences(UnaryOperator<Expression> resolver, UnaryOperator<Expression> typing) {
		this.resolver = resolver;
		this.typing = typing;
	}

	/** Whether a value refers to an outer query that is not known yet. */
	static boolean areIn(Expression expression) {
		return switch (expression) {
			case Expression.Outer outer -> outer.operand() instanceof Expression.Reference || areIn(outer.operand());
			// The most common ones, which have nothing within
			case Expression.Column column -> false;
			case Expression.Value value -> false;
			default -> expression.anyChild(OuterReferences::areIn);
		};
	}

	QueryState bind(QueryState state) {
		return bind(state, 1, 1);
	}

	private QueryState bind(QueryState state, int depth, int level) {
		QueryLimits.requireQueries(level, ++this.queries);
		return state.map((expression) -> bind(expression, depth, level), (part) -> bind(part, depth, level + 1));
	}

	/**
	 * @param depth how many query sets further out the one is that is asked
	 * @param level how many query sets are around, combined ones included
	 */
	private Expression bind(Expression expression, int depth, int level) {
		int before = this.references;
		return switch (expression) {
			case Expression.Outer outer -> {
				this.references += areIn(outer) ? 1 : 0;
				yield bindOuter(outer, depth);
			}
			case Expression.Subquery subquery -> {
				QueryState bound = bind((QueryState) subquery.query(), depth + 1, level + 1);
				this.references = before;
				yield new Expression.Subquery(bound);
			}
			case Expression.Exists exists -> {
				QueryState bound = bind((QueryState) exists.query(), depth + 1, level + 1);
				this.references = before;
				yield new Expression.Exists(bound);
			}
			default -> {
				Expression bound = expression.mapChildren((child) -> bind(child, depth, level));
				yield (this.references > before) ? this.typing.apply(bound) : bound;
			}
		};
	}

	private Expression bindOuter(Expression.Outer outer, int depth) {
		Expression operand = outer.operand();
		if (operand instanceof Expression.Outer further) {
			return (depth > 1) ? new Expression.Outer(bindOuter(further, depth - 1)) : outer;
		}
		return (depth == 1 && operand instanceof Expression.Reference)
				? new Expression.Outer(this.resolver.apply(operand)) : outer;
	}

}
