package io.asyncorm.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.StandardFunction;
import io.asyncorm.model.FieldException;
import io.asyncorm.type.NumberType;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on dates, lengths of time and numbers, and the type of its result, by the
 * rules of Django's {@code CombinedExpression}.
 *
 * @since 0.1.0
 */
public final class Calculations {

	private static final Set<Class<?>> POINTS = Set.of(LocalDate.class, LocalDateTime.class, Instant.class);

	private static final Set<String> BITWISE = Set.of("&", "|", "#", "<<", ">>");

	private Calculations() {
	}

	/** An arithmetic expression, or the function that the database needs in its place. */
	public static Expression of(String operator, Expression left, Expression right) {
		Class<?> leftType = ExpressionTypes.findType(left);
		Class<?> rightType = ExpressionTypes.findType(right);
		boolean minus = operator.equals("-");
		if (minus && leftType == LocalDate.class && rightType == LocalDate.class) {
			return new Expression.Func(StandardFunction.DAYS_BETWEEN, List.of(left, right), Duration.class);
		}
		if (leftType == LocalDate.class && rightType == Duration.class && (minus || operator.equals("+"))) {
			return new Expression.Func(minus ? StandardFunction.DATE_MINUS : StandardFunction.DATE_PLUS,
					List.of(left, right), LocalDateTime.class);
		}
		if (leftType == Duration.class && rightType == LocalDate.class && operator.equals("+")) {
			return new Expression.Func(StandardFunction.DATE_PLUS, List.of(right, left), LocalDateTime.class);
		}
		return new Expression.Arithmetic(operator, exact(left), exact(right));
	}

	/**
	 * A floating-point constant is computed with as the decimal that it is written as,
	 * like a literal in SQL: 300 times 1.1 is 330.
	 */
	private static Expression exact(Expression operand) {
		if (operand instanceof Expression.Value constant && constant.value() instanceof Number number
				&& NumberType.isFloating(number.getClass()) && Double.isFinite(number.doubleValue())) {
			Expression decimal = Expression.Value.of(new BigDecimal(number.toString()), BigDecimal.class);
			return new Expression.Typed(decimal, Double.class);
		}
		return operand;
	}

	/**
	 * The type of the result.
	 * @throws FieldException if it cannot be inferred from the types of the operands
	 */
	static Class<?> typeOf(String operator, Class<?> left, Class<?> right) {
		Class<?> type = isUnknown(left) ? right : isUnknown(right) ? left : typeOfKnown(operator, left, right);
		if (type == null) {
			throw new FieldException("The type of '" + left.getSimpleName() + " " + operator + " "
					+ right.getSimpleName() + "' cannot be inferred: set it with as(...)");
		}
		return type;
	}

	private static boolean isUnknown(Class<?> type) {
		return type == Void.class || type == Object.class;
	}

	private static @Nullable Class<?> typeOfKnown(String operator, Class<?> left, Class<?> right) {
		if (NumberType.isInteger(left) && NumberType.isInteger(right)) {
			return NumberType.wider(left, right);
		}
		if (BITWISE.contains(operator)) {
			return null;
		}
		if (isNumber(left) && isNumber(right)) {
			return numbers(operator, left, right);
		}
		return switch (operator) {
			case "+" -> sum(left, right);
			case "-" -> difference(left, right);
			default -> null;
		};
	}

	private static boolean isNumber(Class<?> type) {
		return Number.class.isAssignableFrom(type);
	}

	private static @Nullable Class<?> numbers(String operator, Class<?> left, Class<?> right) {
		boolean floating = NumberType.isFloating(left) || NumberType.isFloating(right);
		boolean decimal = !NumberType.isFloating(left) && !NumberType.isInteger(left)
				|| !NumberType.isFloating(right) && !NumberType.isInteger(right);
		boolean mixed = NumberType.isInteger(left) || NumberType.isInteger(right);
		if (floating && decimal || mixed && operator.equals("^")) {
			return null;
		}
		return floating ? Double.class : BigDecimal.class;
	}

	private static @Nullable Class<?> sum(Class<?> left, Class<?> right) {
		if (left == Duration.class) {
			return (right == Duration.class) ? right : shifted(right);
		}
		return (right == Duration.class) ? shifted(left) : null;
	}

	private static @Nullable Class<?> difference(Class<?> left, Class<?> right) {
		if (right == Duration.class) {
			return (left == Duration.class) ? left : shifted(left);
		}
		boolean between = POINTS.contains(left) && POINTS.contains(right)
				|| left == LocalTime.class && right == LocalTime.class;
		return between ? Duration.class : null;
	}

	/** A date plus or minus a length of time is a date and time, as in PostgreSQL. */
	private static @Nullable Class<?> shifted(Class<?> type) {
		if (type == LocalDate.class) {
			return LocalDateTime.class;
		}
		return (POINTS.contains(type) || type == LocalTime.class) ? type : null;
	}

}
