package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.model.Conversion;
import io.asyncorm.plan.Alternatives;
import io.asyncorm.plan.DocumentTypes;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.DocumentType;
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

	/** Arguments of a function: those that its value can be are alternatives. */
	static List<Expression> arguments(DatabaseFunction function, List<Expression> arguments) {
		List<Integer> positions = IntStream.range(0, arguments.size())
			.filter(function::returnsArgument)
			.boxed()
			.toList();
		if (positions.isEmpty()) {
			return operands(arguments);
		}
		if (function.uniform()) {
			return alternatives(arguments);
		}
		List<Expression> converted = new ArrayList<>(arguments);
		List<Expression> returned = alternatives(positions.stream().map(arguments::get).toList());
		for (int i = 0; i < positions.size(); i++) {
			converted.set(positions.get(i), returned.get(i));
		}
		return converted;
	}

	/**
	 * Values one of which is taken. Beside values that are of no property, a constant is
	 * one of the property only if nothing else can be meant by it.
	 */
	static List<Expression> alternatives(List<Expression> values) {
		Conversion conversion = ExpressionTypes.conversionOf(values);
		if (conversion != null) {
			return constants(values, conversion);
		}
		Conversion first = ExpressionTypes.firstConversionOf(values);
		if (first != null) {
			return (first.javaType() != first.columnType()) ? ownConstants(values, first) : values;
		}
		DocumentType document = DocumentTypes.of(values);
		return (document != null) ? values.stream().map((value) -> inDocument(value, document, false)).toList()
				: values;
	}

	/**
	 * Values that are computed with. Beside text, a text is no value of a property's.
	 */
	static List<Expression> operands(List<Expression> values) {
		Conversion conversion = ExpressionTypes.firstConversionOf(values);
		return (conversion != null && !conversion.hasSimpleJavaType()) ? ownConstants(values, conversion) : values;
	}

	/**
	 * What a column takes or is compared with: a value, or alternatives at any depth.
	 * @param conversion the column's; null if its values are not converted
	 * @param document the declared type of the column's documents; null if it has none
	 */
	static Expression forColumn(@Nullable Conversion conversion, @Nullable DocumentType document, Expression value) {
		if (document != null) {
			return inDocument(value, document, true);
		}
		return (conversion != null) ? convert(value, conversion, true) : value;
	}

	/**
	 * Constants become documents of a declared type, or parts of them.
	 * @param simple whether texts and numbers do, too
	 */
	private static Expression inDocument(Expression expression, DocumentType document, boolean simple) {
		if (!(expression instanceof Expression.Value constant)) {
			return (DocumentTypes.of(expression) != null) ? expression
					: inPlace(expression, (child) -> inDocument(child, document, simple));
		}
		Object value = constant.value();
		if (value == null || constant.array() || !simple && ColumnType.isSimple(ColumnType.classOf(value))) {
			return constant;
		}
		return DocumentTypes.document(value, document);
	}

	private static List<Expression> constants(List<Expression> values, Conversion conversion) {
		return values.stream().map((value) -> convert(value, conversion, true)).toList();
	}

	private static List<Expression> ownConstants(List<Expression> values, Conversion conversion) {
		return values.stream().map((value) -> convert(value, conversion, false)).toList();
	}

	/**
	 * Alternatives that have a converted one among them have been converted already.
	 * @param named whether what is no value of the property may name one, as in lookups
	 */
	private static Expression convert(Expression expression, Conversion conversion, boolean named) {
		if (expression instanceof Expression.Value constant) {
			return convert(constant, conversion, named);
		}
		if (ExpressionTypes.firstConversionOf(List.of(expression)) != null) {
			return expression;
		}
		return inPlace(expression, (child) -> convert(child, conversion, named));
	}

	/** An annotation is what it was where it is named; here it is another value. */
	private static Expression inPlace(Expression expression, UnaryOperator<Expression> converter) {
		Expression converted = Alternatives.map(expression, converter);
		return (converted instanceof Expression.Annotation annotation && !converted.equals(expression))
				? annotation.value() : converted;
	}

	private static Expression convert(Expression.Value constant, Conversion conversion, boolean named) {
		Object value = constant.value();
		if (value == null || constant.array()) {
			return constant;
		}
		if (conversion.converts(value)) {
			return Expression.Value.of(conversion.toColumn(value), conversion.columnType());
		}
		return (named && conversion.hasSimpleJavaType())
				? Expression.Value.of(conversion.toColumn(conversion.toProperty(value)), conversion.columnType())
				: constant;
	}

}
