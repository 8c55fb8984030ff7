package io.asyncorm.plan;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.JsonExpression;
import io.asyncorm.type.DocumentType;
import io.asyncorm.type.JsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Finds the declared type of the JSON document that an expression stands for, so that
 * values are written and read by it.
 *
 * @since 0.1.0
 */
public final class DocumentTypes {

	private DocumentTypes() {
	}

	/**
	 * The declared type of a document or a part of one; null if none is declared, or it
	 * is none.
	 */
	public static @Nullable DocumentType of(Expression expression) {
		return of(List.of(expression));
	}

	/**
	 * The declared type that several values have in common, as alternatives do; null if
	 * they have none. Constants beside them are written by it.
	 */
	public static @Nullable DocumentType of(List<Expression> values) {
		DocumentType common = null;
		for (Expression source : Alternatives.sources(values)) {
			DocumentType type = ofSource(source);
			if (type == null && !isConstant(source) || type != null && common != null && !type.equals(common)) {
				return null;
			}
			common = (type != null) ? type : common;
		}
		return common;
	}

	private static @Nullable DocumentType ofSource(Expression source) {
		return switch (source) {
			case Expression.Column column -> column.field().documentType();
			case JsonExpression.JsonPath path when !path.text() -> at(path);
			case Expression.Subquery subquery -> ExpressionTypes.selected(subquery).map(DocumentTypes::of).orElse(null);
			default -> null;
		};
	}

	private static boolean isConstant(Expression source) {
		return source instanceof Expression.Value || source instanceof Expression.Slot
				|| source instanceof JsonExpression.JsonNull;
	}

	/** A constant that is written as a declared type says. */
	public static Expression.Value document(Object value, DocumentType type) {
		return Expression.Value.of((value instanceof JsonDocument) ? value : new JsonDocument(value, type),
				Object.class);
	}

	private static @Nullable DocumentType at(JsonExpression.JsonPath path) {
		DocumentType whole = of(path.operand());
		return (whole != null) ? whole.at(path.keys()) : null;
	}

}
