package io.asyncorm.resolution;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.SearchPart;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.TsVector;
import io.asyncorm.plan.ExpressionTypes;

/**
 * Finds out whether a resolved operand is the words of a text, of which other things are
 * asked than of the text.
 */
final class SearchOperands {

	private SearchOperands() {
	}

	static boolean isVector(Expression operand) {
		return switch (operand) {
			case Expression.Annotation annotation -> isVector(annotation.value());
			case Expression.Func func -> func.function() instanceof SearchPart part && part.isVector();
			case Expression.Column column -> {
				Conversion conversion = ExpressionTypes.conversionOf(column);
				yield conversion != null && conversion.javaType() == TsVector.class;
			}
			default -> false;
		};
	}

}
