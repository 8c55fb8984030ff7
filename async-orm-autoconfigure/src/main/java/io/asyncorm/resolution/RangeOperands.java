package io.asyncorm.resolution;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.RangePart;
import io.asyncorm.model.Conversion;
import io.asyncorm.plan.ExpressionTypes;
import org.jspecify.annotations.Nullable;

/**
 * Ranges as operands: which they are, and the transforms that they have, as those of
 * Django's range fields: {@code during__startswith}, {@code during__isempty}.
 */
final class RangeOperands {

	private RangeOperands() {
	}

	/** The type of the ends of a range; null of what is none. */
	static @Nullable Class<?> findElement(Expression operand) {
		Conversion conversion = ExpressionTypes.conversionOf(operand);
		return (conversion != null) ? conversion.rangeElement() : null;
	}

	/** Whether a name behind an operand is a part of a range, and no lookup of texts. */
	static boolean hasPart(Expression operand, String name) {
		Class<?> element = findElement(operand);
		return element != null && RangePart.find(name, element) != null;
	}

	/** Applies the transform of a name to a range; null if there is none. */
	static @Nullable Expression apply(Expression operand, String name) {
		Class<?> element = findElement(operand);
		RangePart part = (element != null) ? RangePart.find(name, element) : null;
		return (part != null) ? new Expression.Func(part, List.of(operand), part.type()) : null;
	}

}
