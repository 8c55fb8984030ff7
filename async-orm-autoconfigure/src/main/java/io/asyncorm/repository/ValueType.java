package io.asyncorm.repository;

import java.lang.invoke.MethodType;
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
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.Conversion;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.NumberType;
import io.asyncorm.expression.Expr;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.query.Ref;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The type of a field, and which parameters can give its values without a call ever
 * failing for it. Immutable.
 *
 * @param type the type in the column, boxed
 * @param converted the type of the property, boxed, where its values are taken besides;
 * null if it is the column's; of an array, the type of its elements
 * @param related the model that the field was named as a relation to; null if it was not
 * @param anything whether the field takes values of any type
 */
record ValueType(Class<?> type, @Nullable Class<?> converted, @Nullable ModelMetadata<?> related, boolean anything) {

	private static final Map<Class<?>, String> FOR_CLIENTS = Map.ofEntries(Map.entry(String.class, "a text"),
			Map.entry(Boolean.class, "true or false"), Map.entry(Short.class, "a whole number"),
			Map.entry(Integer.class, "a whole number"), Map.entry(Long.class, "a whole number"),
			Map.entry(BigInteger.class, "a whole number"), Map.entry(BigDecimal.class, "a number"),
			Map.entry(Float.class, "a number"), Map.entry(Double.class, "a number"),
			Map.entry(LocalDate.class, "a date such as 2024-01-31"), Map.entry(LocalTime.class, "a time such as 13:45"),
			Map.entry(LocalDateTime.class, "a date and time such as 2024-01-31T13:45:00"),
			Map.entry(Instant.class, "a date and time such as 2024-01-31T13:45:00Z"),
			Map.entry(OffsetDateTime.class, "a date and time such as 2024-01-31T13:45:00Z"),
			Map.entry(ZonedDateTime.class, "a date and time such as 2024-01-31T13:45:00Z"),
			Map.entry(Year.class, "a year such as 2024"), Map.entry(YearMonth.class, "a month such as 2024-01"),
			Map.entry(Byte.class, "a whole number"), Map.entry(Character.class, "one character"),
			Map.entry(URI.class, "a URI such as https://example.org/a"),
			Map.entry(Locale.class, "a language such as en-US"), Map.entry(Currency.class, "a currency such as EUR"),
			Map.entry(Duration.class, "a length of time such as PT1H30M"),
			Map.entry(UUID.class, "a UUID such as 123e4567-e89b-12d3-a456-426614174000"));

	/** Values of all types. */
	static final ValueType ANY = new ValueType(Object.class, null, null, true);

	/** Values of a type, and no others. */
	static ValueType of(Class<?> type) {
		return new ValueType(type, null, null, false);
	}

	/** The values that are written into a field. */
	static ValueType written(ModelField field, @Nullable ModelMetadata<?> related) {
		if (ColumnType.isArray(field.type())) {
			return ofArray(field.type(), field.conversion());
		}
		return new ValueType(field.javaType(), null, related, field.json());
	}

	/**
	 * The values that a field is held against: those of its property, and those of the
	 * column, unless these are spelled in another way.
	 * @param ofTexts whether it is the text in the column that is asked about
	 */
	static ValueType compared(ModelField field, @Nullable ModelMetadata<?> related, boolean ofTexts) {
		Conversion conversion = field.conversion();
		if (conversion == null || ColumnType.isArray(field.type()) || conversion.hasSimpleJavaType() && !ofTexts) {
			return written(field, related);
		}
		return new ValueType(field.type(), conversion.javaType(), related, false);
	}

	/**
	 * The values that a part of an array is held against.
	 * @param ofTexts whether it is the text in the column that is asked about
	 */
	static ValueType ofPart(Class<?> type, Conversion conversion, boolean ofTexts) {
		if (ColumnType.isArray(type)) {
			return ofArray(type, conversion);
		}
		return (conversion.hasSimpleJavaType() && !ofTexts) ? of(conversion.javaType())
				: new ValueType(type, conversion.javaType(), null, false);
	}

	private static ValueType ofArray(Class<?> type, @Nullable Conversion conversion) {
		Conversion element = (conversion != null) ? conversion.ofElement() : null;
		return new ValueType(type, (element != null) ? element.javaType() : null, null, false);
	}

	/** The values that are elements of an array. */
	private ValueType element() {
		if (this.converted != null && ColumnType.isSimple(this.converted)) {
			return of(this.converted);
		}
		return new ValueType(this.type.getComponentType(), this.converted, null, false);
	}

	/** Whether a parameter can give one value. */
	boolean accepts(ResolvableType parameter) {
		Class<?> given = parameter.resolve();
		if (given == null || this.anything) {
			return true;
		}
		if (isArray()) {
			return element().acceptsAll(parameter);
		}
		ModelMetadata<?> model = this.related;
		if (model != null && given == Ref.class) {
			Class<?> target = parameter.getGeneric(0).resolve();
			return target == null || target == model.type();
		}
		Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(given);
		return model != null && given == model.type() || boxed == this.converted || fits(boxed, this.type);
	}

	/** Whether a parameter can give several values. */
	boolean acceptsAll(ResolvableType parameter) {
		Class<?> given = parameter.resolve(Object.class);
		if (given.isArray()) {
			return accepts(parameter.getComponentType());
		}
		return Collection.class.isAssignableFrom(given) && accepts(parameter.as(Collection.class).getGeneric(0));
	}

	static boolean isQuerySet(ResolvableType parameter) {
		return ValuesQuerySet.class.isAssignableFrom(parameter.resolve(Object.class));
	}

	/** Whether a parameter gives what the database computes. */
	static boolean isExpression(ResolvableType parameter) {
		return Expr.class.isAssignableFrom(parameter.resolve(Object.class));
	}

	/** What to declare for one value. */
	String one() {
		if (isArray()) {
			return element().several();
		}
		String name = simple();
		return (this.related == null) ? "'" + name + "'"
				: "'Ref<" + this.related + ">', '" + this.related + "' or '" + name + "'";
	}

	/** What to declare for several values. */
	String several() {
		String element = (this.related != null) ? "Ref<" + this.related + ">" : preferred().getSimpleName();
		return "'Collection<" + element + ">' or an array";
	}

	/** Whether a value is a collection of others. */
	boolean isArray() {
		return ColumnType.isArray(this.type);
	}

	/** Whether any text is a value. */
	boolean isText() {
		return preferred() == String.class;
	}

	/** What a client is asked for, who knows no types of Java. */
	String forClients() {
		if (isArray()) {
			return "values, each " + element().forClients();
		}
		Class<?> asked = preferred();
		if (asked.isEnum()) {
			return Arrays.stream(asked.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name())
				.collect(Collectors.joining(", ", "one of ", ""));
		}
		return FOR_CLIENTS.getOrDefault(asked, "a value of another kind");
	}

	private Class<?> preferred() {
		return (this.converted != null && !isArray()) ? this.converted : this.type;
	}

	private String simple() {
		return MethodType.methodType(preferred()).unwrap().returnType().getSimpleName();
	}

	private static boolean fits(Class<?> given, Class<?> wanted) {
		if (wanted.isAssignableFrom(given)) {
			return true;
		}
		NumberType to = NumberType.find(wanted);
		return to != null && to.holds((given == Byte.class) ? Short.class : given);
	}

}
