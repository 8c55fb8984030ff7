package io.asyncorm.model;

import java.time.OffsetTime;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Tells, in the messages of faults, what to declare instead of a type that no column can
 * hold, or that is left out.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class TypeAdvice {

	private static final Map<Class<?>, String> INSTEAD = Map.ofEntries(Map.entry(Date.class, "declare an Instant"),
			Map.entry(Calendar.class, "declare a ZonedDateTime"),
			Map.entry(java.sql.Timestamp.class, "declare an Instant or a LocalDateTime"),
			Map.entry(java.sql.Date.class, "declare a LocalDate"),
			Map.entry(java.sql.Time.class, "declare a LocalTime"),
			Map.entry(OffsetTime.class, "declare a LocalTime, and the zone as a text"),
			Map.entry(Optional.class, "declare the value itself, as @Nullable"),
			Map.entry(OptionalInt.class, "declare it as '@Nullable Integer'"),
			Map.entry(OptionalLong.class, "declare it as '@Nullable Long'"),
			Map.entry(OptionalDouble.class, "declare it as '@Nullable Double'"));

	private TypeAdvice() {
	}

	/**
	 * Whether a type of columns is left out, since another one does all that it does: it
	 * is {@code hstore}, in whatever schema its extension is.
	 */
	public static boolean isLeftOut(String columnType) {
		String name = columnType.substring(columnType.lastIndexOf('.') + 1).replace("\"", "").strip();
		return name.equalsIgnoreCase("hstore");
	}

	/** What to use instead of a type of columns that is left out. */
	public static String ofColumn(String columnType) {
		return "'" + columnType + "' holds texts by text, for which there are no lookups here: declare a document, such"
				+ " as '@Json Map<String, String>', and make the column jsonb, which PostgreSQL converts it to:"
				+ " ALTER TABLE ... ALTER COLUMN ... TYPE jsonb USING ...::jsonb";
	}

	/** What to declare instead of several values that no array can hold. */
	static String ofElement(Class<?> element) {
		String fault = " of '" + element.getTypeName() + "', of which columns hold no arrays; ";
		String instead = instead(element);
		if (instead != null) {
			return fault + instead + " in place of the element";
		}
		if (element.isArray() || Collection.class.isAssignableFrom(element) || Map.class.isAssignableFrom(element)) {
			return fault + "an array holds single values, such as List<String>: mark the property with @Json";
		}
		if (element.isAnnotationPresent(Model.class)) {
			return fault + "declare a Many<" + element.getSimpleName() + "> with @ManyToMany";
		}
		return fault + "an array holds single values: name an AttributeConverter of '" + element.getSimpleName()
				+ "' with @Convert, to text, a number or another type that is not byte[], or mark the property with"
				+ " @Json";
	}

	private static @Nullable String instead(Class<?> type) {
		String instead = INSTEAD.get(type);
		return (instead != null) ? instead : KotlinAdvice.find(type);
	}

	static String of(Class<?> type) {
		String instead = instead(type);
		if (instead != null) {
			return instead;
		}
		if (Map.class.isAssignableFrom(type)) {
			return "mark it with @Json: it is stored as a document then, on PostgreSQL as jsonb, and never as hstore";
		}
		if (type == Range.class) {
			return "declare a Range of Integer, Long, BigDecimal, LocalDate, LocalDateTime or Instant";
		}
		if (type.isArray() || Collection.class.isAssignableFrom(type)) {
			return "declare a List, Set or array of single values, such as List<String>, or mark it with @Json";
		}
		if (type.isAnnotationPresent(Model.class)) {
			return "declare a Ref<" + type.getSimpleName() + "> with @ForeignKey or @OneToOne";
		}
		if (type.isRecord() && type.getRecordComponents().length == 1) {
			return "it holds a '" + type.getRecordComponents()[0].getType().getTypeName()
					+ "', which no column can hold either; name an AttributeConverter for it with @Convert,"
					+ " or mark it with @Json";
		}
		ValueClass valueClass = ValueClass.find(type);
		if (valueClass != null) {
			return "it holds a '" + valueClass.held().getTypeName()
					+ "', which no column can hold either; name an AttributeConverter for it with @Convert";
		}
		if (type.isRecord()) {
			return "mark it with @Embedded, so that its components are columns, or with @Json,"
					+ " or name an AttributeConverter for it with @Convert";
		}
		return "declare a simple type, an enum or a relation, mark it with @Json,"
				+ " or name an AttributeConverter for it with @Convert";
	}

}
