package io.asyncorm.resolution;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.plan.ExpressionTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * What names behind a field make of it: parts of dates and times, and what stands in JSON
 * documents.
 */
final class Transforms {

	private static final String EXTRACT = "extract_";

	private static final String TRUNC = "trunc_";

	private static final ZoneId UTC = ZoneId.of("UTC");

	private static final List<String> DAY_PARTS = List.of("year", "quarter", "month", "week", "day");

	private static final List<String> TIME_PARTS = List.of("hour", "minute", "second");

	private final LookupRegistry lookups;

	Transforms(LookupRegistry lookups) {
		this.lookups = lookups;
	}

	/** What a name makes of an operand; null if nothing. */
	@Nullable Expression apply(Expression operand, String name) {
		if (ExpressionTypes.isJson(operand)) {
			return atKey(operand, name);
		}
		Class<?> type = ExpressionTypes.findType(operand);
		boolean point = isPoint(type);
		if (point && name.equals("date")) {
			return new Expression.Cast(local(operand), LocalDate.class);
		}
		if (point && name.equals("time")) {
			return new Expression.Cast(local(operand), LocalTime.class);
		}
		String function = this.lookups.findExtraction(name, type);
		return (function != null) ? new Expression.Func(function, List.of(local(operand)), Integer.class) : null;
	}

	private static Expression atKey(Expression document, String key) {
		if (key.indexOf('\0') >= 0) {
			throw new FieldException("A key in a JSON document cannot hold a NUL character");
		}
		if (!(document instanceof Expression.JsonPath path)) {
			return new Expression.JsonPath(document, List.of(key), false);
		}
		List<String> keys = new ArrayList<>(path.keys());
		keys.add(key);
		return new Expression.JsonPath(path.operand(), keys, false);
	}

	/** A point in time as date and time in the time zone; anything else as it is. */
	Expression local(Expression operand) {
		return local(operand, this.lookups.timeZone());
	}

	/** A point in time as date and time in UTC; anything else as it is. */
	static Expression utc(Expression operand) {
		return local(operand, UTC);
	}

	private static Expression local(Expression operand, ZoneId zone) {
		return (ExpressionTypes.findType(operand) == Instant.class) ? new Expression.AtZone(operand, zone.getId())
				: operand;
	}

	/**
	 * A function that takes a part of a date or time, or cuts it; null if it is any other
	 * function.
	 * @param said the function as it was said
	 * @param arguments its resolved arguments
	 */
	@Nullable Expression function(Expression.Func said, List<Expression> arguments) {
		boolean extract = said.name().startsWith(EXTRACT);
		if (!extract && !said.name().startsWith(TRUNC)) {
			return null;
		}
		String part = said.name().substring(extract ? EXTRACT.length() : TRUNC.length());
		ZoneId zone = this.lookups.timeZone();
		if (arguments.size() > 1 && arguments.get(1) instanceof Expression.Value named
				&& named.value() instanceof ZoneId given) {
			requireZoned(part, ExpressionTypes.typeOf(arguments.get(0)));
			zone = given;
		}
		return extract ? extract(part, arguments.get(0), zone, said.type())
				: trunc(part, arguments.get(0), zone, said.type());
	}

	private Expression extract(String part, Expression operand, ZoneId zone, @Nullable Class<?> wanted) {
		Class<?> type = ExpressionTypes.typeOf(operand);
		boolean ofLength = type == Duration.class && (part.equals("day") || TIME_PARTS.contains(part));
		if (!ofLength && this.lookups.findExtraction(part, type) == null) {
			throw new InvalidDataAccessApiUsageException(
					"There is no '" + part + "' in a value of type '" + type.getTypeName() + "'");
		}
		return new Expression.Func(EXTRACT + part, List.of(local(operand, zone)),
				(wanted != null) ? wanted : Integer.class);
	}

	/**
	 * What is cut stays of the type it was, unless another one is wanted. A day is cut as
	 * date and time, since the database would put it into the session's zone.
	 */
	private Expression trunc(String part, Expression operand, ZoneId zone, @Nullable Class<?> wanted) {
		Class<?> type = ExpressionTypes.typeOf(operand);
		if (part.equals("date") || part.equals("time")) {
			requireParts(part, type, type != (part.equals("date") ? LocalTime.class : LocalDate.class));
			return new Expression.Cast(local(operand, zone), (wanted != null) ? wanted : LocalDate.class);
		}
		boolean ofTime = TIME_PARTS.contains(part);
		if (!ofTime && !DAY_PARTS.contains(part)) {
			throw new InvalidDataAccessApiUsageException(
					"There is no '" + part + "' to cut to. Choices are: date, time, " + String.join(", ", DAY_PARTS)
							+ ", " + String.join(", ", TIME_PARTS));
		}
		requireParts(part, type, !(ofTime && type == LocalDate.class) && !(!ofTime && type == LocalTime.class));
		Expression local = (type == LocalDate.class) ? new Expression.Cast(operand, LocalDateTime.class)
				: local(operand, zone);
		Expression cut = new Expression.Func(TRUNC + part, List.of(local),
				(type == LocalTime.class) ? LocalTime.class : LocalDateTime.class);
		Class<?> target = (wanted != null) ? wanted : type;
		requireParts(part, target, isPoint(type) || !isPoint(target));
		if (target == Instant.class) {
			return new Expression.AtZone(cut, zone.getId());
		}
		return (target == LocalDateTime.class) ? cut : new Expression.Cast(cut, target);
	}

	private static boolean isPoint(Class<?> type) {
		return type == Instant.class || type == LocalDateTime.class;
	}

	/** As in Django, a day can be cut out of a day in any zone. */
	private static void requireZoned(String part, Class<?> type) {
		if (!isPoint(type) && !part.equals("date")) {
			throw new InvalidDataAccessApiUsageException("A value of type '" + type.getTypeName()
					+ "' is in no time zone: take its '" + part + "' without one");
		}
	}

	private static void requireParts(String part, Class<?> type, boolean sensible) {
		boolean temporal = type == LocalDate.class || type == LocalTime.class || type == LocalDateTime.class
				|| type == Instant.class;
		if (!temporal || !sensible) {
			throw new InvalidDataAccessApiUsageException(
					"A value of type '" + type.getTypeName() + "' cannot be cut to its '" + part + "'");
		}
	}

}
