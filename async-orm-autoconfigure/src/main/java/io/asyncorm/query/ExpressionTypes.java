package io.asyncorm.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Expression;

/**
 * Tells of which Java type the value of a resolved expression is.
 *
 * @since 0.1.0
 */
public final class ExpressionTypes {

	/** From the narrowest to the widest, as servers convert numbers in arithmetic. */
	private static final List<Class<?>> NUMBERS = List.of(Short.class, Integer.class, Long.class, BigDecimal.class,
			Float.class, Double.class);

	/** What an aggregate makes of a type that it does not keep. */
	private static final Map<Class<?>, Class<?>> SUMS = Map.of(Short.class, Long.class, Integer.class, Long.class,
			Float.class, Double.class);

	private ExpressionTypes() {
	}

	/** The boxed type of the value. */
	public static Class<?> typeOf(Expression expression) {
		return switch (expression) {
			case Expression.Column column -> column.field().type();
			case Expression.Annotation annotation -> typeOf(annotation.value());
			case Expression.Value value -> (value.type() != null) ? value.type() : Object.class;
			case Expression.Slot slot -> slot.type();
			case Expression.Arithmetic arithmetic -> wider(typeOf(arithmetic.left()), typeOf(arithmetic.right()));
			case Expression.Aggregate aggregate -> typeOf(aggregate);
			case Expression.Subquery subquery -> typeOf(subquery);
			case Expression.Derived derived -> derived.type();
			case Expression.Position position -> Object.class;
			case Expression.Outer outer -> typeOf(outer.operand());
			case Expression.Func func -> (func.type() != null) ? func.type() : Object.class;
			case Expression.Case choice ->
				choice.branches().isEmpty() ? typeOf(choice.otherwise()) : typeOf(choice.branches().get(0).value());
			case Expression.Cast cast -> cast.type();
			case Expression.AtZone atZone ->
				(typeOf(atZone.operand()) == LocalDateTime.class) ? Instant.class : LocalDateTime.class;
			case Expression.JsonPath json -> json.text() ? String.class : Object.class;
			case Expression.Window window -> typeOf(window.function());
			case Expression.Xor condition -> Boolean.class;
			case Expression.Exists condition -> Boolean.class;
			case Expression.Reference unresolved -> Object.class;
			case Expression.Items items -> Object.class;
			case Expression.Keyword condition -> Boolean.class;
			case Expression.IsNull condition -> Boolean.class;
			case Expression.Test condition -> Boolean.class;
			case Expression.And condition -> Boolean.class;
			case Expression.Or condition -> Boolean.class;
			case Expression.Not condition -> Boolean.class;
		};
	}

	/** Whether the value is a JSON document. */
	public static boolean isJson(Expression expression) {
		return switch (expression) {
			case Expression.Column column -> column.field().json();
			case Expression.Annotation annotation -> isJson(annotation.value());
			case Expression.JsonPath json -> !json.text();
			default -> false;
		};
	}

	private static Class<?> typeOf(Expression.Aggregate aggregate) {
		Expression operand = aggregate.operand();
		if (operand == null || aggregate.function().equals("count")) {
			return Long.class;
		}
		Class<?> type = typeOf(operand);
		return switch (aggregate.function()) {
			case "sum" -> SUMS.getOrDefault(type, type);
			// Django gives a float for the average of integers, and a decimal for that of
			// decimals
			case "avg" -> (type == BigDecimal.class) ? type : Double.class;
			default -> type;
		};
	}

	private static Class<?> typeOf(Expression.Subquery subquery) {
		return (subquery.query() instanceof QueryState state && state.selection() instanceof QueryState.Columns columns
				&& columns.columns().size() == 1) ? typeOf(columns.columns().get(0).value()) : Object.class;
	}

	private static Class<?> wider(Class<?> left, Class<?> right) {
		int width = Math.max(NUMBERS.indexOf(left), NUMBERS.indexOf(right));
		return (width < 0) ? left : NUMBERS.get(width);
	}

}
