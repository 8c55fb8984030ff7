package io.asyncorm.compiler;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.asyncorm.expression.JsonExpression;
import io.asyncorm.lookup.Aggregation;
import io.asyncorm.type.ColumnType;
import io.asyncorm.expression.Expression;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.sql.ArithmeticOperator;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Wraps values in the conversions that some databases need before a value of their type
 * can be cast, sorted, aggregated or put into a JSON document. PostgreSQL needs none of
 * them; the dialect spells the others.
 */
final class Conversions {

	private static final Set<SqlType> INTEGERS = Set.of(SqlType.SMALLINT, SqlType.INTEGER, SqlType.BIGINT);

	private static final Set<SqlType> FLOATS = Set.of(SqlType.REAL, SqlType.DOUBLE);

	private Conversions() {
	}

	/**
	 * Converts a value that is about to be cast to a type.
	 * @param expression the value in SQL
	 */
	static SqlExpression to(SqlType type, Expression value, SqlExpression expression) {
		SqlFunction function = function(value, type);
		return (function != null) ? new SqlExpression.StandardCall(function, expression) : expression;
	}

	private static @Nullable SqlFunction function(Expression value, SqlType to) {
		Class<?> from = ExpressionTypes.findType(value);
		if (to == SqlType.TEXT && from == Boolean.class) {
			return SqlFunction.BOOLEAN_TO_TEXT;
		}
		if (to == SqlType.TEXT && from == Duration.class) {
			return SqlFunction.DURATION_TO_TEXT;
		}
		if (to == SqlType.TEXT && isDocument(value)) {
			return SqlFunction.JSON_TO_TEXT;
		}
		if (to == SqlType.JSON && from == String.class) {
			return SqlFunction.TEXT_TO_JSON;
		}
		if (to == SqlType.JSON && from == Instant.class) {
			return SqlFunction.INSTANT_TO_JSON;
		}
		return (INTEGERS.contains(to) && FLOATS.contains(ColumnType.sqlType(from))) ? SqlFunction.FLOAT_TO_INTEGER
				: null;
	}

	/** Computes with two values, by their types. */
	static SqlExpression compute(ArithmeticOperator operator, Expression.Arithmetic values, SqlExpression left,
			SqlExpression right) {
		Class<?> leftType = ExpressionTypes.findType(values.left());
		Class<?> rightType = ExpressionTypes.findType(values.right());
		SqlFunction function = switch (operator) {
			case PLUS -> (rightType == Duration.class) ? moved(leftType,
					movesByDays(values, leftType) ? SqlFunction.INSTANT_PLUS : SqlFunction.MOMENT_PLUS,
					SqlFunction.TIME_PLUS) : null;
			case MINUS -> (rightType == Duration.class) ? moved(leftType,
					movesByDays(values, leftType) ? SqlFunction.INSTANT_MINUS : SqlFunction.MOMENT_MINUS,
					SqlFunction.TIME_MINUS) : between(leftType, rightType);
			case DIVIDED_BY -> (isInteger(leftType) && isInteger(rightType)) ? SqlFunction.INTEGER_QUOTIENT : null;
			case TIMES, MODULO, POWER, BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT -> null;
		};
		return (function != null) ? new SqlExpression.StandardCall(function, left, right)
				: new SqlExpression.Arithmetic(operator, left, right);
	}

	/**
	 * Whether a point in time is moved by a length that may have days of its own, as
	 * stored ones have; one that is bound is given in hours.
	 */
	private static boolean movesByDays(Expression.Arithmetic values, Class<?> left) {
		return left == Instant.class && !(values.right() instanceof Expression.Slot);
	}

	private static @Nullable SqlFunction between(Class<?> left, Class<?> right) {
		boolean both = isMoment(left) && isMoment(right) || left == LocalTime.class && right == LocalTime.class;
		return both ? SqlFunction.BETWEEN_MOMENTS : null;
	}

	private static @Nullable SqlFunction moved(Class<?> type, SqlFunction moment, SqlFunction time) {
		if (isMoment(type)) {
			return moment;
		}
		return (type == LocalTime.class) ? time : null;
	}

	private static boolean isMoment(Class<?> type) {
		return type == Instant.class || type == LocalDateTime.class;
	}

	private static boolean isInteger(Class<?> type) {
		return INTEGERS.contains(ColumnType.sqlType(type));
	}

	/** Converts a value for ORDER BY, or for a comparison by order such as {@code <}. */
	static SqlExpression toSort(Expression value, SqlExpression expression) {
		return isDocument(value) ? new SqlExpression.StandardCall(SqlFunction.JSON_TO_SORT, expression) : expression;
	}

	/** Converts the operand of an aggregate. */
	static SqlExpression toAggregate(Aggregation function, Expression value, SqlExpression expression) {
		Class<?> type = ExpressionTypes.findType(value);
		if (type == LocalTime.class && (function == Aggregation.SUM || function == Aggregation.AVG)) {
			return new SqlExpression.StandardCall(SqlFunction.TIME_TO_ADD, expression);
		}
		boolean exact = isInteger(type) || type == BigDecimal.class;
		if (!exact || !function.isAverage()) {
			return expression;
		}
		boolean average = type == Long.class && function == Aggregation.AVG;
		return new SqlExpression.StandardCall(average ? SqlFunction.BIGINT_TO_AVERAGE : SqlFunction.NUMBER_TO_AVERAGE,
				expression);
	}

	/** Converts values that become parts of a JSON document. */
	static List<SqlExpression> toDocument(List<Expression> values, List<SqlExpression> expressions) {
		List<SqlExpression> parts = new ArrayList<>();
		for (int i = 0; i < values.size(); i++) {
			boolean point = ExpressionTypes.findType(values.get(i)) == Instant.class;
			parts.add(point ? to(SqlType.JSON, values.get(i), expressions.get(i)) : expressions.get(i));
		}
		return parts;
	}

	/** Whether a value is certainly a JSON document. */
	static boolean isDocument(Expression value) {
		return switch (value) {
			case Expression.Column column -> column.field().json();
			case Expression.Annotation annotation -> isDocument(annotation.value());
			case Expression.Outer outer -> isDocument(outer.operand());
			case JsonExpression.JsonPath path -> !path.text();
			case JsonExpression.JsonObject object -> true;
			default -> false;
		};
	}

}
