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
import io.asyncorm.lookup.Operator;
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

	private Calculations() {
	}

	/** An arithmetic expression, or the function that the database needs in its place. */
	public static Expression of(Operator operator, Expression left, Expression right) {
		Class<?> leftType = ExpressionTypes.findType(left);
		Class<?> rightType = ExpressionTypes.findType(right);
		boolean minus = operator == Operator.MINUS;
		if (minus && leftType == LocalDate.class && rightType == LocalDate.class) {
			return new Expression.Func(StandardFunction.DAYS_BETWEEN, List.of(left, right), Duration.class);
		}
		if (leftType == LocalDate.class && rightType == Duration.class && (minus || operator == Operator.PLUS)) {
			return new Expression.Func(minus ? StandardFunction.DATE_MINUS : StandardFunction.DATE_PLUS,
					List.of(left, right), LocalDateTime.class);
		}
		if (leftType == Duration.class && rightType == LocalDate.class && operator == Operator.PLUS) {
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
	static Class<?> typeOf(Operator operator, Class<?> left, Class<?> right) {
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

	private static @Nullable Class<?> typeOfKnown(Operator operator, Class<?> left, Class<?> right) {
		if (NumberType.isInteger(left) && NumberType.isInteger(right)) {
			return NumberType.wider(left, right);
		}
		if (operator.isBitwise()) {
			return null;
		}
		if (isNumber(left) && isNumber(right)) {
			return numbers(operator, left, right);
		}
		return switch (operator) {
			case PLUS -> sum(left, right);
			case MINUS -> difference(left, right);
			case TIMES, DIVIDED_BY, MODULO, POWER, BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT -> null;
		};
	}

	private static boolean isNumber(Class<?> type) {
		return Number.class.isAssignableFrom(type);
	}

	private static @Nullable Class<?> numbers(Operator operator, Class<?> left, Class<?> right) {
		boolean floating = NumberType.isFloating(left) || NumberType.isFloating(right);
		boolean decimal = !NumberType.isFloating(left) && !NumberType.isInteger(left)
				|| !NumberType.isFloating(right) && !NumberType.isInteger(right);
		boolean mixed = NumberType.isInteger(left) || NumberType.isInteger(right);
		if (floating && decimal || mixed && operator == Operator.POWER) {
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
