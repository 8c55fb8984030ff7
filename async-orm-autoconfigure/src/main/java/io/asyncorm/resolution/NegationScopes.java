package io.asyncorm.resolution;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.Hop;
import io.asyncorm.plan.Operands;
import io.asyncorm.plan.QueryState;

/**
 * Decides which negated conditions over a to-many relation become subqueries of their
 * own. As in Django, "not" means that no related row matches, unless the same
 * {@code filter()} call has an earlier condition on the relation that is not negated:
 * then the negated one is about the row of that join. Columns of the first kind get the
 * scope 0, the others keep that of the call.
 */
final class NegationScopes {

	/** The to-many relations that the call has joined so far. */
	private final Set<List<Hop>> joined = new HashSet<>();

	private NegationScopes() {
	}

	/**
	 * Assigns the scopes of one {@code filter()} call.
	 * @param state the query set, which may have joined rows of this scope before: those
	 * that link the owner of a related manager
	 * @param condition the resolved condition of the call
	 */
	static Expression of(QueryState state, int scope, Expression condition) {
		if (!negates(condition)) {
			return condition;
		}
		NegationScopes scopes = new NegationScopes();
		if (scope <= state.scopes()) {
			state.filters().forEach(scopes::join);
		}
		return scopes.visit(condition, false);
	}

	private static boolean negates(Expression condition) {
		return switch (condition) {
			case Expression.Not not -> true;
			case Expression.And and -> negates(and.operands());
			case Expression.Or or -> negates(or.operands());
			case Expression.Xor xor -> negates(xor.operands());
			default -> false;
		};
	}

	private static boolean negates(List<Expression> conditions) {
		for (Expression condition : conditions) {
			if (negates(condition)) {
				return true;
			}
		}
		return false;
	}

	private Expression visit(Expression condition, boolean negated) {
		return switch (condition) {
			case Expression.Not not -> not.mapChildren((child) -> visit(child, true));
			case Expression.And and -> and.mapChildren((child) -> visit(child, negated));
			case Expression.Or or -> or.mapChildren((child) -> visit(child, negated));
			case Expression.Xor xor -> xor.mapChildren((child) -> visit(child, negated));
			case Expression.Test test when negated -> {
				join(test.value());
				yield unjoined(test, test.operand());
			}
			case Expression.IsNull isNull when negated -> unjoined(isNull, isNull.operand());
			default -> {
				join(condition);
				yield condition;
			}
		};
	}

	private Expression unjoined(Expression leaf, Expression operand) {
		Expression.Column column = Operands.column(operand);
		List<Hop> relation = (column != null && column.scope() > 0) ? JoinScopes.toMany(column.hops()) : null;
		if (column == null || relation == null || this.joined.contains(relation)) {
			return leaf;
		}
		Expression.Column any = new Expression.Column(column.hops(), column.field(), 0);
		return leaf.mapChildren((child) -> (child == operand) ? Operands.replace(operand, column, any) : child);
	}

	private void join(Expression expression) {
		if (expression instanceof Expression.Column column) {
			List<Hop> relation = JoinScopes.toMany(column.hops());
			if (relation != null && column.scope() > 0) {
				this.joined.add(relation);
			}
		}
		else if (!(expression instanceof Expression.Annotation)) {
			expression.forEachChild(this::join);
		}
	}

}
