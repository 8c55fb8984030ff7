package io.asyncorm.plan;

import java.util.List;
import java.util.function.UnaryOperator;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.JsonExpression;
import io.asyncorm.expression.TemporalExpression;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import org.jspecify.annotations.Nullable;

/**
 * Finds or replaces the column that the left side of a lookup applies transforms to, as
 * in {@code published__year__gte}, and joins no more than it needs.
 *
 * @since 0.1.0
 */
public final class Operands {

	private Operands() {
	}

	/** The column; null if the operand has none, as an annotation. */
	public static Expression.@Nullable Column column(Expression operand) {
		return switch (operand) {
			case Expression.Column column -> column;
			case Expression.Func func when !func.arguments().isEmpty() -> column(func.arguments().get(0));
			case Expression.OrElse orElse -> column(orElse.value());
			case TemporalExpression.Extract extract -> column(extract.operand());
			case TemporalExpression.Truncate truncate -> column(truncate.operand());
			case TemporalExpression.AtZone atZone -> column(atZone.operand());
			case Expression.Cast cast -> column(cast.operand());
			case Expression.Typed typed -> column(typed.operand());
			case Expression.Collate collate -> column(collate.operand());
			case JsonExpression.JsonPath path -> column(path.operand());
			default -> null;
		};
	}

	/** The same operand over another column. */
	public static Expression replace(Expression operand, Expression.Column column, Expression other) {
		UnaryOperator<Expression> mapper = (child) -> replace(child, column, other);
		return (operand == column) ? other : operand.mapChildren(mapper);
	}

	/**
	 * Drops joins that are not needed: a last hop that only leads to the key which the
	 * foreign key before it holds. Behind a to-many relation, the row of a key may have
	 * been deleted without being gone: then the join tells whether it is there.
	 */
	public static Expression.Column trimmedColumn(List<Hop> hops, ModelField field, int scope) {
		ModelField end = field;
		int length = hops.size();
		ModelField source = field;
		while (source != null) {
			end = source;
			boolean held = length > 0 && hops.get(length - 1).isForeignKey() && !maySkip(hops.subList(0, length));
			source = held ? hops.get(length - 1).sourceOf(end) : null;
			length -= (source != null) ? 1 : 0;
		}
		return new Expression.Column(hops.subList(0, length), end, scope);
	}

	private static boolean maySkip(List<Hop> hops) {
		return hops.get(hops.size() - 1).target().softDelete() != null && hops.stream().anyMatch(Hop::toMany);
	}

}
