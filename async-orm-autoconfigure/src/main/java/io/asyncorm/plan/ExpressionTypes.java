package io.asyncorm.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.JsonExpression;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.expression.TemporalExpression;
import io.asyncorm.lookup.Aggregation;
import io.asyncorm.lookup.ArrayPart;
import io.asyncorm.model.CompositeKey;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.FieldException;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.NumberType;
import org.jspecify.annotations.Nullable;

/**
 * Infers the Java type of the value of a resolved expression, as Django infers its
 * {@code output_field}.
 *
 * @since 0.1.0
 */
public final class ExpressionTypes {

	private ExpressionTypes() {
	}

	/** The boxed type of the value. */
	public static Class<?> typeOf(Expression expression) {
		return switch (expression) {
			case Expression.Column column -> column.field().type();
			case Expression.Annotation annotation -> typeOf(annotation.value());
			case Expression.Value value -> (value.type() != null) ? value.type() : Object.class;
			case Expression.Slot slot -> slot.type();
			case Expression.Arithmetic arithmetic -> Calculations.typeOf(arithmetic.operator(),
					typeOfOperand(arithmetic.left()), typeOfOperand(arithmetic.right()));
			case Expression.Aggregate aggregate -> typeOf(aggregate);
			case Expression.Subquery subquery ->
				selected(subquery).<Class<?>>map(ExpressionTypes::typeOf).orElse(Object.class);
			case Expression.Derived derived -> derived.type();
			case Expression.Position position -> Object.class;
			case Expression.Outer outer -> typeOf(outer.operand());
			case Expression.Func func -> {
				if (func.type() == null) {
					throw AlternativeTypes.mixed(func.arguments());
				}
				yield func.type();
			}
			case Expression.NamedFunc func -> (func.type() != null) ? func.type() : Object.class;
			case Expression.OrElse orElse -> findType(orElse.value());
			case TemporalExpression.Extract extract -> (extract.type() != null) ? extract.type() : Integer.class;
			case TemporalExpression.Truncate truncate ->
				(truncate.type() != null) ? truncate.type() : typeOf(truncate.operand());
			case JsonExpression.JsonNull jsonNull -> Object.class;
			case Expression.RawSql raw -> Object.class;
			case Expression.Case choice -> AlternativeTypes.typeOf(alternatives(choice));
			case Expression.Cast cast -> cast.type();
			case Expression.Typed typed -> typed.type();
			case Expression.Collate collate -> typeOf(collate.operand());
			case TemporalExpression.AtZone atZone ->
				(typeOf(atZone.operand()) == LocalDateTime.class) ? Instant.class : LocalDateTime.class;
			case JsonExpression.JsonPath json -> json.text() ? String.class : Object.class;
			case JsonExpression.JsonObject json -> Object.class;
			case Expression.Window window -> typeOf(window.function());
			case Expression.Xor condition -> Boolean.class;
			case Expression.Exists condition -> Boolean.class;
			case Expression.Reference unresolved -> Object.class;
			case Expression.Tuple tuple -> CompositeKey.class;
			case Expression.Items items -> Object.class;
			case Expression.Keyword condition -> Boolean.class;
			case Expression.Compared condition -> Boolean.class;
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
			case Expression.Window window -> isJson(window.function());
			case Expression.Subquery subquery -> selected(subquery).filter(ExpressionTypes::isJson).isPresent();
			case Expression.Outer outer -> isJson(outer.operand());
			case Expression.Reference unresolved -> false;
			case Expression.Position position -> false;
			case Expression.RawSql raw -> false;
			default -> isDocument(expression);
		};
	}

	/**
	 * How the value becomes one of a property; null if it stays what it is. A property by
	 * itself is converted, and what is one of several values of it; what is computed is
	 * not.
	 */
	public static @Nullable Conversion conversionOf(Expression expression) {
		return (expression instanceof Expression.Column column) ? column.field().conversion()
				: conversionOf(List.of(expression));
	}

	/**
	 * The conversion that all of several values have. Constants among them are what the
	 * column would hold.
	 */
	public static @Nullable Conversion conversionOf(List<Expression> values) {
		Conversion common = null;
		for (Expression source : Alternatives.sources(values)) {
			Conversion conversion = conversionOfSource(source);
			boolean constant = source instanceof Expression.Value || source instanceof Expression.Slot;
			if (conversion == null && !constant || conversion != null && common != null && !conversion.equals(common)) {
				return null;
			}
			common = (conversion != null) ? conversion : common;
		}
		return common;
	}

	/** The first conversion that one of several values has; null if none is converted. */
	public static @Nullable Conversion firstConversionOf(List<Expression> values) {
		for (Expression source : Alternatives.sources(values)) {
			Conversion conversion = conversionOfSource(source);
			if (conversion != null) {
				return conversion;
			}
		}
		return null;
	}

	private static @Nullable Conversion conversionOfSource(Expression source) {
		return switch (source) {
			case Expression.Column column -> column.field().conversion();
			case Expression.Derived derived -> derived.conversion();
			case Expression.Subquery subquery -> selected(subquery).map(ExpressionTypes::conversionOf).orElse(null);
			case Expression.Func func when func.function() instanceof ArrayPart.Element ->
				elementConversion(conversionOf(func.arguments().get(0)));
			default -> null;
		};
	}

	private static @Nullable Conversion elementConversion(@Nullable Conversion ofArray) {
		return (ofArray != null) ? ofArray.ofElement() : null;
	}

	/** A value whose type cannot be inferred is not taken for a document. */
	private static boolean isDocument(Expression expression) {
		try {
			Class<?> type = typeOf(expression);
			return type == Object.class || !ColumnType.isSimple(type) && type != Void.class;
		}
		catch (FieldException ex) {
			return false;
		}
	}

	/** The boxed type of the value, or {@code Object} where it cannot be inferred. */
	public static Class<?> findType(Expression expression) {
		try {
			return typeOf(expression);
		}
		catch (FieldException ex) {
			return Object.class;
		}
	}

	/**
	 * Whether a resolved expression contains an aggregate, so that rows are grouped for
	 * it. A window function is none, even if it is an aggregate with an OVER clause; but
	 * its operands, partition and order may contain some.
	 */
	public static boolean isAggregate(Expression expression) {
		if (expression instanceof Expression.Window window && window.function() instanceof Expression.Aggregate own) {
			return own.anyChild(ExpressionTypes::isAggregate)
					|| window.partition().stream().anyMatch(ExpressionTypes::isAggregate)
					|| window.order().stream().map(SortTerm::value).anyMatch(ExpressionTypes::isAggregate);
		}
		return expression instanceof Expression.Aggregate || expression.anyChild(ExpressionTypes::isAggregate);
	}

	private static Class<?> typeOf(Expression.Aggregate aggregate) {
		Expression operand = aggregate.operand();
		if (operand == null || aggregate.function() == Aggregation.COUNT) {
			return Long.class;
		}
		Class<?> type = typeOf(operand);
		return switch (aggregate.function()) {
			// As in Django, the sum of keys is the database's decimal
			case SUM -> isKey(operand) ? BigDecimal.class : sum(type);
			// Django gives a float for the average of integers, and a decimal for that of
			// decimals
			case AVG, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP ->
				Number.class.isAssignableFrom(type) && type != BigDecimal.class ? Double.class
						: (type == LocalTime.class) ? Duration.class : type;
			case STRING_AGG -> String.class;
			case COUNT -> Long.class;
			case MIN, MAX, ANY_VALUE, BIT_AND, BIT_OR, BIT_XOR -> type;
		};
	}

	private static Class<?> sum(Class<?> type) {
		NumberType number = NumberType.find(type);
		return (number != null) ? number.sum() : (type == LocalTime.class) ? Duration.class : type;
	}

	/** As an operand of arithmetic, the sum of keys counts as an integer. */
	private static Class<?> typeOfOperand(Expression operand) {
		if (operand instanceof Expression.Annotation annotation) {
			return typeOfOperand(annotation.value());
		}
		boolean sumOfKeys = operand instanceof Expression.Aggregate aggregate && aggregate.function() == Aggregation.SUM
				&& aggregate.operand() != null && isKey(aggregate.operand());
		return sumOfKeys ? Long.class : typeOf(operand);
	}

	private static boolean isKey(Expression operand) {
		if (operand instanceof Expression.Annotation annotation) {
			return isKey(annotation.value());
		}
		return operand instanceof Expression.Column column && column.field().type() == Long.class
				&& (column.field().primaryKey() || column.field().relation() != null);
	}

	static Optional<Expression> selected(Expression.Subquery subquery) {
		return (subquery.query() instanceof QueryState state && state.selection() instanceof QueryState.Columns columns
				&& columns.columns().size() == 1) ? Optional.of(columns.columns().get(0).value()) : Optional.empty();
	}

	/** The values of which a CASE is one. */
	public static List<Expression> alternatives(Expression.Case choice) {
		List<Expression> values = new ArrayList<>();
		choice.branches().forEach((branch) -> values.add(branch.value()));
		values.add(choice.otherwise());
		return values;
	}

}
