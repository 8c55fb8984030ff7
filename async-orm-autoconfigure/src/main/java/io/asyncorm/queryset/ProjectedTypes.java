package io.asyncorm.queryset;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.FieldException;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.QueryState;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.ScalarValues;
import io.asyncorm.type.StandIn;
import io.asyncorm.type.UnfitValueException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Tells before anything is read whether a selected value can become a component of a
 * record. What depends on the value itself counts as if it could.
 */
final class ProjectedTypes {

	/** Values that become whatever others of their types can become. */
	private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(Map.entry(Short.class, (short) 1),
			Map.entry(Integer.class, 1), Map.entry(Long.class, 1L), Map.entry(Float.class, 1f),
			Map.entry(Double.class, 1d), Map.entry(BigDecimal.class, BigDecimal.ONE), Map.entry(Boolean.class, true),
			Map.entry(LocalDate.class, LocalDate.EPOCH), Map.entry(LocalTime.class, LocalTime.MIDNIGHT),
			Map.entry(LocalDateTime.class, LocalDate.EPOCH.atStartOfDay()), Map.entry(Instant.class, Instant.EPOCH),
			Map.entry(Duration.class, Duration.ZERO), Map.entry(UUID.class, new UUID(0, 0)));

	private ProjectedTypes() {
	}

	/** The boxed type of what is read of a value; null if that is not known. */
	static @Nullable Class<?> typeOf(Expression value) {
		if (ExpressionTypes.isJson(value) || ExpressionTypes.conversionOf(value) != null) {
			return null;
		}
		Class<?> type = ExpressionTypes.findType(value);
		return ColumnType.isSimple(type) ? type : null;
	}

	static boolean canHold(Class<?> wanted, Class<?> given, Expression value) {
		if (wanted.isAssignableFrom(given)) {
			return true;
		}
		StandIn standIn = StandIn.find(wanted);
		if (!ColumnType.isSimple(wanted) && standIn == null) {
			return false;
		}
		if (given == String.class) {
			// A property that is a text holds more than the spelling of a number
			return wanted.isEnum() || standIn != null && standIn.columnType() == String.class
					|| !(value instanceof Expression.Column);
		}
		Object sample = given.isEnum() ? given.getEnumConstants()[0] : SAMPLES.get(given);
		return sample == null || becomes(sample, (standIn != null) ? standIn.columnType() : wanted);
	}

	/**
	 * Checks that values of a type can hold the only one that a query set selects.
	 * @throws FieldException if it never becomes one
	 */
	static void require(QueryState selecting, Class<?> type) {
		if (selecting.selection() instanceof QueryState.Columns selected) {
			QueryState.Named column = selected.columns().get(0);
			Class<?> given = typeOf(column.value());
			if (given != null && !canHold(ClassUtils.resolvePrimitiveIfNecessary(type), given, column.value())) {
				throw new FieldException("'" + column.name() + "' of '" + selecting.model().name() + "' gives a '"
						+ given.getTypeName() + "', which never becomes a '" + type.getTypeName()
						+ "': ask for that, or select the value with as(...) or cast(...)");
			}
		}
	}

	private static boolean becomes(Object sample, Class<?> type) {
		try {
			ScalarValues.convert(sample, type);
			return true;
		}
		catch (UnfitValueException ex) {
			return false;
		}
	}

}
