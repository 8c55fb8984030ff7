package io.asyncorm.autoconfigure.inspection;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.asyncorm.model.Conversion;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.Range;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Values of any type, for statements whose text does not depend on them.
 * <p>
 * Internal: it may change at any time.
 *
 * @param models what references may refer to
 * @since 0.1.0
 */
public record SampleValues(ModelRegistry models) {

	private static final boolean SPRING_DATA = ClassUtils.isPresent("org.springframework.data.domain.Pageable",
			SampleValues.class.getClassLoader());

	private static final LocalDateTime MOMENT = LocalDateTime.of(2000, 1, 1, 0, 0);

	private static final Map<Class<?>, Object> KNOWN = Map.ofEntries(Map.entry(Boolean.class, true),
			Map.entry(Byte.class, (byte) 1), Map.entry(Short.class, (short) 1), Map.entry(Integer.class, 1),
			Map.entry(Long.class, 1L), Map.entry(Float.class, 1f), Map.entry(Double.class, 1d),
			Map.entry(Character.class, 'x'), Map.entry(String.class, "x"), Map.entry(Object.class, "x"),
			Map.entry(BigDecimal.class, BigDecimal.ONE), Map.entry(BigInteger.class, BigInteger.ONE),
			Map.entry(LocalDate.class, MOMENT.toLocalDate()), Map.entry(LocalTime.class, MOMENT.toLocalTime()),
			Map.entry(LocalDateTime.class, MOMENT), Map.entry(Instant.class, MOMENT.toInstant(ZoneOffset.UTC)),
			Map.entry(OffsetDateTime.class, MOMENT.atOffset(ZoneOffset.UTC)),
			Map.entry(ZonedDateTime.class, MOMENT.atZone(ZoneOffset.UTC)),
			Map.entry(Duration.class, Duration.ofSeconds(1)), Map.entry(UUID.class, new UUID(0, 1)),
			Map.entry(byte[].class, new byte[0]), Map.entry(Year.class, Year.from(MOMENT)),
			Map.entry(YearMonth.class, YearMonth.from(MOMENT)), Map.entry(URI.class, URI.create("http://localhost")),
			Map.entry(Locale.class, Locale.ENGLISH), Map.entry(Currency.class, Currency.getInstance("EUR")));

	/** One for each parameter; null if one of them has a type of which none is known. */
	public Object @Nullable [] of(InspectedMethod method) {
		Object[] values = new Object[method.parameterNames().size()];
		for (int i = 0; i < values.length; i++) {
			Object value = of(method.parameterType(i), Set.of());
			if (value == null) {
				return null;
			}
			values[i] = value;
		}
		return values;
	}

	/**
	 * What a parameter of Spring Data's is given, such as a page; null for all others.
	 */
	public static @Nullable Object ofSpringData(ResolvableType type) {
		return SPRING_DATA ? SpringDataSamples.BY_TYPE.get(type.resolve(Object.class)) : null;
	}

	/**
	 * @param within the records that it is to be a part of
	 */
	private @Nullable Object of(ResolvableType type, Set<Class<?>> within) {
		Class<?> wanted = ClassUtils.resolvePrimitiveIfNecessary(type.resolve(Object.class));
		Object known = KNOWN.get(wanted);
		if (known != null) {
			return known;
		}
		if (wanted.isEnum()) {
			return wanted.getEnumConstants()[0];
		}
		if (wanted == Ref.class) {
			return reference(type.getGeneric(0).resolve(Object.class), within);
		}
		if (wanted == Map.class) {
			return Map.of("key", "x");
		}
		Object paging = ofSpringData(type);
		if (paging != null) {
			return paging;
		}
		if (wanted == Range.class) {
			Object end = of(type.getGeneric(0), within);
			return (end instanceof Comparable<?>) ? range(end) : null;
		}
		Object one = converted(wanted);
		return (one != null) ? one : wanted.isRecord() ? record(wanted, within) : several(wanted, type, within);
	}

	/** Which begins at a value, and does not end. */
	@SuppressWarnings({ "unchecked", "rawtypes" }) // all of which ranges can be made are
													// comparable
	private static Object range(Object end) {
		return Range.atLeast((Comparable) end);
	}

	/**
	 * A key or a value of several columns, as far as its constructor takes samples. One
	 * that holds itself, as trees do, has no sample.
	 */
	private @Nullable Object record(Class<?> wanted, Set<Class<?>> within) {
		Set<Class<?>> here = new HashSet<>(within);
		if (!here.add(wanted)) {
			return null;
		}
		RecordComponent[] components = wanted.getRecordComponents();
		Class<?>[] types = new Class<?>[components.length];
		Object[] values = new Object[components.length];
		for (int i = 0; i < components.length; i++) {
			Object value = of(ResolvableType.forType(components[i].getGenericType()), here);
			if (value == null) {
				return null;
			}
			types[i] = components[i].getType();
			values[i] = value;
		}
		try {
			return BeanUtils.instantiateClass(wanted.getDeclaredConstructor(types), values);
		}
		catch (NoSuchMethodException | BeanInstantiationException ex) {
			// it takes other values
			return null;
		}
	}

	/** What its converter makes of a sample, if it does. */
	private @Nullable Object converted(Class<?> wanted) {
		Conversion conversion = this.models.findConversion(wanted);
		Object stored = (conversion != null) ? KNOWN.get(conversion.columnType()) : null;
		try {
			return (conversion != null && stored != null) ? conversion.toProperty(stored) : null;
		}
		catch (RuntimeException ex) {
			// it is no value that the converter knows
			return null;
		}
	}

	private @Nullable Object reference(Class<?> model, Set<Class<?>> within) {
		ModelMetadata<?> target = this.models.find(model);
		Object key = (target != null) ? of(ResolvableType.forClass(target.key().javaType()), within) : null;
		return (key != null) ? Ref.of(model, key) : null;
	}

	private @Nullable Object several(Class<?> wanted, ResolvableType type, Set<Class<?>> within) {
		boolean collection = wanted.isAssignableFrom(List.class) && Iterable.class.isAssignableFrom(wanted);
		Object element = wanted.isArray() ? of(type.getComponentType(), within)
				: (collection || Collection.class.isAssignableFrom(wanted)) ? of(type.getGeneric(0), within) : null;
		if (element == null) {
			return null;
		}
		if (wanted.isArray()) {
			Object array = Array.newInstance(wanted.componentType(), 1);
			Array.set(array, 0, element);
			return array;
		}
		return collection ? List.of(element, element) : (wanted == Set.class) ? Set.of(element) : null;
	}

}
