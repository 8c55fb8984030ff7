package io.asyncorm.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Aggregation;
import io.asyncorm.model.FieldException;
import io.asyncorm.type.NumberType;

/**
 * Infers the type of what is one of several values, such as a CASE or COALESCE.
 *
 * @since 0.1.0
 */
public final class AlternativeTypes {

	private AlternativeTypes() {
	}

	/**
	 * Whether the alternatives of a CASE or COALESCE have no type in common: Django's
	 * "Expression contains mixed types".
	 */
	public static boolean isMixed(List<Expression> values) {
		return isMixed(values, findTypes(values));
	}

	private static List<Class<?>> findTypes(List<Expression> values) {
		return values.stream().<Class<?>>map(ExpressionTypes::findType).toList();
	}

	private static boolean isMixed(List<Expression> values, List<Class<?>> types) {
		Class<?> first = Void.class;
		for (int i = 0; i < values.size(); i++) {
			Class<?> kind = kindOf(values.get(i), types.get(i));
			if (kind == Void.class || kind == Object.class) {
				continue;
			}
			if (first == Void.class) {
				first = kind;
			}
			boolean integers = kind == Integer.class && (first == Short.class || first == Long.class);
			boolean days = kind == LocalDate.class && first == Instant.class;
			if (kind != first && !integers && !days) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The type that they have in common. Each is asked for its own once, as it may itself
	 * be made of alternatives.
	 */
	static Class<?> typeOf(List<Expression> values) {
		List<Class<?>> types = new ArrayList<>(values.size());
		FieldException fault = null;
		for (Expression value : values) {
			try {
				types.add(ExpressionTypes.typeOf(value));
			}
			catch (FieldException ex) {
				fault = (fault != null) ? fault : ex;
				types.add(Object.class);
			}
		}
		if (isMixed(values, types)) {
			throw mixed(values, types);
		}
		if (fault != null) {
			throw fault;
		}
		Class<?> type = Void.class;
		for (Class<?> other : types) {
			Class<?> wider = NumberType.wider(type, other);
			type = (type == Void.class) ? other : (wider != null) ? wider : type;
		}
		return type;
	}

	/**
	 * The type by Django's coarser distinction, to which every integer is one, whatever
	 * its width.
	 */
	private static Class<?> kindOf(Expression expression, Class<?> type) {
		return switch (expression) {
			case Expression.Column column -> kindOf(type);
			case Expression.Annotation annotation -> kindOf(annotation.value(), type);
			case Expression.Aggregate aggregate when aggregate.operand() != null
					&& aggregate.function() == Aggregation.SUM ->
				kindOf(aggregate.operand(), ExpressionTypes.findType(aggregate.operand()));
			case Expression.Aggregate aggregate when aggregate.operand() != null
					&& aggregate.function().returnsValue() ->
				kindOf(aggregate.operand(), type);
			default -> (type == Long.class || type == Short.class) ? Integer.class : kindOf(type);
		};
	}

	private static Class<?> kindOf(Class<?> type) {
		return type.isEnum() ? String.class : (type == LocalDateTime.class) ? Instant.class : type;
	}

	/** The exception for values that have no type in common. */
	static FieldException mixed(List<Expression> values) {
		return mixed(values, findTypes(values));
	}

	private static FieldException mixed(List<Expression> values, List<Class<?>> types) {
		Set<String> kinds = new LinkedHashSet<>();
		for (int i = 0; i < values.size(); i++) {
			kinds.add(kindOf(values.get(i), types.get(i)).getSimpleName());
		}
		return new FieldException(
				"The expression contains mixed types, " + String.join(", ", kinds) + ": set its type with as(...)");
	}

}
