package io.asyncorm.resolution;

import io.asyncorm.expression.CaseBranch;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.Conversion;
import io.asyncorm.plan.ExpressionTypes;
import org.jspecify.annotations.Nullable;

/**
 * Converts constants to the stored type of a column with an {@code AttributeConverter},
 * where they are compared with it, combined with it, or its new value.
 *
 * @since 0.1.0
 */
final class StoredConstants {

	private StoredConstants() {
	}

	/** Values one of which is taken. */
	static List<Expression> alternatives(List<Expression> values) {
		Conversion conversion = conversionOf(values);
		return (conversion != null) ? constants(values, conversion) : values;
	}

	/**
	 * Values that are computed with. Beside text, a text is no value of a property's.
	 */
	static List<Expression> operands(List<Expression> values) {
		Conversion conversion = conversionOf(values);
		return (conversion != null && !conversion.hasSimpleJavaType()) ? constants(values, conversion) : values;
	}

	/**
	 * What a column takes or is compared with: a value, or alternatives at any depth.
	 * @param conversion the column's; null if its values are not converted
	 */
	static Expression forColumn(@Nullable Conversion conversion, Expression value) {
		if (conversion == null) {
			return value;
		}
		if (value instanceof Expression.Case choice) {
			return new Expression.Case(choice.branches()
				.stream()
				.map((when) -> new CaseBranch(when.condition(), forColumn(conversion, when.value())))
				.toList(), forColumn(conversion, choice.otherwise()));
		}
		return constant(value, conversion);
	}

	private static @Nullable Conversion conversionOf(List<Expression> values) {
		for (Expression value : values) {
			Conversion conversion = ExpressionTypes.conversionOf(value);
			if (conversion != null) {
				return conversion;
			}
		}
		return null;
	}

	private static List<Expression> constants(List<Expression> values, Conversion conversion) {
		return values.stream().map((value) -> forColumn(conversion, value)).toList();
	}

	private static Expression constant(Expression expression, Conversion conversion) {
		Object value = (expression instanceof Expression.Value constant) ? constant.value() : null;
		return (value != null && conversion.converts(value))
				? Expression.Value.of(conversion.toColumn(value), conversion.columnType()) : expression;
	}

}
