package io.asyncorm.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.util.ClassUtils;

/**
 * The Java types that a column can have by itself.
 *
 * @since 0.1.0
 */
public final class ColumnTypes {

	private static final Set<Class<?>> SIMPLE = Set.of(String.class, Boolean.class, Short.class, Integer.class,
			Long.class, Float.class, Double.class, BigDecimal.class, BigInteger.class, LocalDate.class, LocalTime.class,
			LocalDateTime.class, Instant.class, Duration.class, UUID.class, byte[].class);

	private static final Set<Class<?>> POINTS_IN_TIME = Set.of(OffsetDateTime.class, ZonedDateTime.class, Date.class);

	private static final Set<Class<?>> PRESENT = Set.of(Instant.class, LocalDateTime.class, LocalDate.class,
			LocalTime.class);

	private ColumnTypes() {
	}

	/** Whether a column can hold values of a type, which is boxed. */
	public static boolean isSimple(Class<?> boxed) {
		return boxed.isEnum() || SIMPLE.contains(boxed);
	}

	/** Whether the type can hold the present time. */
	static boolean isPresent(Class<?> boxed) {
		return PRESENT.contains(boxed);
	}

	static boolean isDecimal(Class<?> boxed) {
		return boxed == BigDecimal.class || boxed == BigInteger.class;
	}

	static Class<?> box(Class<?> type) {
		return ClassUtils.resolvePrimitiveIfNecessary(type);
	}

	/** What to declare instead of a type that no column can have. */
	public static String advice(Class<?> type) {
		if (POINTS_IN_TIME.contains(type)) {
			return "declare an Instant";
		}
		if (type == Optional.class) {
			return "declare the value itself, as @Nullable";
		}
		if (type == char.class || type == Character.class) {
			return "declare a String";
		}
		if (type == byte.class || type == Byte.class) {
			return "declare a short";
		}
		if (type.isAnnotationPresent(Model.class)) {
			return "declare a Ref<" + type.getSimpleName() + "> with @ForeignKey or @OneToOne";
		}
		return "declare a simple type, an enum or a relation, or mark it with @Json";
	}

}
