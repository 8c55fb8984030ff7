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
import io.asyncorm.expression.JsonExpression;
import io.asyncorm.expression.TemporalExpression;
import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.ExtractPart;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.lookup.RangePart;
import io.asyncorm.lookup.TruncatePart;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.Texts;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Applies transforms, such as {@code __year} or the key of a JSON document, to a resolved
 * operand.
 */
final class Transforms {

	/** Documents are not nested deeper; each key is copied for those behind it. */
	private static final int MOST_KEYS = 100;

	private static final ZoneId UTC = ZoneId.of("UTC");

	private final LookupRegistry lookups;

	Transforms(LookupRegistry lookups) {
		this.lookups = lookups;
	}

	/** Applies the transform of a name to an operand; null if there is none. */
	@Nullable Expression apply(Expression operand, String name) {
		if (ExpressionTypes.isJson(operand)) {
			return atKey(operand, name);
		}
		Expression end = RangeOperands.apply(operand, name);
		if (end != null) {
			return end;
		}
		Class<?> type = ExpressionTypes.findType(operand);
		if (ColumnType.isArray(type)) {
			Expression part = ArrayTransforms.apply(operand, name);
			if (part != null) {
				return part;
			}
		}
		boolean point = isPoint(type);
		if (point && name.equals("date")) {
			return new Expression.Cast(local(operand), LocalDate.class);
		}
		if (point && name.equals("time")) {
			return new Expression.Cast(local(operand), LocalTime.class);
		}
		ExtractPart part = ExtractPart.find(name);
		if (part != null && part.isPartOf(type)) {
			return new TemporalExpression.Extract(part, local(operand), null, Integer.class);
		}
		DatabaseFunction own = this.lookups.findTransform(name);
		return (own != null) ? new Expression.Func(own, List.of(operand), own.type(List.of(type))) : null;
	}

	/** The names of the parts of a date, time, array or range; none of anything else. */
	static List<String> parts(Expression operand) {
		if (RangeOperands.findElement(operand) != null) {
			return RangePart.names();
		}
		Class<?> type = ExpressionTypes.findType(operand);
		List<String> parts = new ArrayList<>(isPoint(type) ? List.of("date", "time")
				: ColumnType.isArray(type) ? List.of("len", "0", "0_2") : List.of());
		for (ExtractPart part : ExtractPart.values()) {
			if (part.isPartOf(type)) {
				parts.add(part.toString());
			}
		}
		return parts;
	}

	/** What stands at a key of a document. */
	static Expression atKey(Expression document, String key) {
		if (key.indexOf('\0') >= 0 || !Texts.isWellFormed(key)) {
			throw new InvalidValueException(
					"A key in a JSON document cannot hold a NUL character or half of a surrogate pair");
		}
		if (!(document instanceof JsonExpression.JsonPath path)) {
			return new JsonExpression.JsonPath(document, List.of(key), false);
		}
		if (path.keys().size() == MOST_KEYS) {
			throw new InvalidValueException("A path in a JSON document has " + MOST_KEYS + " keys at most");
		}
		List<String> keys = new ArrayList<>(path.keys());
		keys.add(key);
		return new JsonExpression.JsonPath(path.operand(), keys, false);
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
		return (ExpressionTypes.findType(operand) == Instant.class)
				? new TemporalExpression.AtZone(operand, zone.getId()) : operand;
	}

	/**
	 * A part of a date or time.
	 * @param operand the date or time, resolved
	 */
	Expression extract(TemporalExpression.Extract unresolved, Expression operand) {
		ExtractPart part = unresolved.part();
		Class<?> type = ExpressionTypes.typeOf(operand);
		if (!part.isPartOf(type) && !(type == Duration.class && part.isPartOfDuration())) {
			throw new InvalidDataAccessApiUsageException(
					"There is no '" + part + "' in a value of type '" + type.getTypeName() + "'");
		}
		requireZoned(unresolved.zone(), part, type);
		return new TemporalExpression.Extract(part, local(operand, zone(unresolved.zone())), null,
				(unresolved.type() != null) ? unresolved.type() : Integer.class);
	}

	/**
	 * A truncated date or time, which stays of the type that it was unless another one is
	 * wanted. A day is truncated as date and time, since the database would put it into
	 * the session's zone.
	 * @param operand the date or time, resolved
	 */
	Expression truncate(TemporalExpression.Truncate unresolved, Expression operand) {
		TruncatePart part = unresolved.part();
		Class<?> wanted = unresolved.type();
		Class<?> type = ExpressionTypes.typeOf(operand);
		ZoneId zone = zone(unresolved.zone());
		if (part != TruncatePart.DATE) {
			// As in Django, a day can be taken of a day in any zone
			requireZoned(unresolved.zone(), part, type);
		}
		if (part == TruncatePart.DATE || part == TruncatePart.TIME) {
			requireParts(part, type, type != ((part == TruncatePart.DATE) ? LocalTime.class : LocalDate.class));
			return new Expression.Cast(local(operand, zone), (wanted != null) ? wanted : LocalDate.class);
		}
		requireParts(part, type, type != (part.isOfTime() ? LocalDate.class : LocalTime.class));
		Expression local = (type == LocalDate.class) ? new Expression.Cast(operand, LocalDateTime.class)
				: local(operand, zone);
		Expression truncated = new TemporalExpression.Truncate(part, local, null,
				(type == LocalTime.class) ? LocalTime.class : LocalDateTime.class);
		Class<?> target = (wanted != null) ? wanted : type;
		requireParts(part, target, isPoint(type) || !isPoint(target));
		if (target == Instant.class) {
			return new TemporalExpression.AtZone(truncated, zone.getId());
		}
		return (target == LocalDateTime.class) ? truncated : new Expression.Cast(truncated, target);
	}

	private ZoneId zone(@Nullable ZoneId zone) {
		return (zone != null) ? zone : this.lookups.timeZone();
	}

	private static boolean isPoint(Class<?> type) {
		return type == Instant.class || type == LocalDateTime.class;
	}

	private static void requireZoned(@Nullable ZoneId zone, Enum<?> part, Class<?> type) {
		if (zone != null && !isPoint(type)) {
			throw new InvalidDataAccessApiUsageException("A value of type '" + type.getTypeName()
					+ "' is in no time zone: take its '" + part + "' without one");
		}
	}

	private static void requireParts(TruncatePart part, Class<?> type, boolean sensible) {
		boolean temporal = type == LocalDate.class || type == LocalTime.class || type == LocalDateTime.class
				|| type == Instant.class;
		if (!temporal || !sensible) {
			throw new InvalidDataAccessApiUsageException(
					"A value of type '" + type.getTypeName() + "' cannot be truncated to its '" + part + "'");
		}
	}

}
