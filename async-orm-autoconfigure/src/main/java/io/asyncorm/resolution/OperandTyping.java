package io.asyncorm.resolution;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.TemporalExpression;
import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.lookup.Operator;
import io.asyncorm.model.Conversion;
import io.asyncorm.plan.Calculations;
import io.asyncorm.plan.AlternativeTypes;
import io.asyncorm.plan.ExpressionTypes;
import org.jspecify.annotations.Nullable;

/**
 * Completes values by the types of their operands, which are resolved. One that refers to
 * a query set around its own waits until that is known. Completing it twice changes
 * nothing. Immutable.
 */
final class OperandTyping {

	private final LookupRegistry lookups;

	OperandTyping(LookupRegistry lookups) {
		this.lookups = lookups;
	}

	/** Completes a value whose outer references have become known. */
	Expression complete(Expression value) {
		return switch (value) {
			case Expression.Func func ->
				function(func.function(), func.arguments(), (func.type() != Object.class) ? func.type() : null);
			case TemporalExpression.Extract extract -> extract(extract, extract.operand());
			case TemporalExpression.Truncate truncate -> truncate(truncate, truncate.operand());
			case Expression.Arithmetic arithmetic ->
				arithmetic(arithmetic.operator(), arithmetic.left(), arithmetic.right());
			case Expression.Cast cast -> cast(cast, cast.operand());
			default -> value;
		};
	}

	Expression extract(TemporalExpression.Extract extract, Expression operand) {
		return OuterReferences.areIn(operand)
				? new TemporalExpression.Extract(extract.part(), operand, extract.zone(), extract.type())
				: new Transforms(this.lookups).extract(extract, operand);
	}

	Expression truncate(TemporalExpression.Truncate truncate, Expression operand) {
		return OuterReferences.areIn(operand)
				? new TemporalExpression.Truncate(truncate.part(), operand, truncate.zone(), truncate.type())
				: new Transforms(this.lookups).truncate(truncate, operand);
	}

	static Expression arithmetic(Operator operator, Expression left, Expression right) {
		if (OuterReferences.areIn(left) || OuterReferences.areIn(right)) {
			return new Expression.Arithmetic(operator, left, right);
		}
		List<Expression> operands = StoredConstants.operands(List.of(left, right));
		return Calculations.of(operator, operands.get(0), operands.get(1));
	}

	/**
	 * As in Django, a day or a time that a point in time is cast to is that in UTC, and
	 * not, as where it is cut, that in the time zone.
	 */
	Expression cast(Expression.Cast cast, Expression operand) {
		return new Expression.Cast(OuterReferences.areIn(operand) ? operand : toCast(operand, cast.type()), cast.type(),
				cast.size(), cast.scale());
	}

	private Expression toCast(Expression operand, Class<?> type) {
		if (type == LocalDate.class || type == LocalTime.class) {
			return Transforms.utc(operand);
		}
		return (type == LocalDateTime.class) ? new Transforms(this.lookups).local(operand) : operand;
	}

	/**
	 * @param wanted the type that the user wants; null if the function is to say it
	 */
	Expression function(DatabaseFunction function, List<Expression> operands, @Nullable Class<?> wanted) {
		List<Expression> arguments = StoredConstants.arguments(function, operands);
		if (function.uniform()) {
			arguments = zoned(arguments);
		}
		Class<?> type = null;
		if (!(function.uniform() && AlternativeTypes.isMixed(arguments))) {
			type = function.type(arguments.stream().<Class<?>>map(ExpressionTypes::findType).toList());
		}
		Expression call = new Expression.Func(function, arguments, type);
		if (wanted == null) {
			return call;
		}
		return (ExpressionTypes.conversionOf(call) != null) ? as(call, wanted)
				: new Expression.Func(function, arguments, wanted);
	}

	/** Declared to be of another type, a value is no longer one of the property. */
	static Expression as(Expression operand, Class<?> type) {
		Conversion conversion = ExpressionTypes.conversionOf(operand);
		return (conversion != null && conversion.javaType() == type) ? operand : new Expression.Typed(operand, type);
	}

	/** Beside points in time, a constant date and time without a zone is one too. */
	List<Expression> zoned(List<Expression> arguments) {
		if (arguments.stream().noneMatch((argument) -> ExpressionTypes.findType(argument) == Instant.class)) {
			return arguments;
		}
		return arguments.stream()
			.map((argument) -> (argument instanceof Expression.Value value
					&& value.value() instanceof LocalDateTime local && !value.array())
							? Expression.Value.of(local.atZone(this.lookups.valueZone()).toInstant(), Instant.class)
							: argument)
			.toList();
	}

}
