package io.asyncorm.expression;

import java.util.Collection;
import java.util.List;

import io.asyncorm.model.QueryLimits;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a tree is neither too deep nor too large for what walks through it later,
 * when it is put together: at the line that makes it so. A leaf costs nothing.
 */
final class ExpressionSize {

	/** Longer lists than that are of constants. */
	private static final int MOST_COMPUTED = 100;

	private ExpressionSize() {
	}

	/**
	 * Returns a tree that can be worked with.
	 * @throws io.asyncorm.model.FieldException if it is too deep or too large
	 */
	static Expression require(Expression tree) {
		count(tree, 1, 0);
		return tree;
	}

	/**
	 * Checks a part that is added to others of a tree that has been checked.
	 * @param parts how many there are then
	 */
	static void requireAdded(Expression part, int parts) {
		count(part, 2, parts);
	}

	/** How many parts there are with those of a tree. */
	private static int count(Expression tree, int level, int before) {
		QueryLimits.requireLevels(level);
		int parts = before + 1;
		QueryLimits.requireParts(parts);
		return switch (tree) {
			case Expression.Reference leaf -> parts;
			case Expression.Value leaf -> parts;
			case Expression.Column leaf -> parts;
			case Expression.Keyword keyword -> countValue(keyword.value(), level + 1, parts);
			case Expression.And and -> countAll(and.operands(), level + 1, parts);
			case Expression.Or or -> countAll(or.operands(), level + 1, parts);
			// Its operands stand twice in the statement, so that nested ones multiply
			case Expression.Xor xor -> countAll(xor.operands(), level + 1, countAll(xor.operands(), level + 1, parts));
			case Expression.Not not -> count(not.operand(), level + 1, parts);
			case Expression.Arithmetic arithmetic ->
				count(arithmetic.right(), level + 1, count(arithmetic.left(), level + 1, parts));
			default -> {
				int[] all = { parts };
				tree.forEachChild((child) -> all[0] = count(child, level + 1, all[0]));
				yield all[0];
			}
		};
	}

	private static int countAll(List<Expression> operands, int level, int before) {
		int parts = before;
		for (int i = 0; i < operands.size(); i++) {
			parts = count(operands.get(i), level, parts);
		}
		return parts;
	}

	private static int countValue(@Nullable Object value, int level, int before) {
		return switch (value) {
			case Expr<?> expression -> count(expression.tree(), level, before);
			case Q<?> condition -> count(condition.tree(), level, before);
			case Collection<?> elements when elements.size() <= MOST_COMPUTED -> {
				int parts = before;
				for (Object element : elements) {
					if (element instanceof Expr<?> expression) {
						parts = count(expression.tree(), level, parts);
					}
				}
				yield parts;
			}
			case null, default -> before;
		};
	}

}
