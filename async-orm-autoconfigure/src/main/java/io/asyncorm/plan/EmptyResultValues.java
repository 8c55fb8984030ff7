package io.asyncorm.plan;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Aggregation;
import io.asyncorm.model.Conversion;
import org.jspecify.annotations.Nullable;

/**
 * The values of aggregates over no rows, as Django's {@code empty_result_set_value}: 0
 * for a count, otherwise null or the default of {@code orElse}. What is computed from
 * them is left to the database.
 */
final class EmptyResultValues {

	private EmptyResultValues() {
	}

	/** Whether the value is known without asking the database. */
	static boolean isKnown(Expression value) {
		return switch (value) {
			case Expression.Aggregate aggregate -> true;
			case Expression.Value constant -> true;
			case Expression.Typed typed -> isKnown(typed.operand());
			case Expression.OrElse orElse ->
				isKnown(orElse.value()) && (stored(orElse.value()) != null || isKnown(orElse.otherwise()));
			default -> false;
		};
	}

	/** The value, which must be known. */
	static @Nullable Object of(Expression value) {
		Object stored = stored(value);
		if (stored == null) {
			return null;
		}
		Conversion conversion = ExpressionTypes.conversionOf(value);
		return (conversion != null) ? conversion.fromColumn(stored) : stored;
	}

	private static @Nullable Object stored(Expression value) {
		return switch (value) {
			case Expression.Aggregate aggregate -> (aggregate.function() == Aggregation.COUNT) ? 0L : null;
			case Expression.Value constant -> constant.value();
			case Expression.Typed typed -> stored(typed.operand());
			case Expression.OrElse orElse -> {
				Object first = stored(orElse.value());
				yield (first != null) ? first : stored(orElse.otherwise());
			}
			default -> throw new IllegalStateException("Only the database knows " + value);
		};
	}

}
