package io.asyncorm.resolution;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.ExpressionTypes;
import org.jspecify.annotations.Nullable;

/**
 * Constants of a type that is converted: beside a column that is, or as its new value,
 * they become what the column holds.
 *
 * @since 0.1.0
 */
public final class StoredConstants {

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
		return (conversion != null && !conversion.isSpelledItself()) ? constants(values, conversion) : values;
	}

	/** The new value of a field. */
	public static Expression newValue(ModelField field, Expression value) {
		Conversion conversion = field.conversion();
		if (conversion == null) {
			return value;
		}
		if (value instanceof Expression.Case choice) {
			return new Expression.Case(choice.branches()
				.stream()
				.map((when) -> new Expression.When(when.condition(), constant(when.value(), conversion)))
				.toList(), constant(choice.otherwise(), conversion));
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
		return values.stream().map((value) -> constant(value, conversion)).toList();
	}

	private static Expression constant(Expression expression, Conversion conversion) {
		Object value = (expression instanceof Expression.Value constant) ? constant.value() : null;
		return (value != null && conversion.converts(value))
				? Expression.Value.of(conversion.toColumn(value), conversion.columnType()) : expression;
	}

}
