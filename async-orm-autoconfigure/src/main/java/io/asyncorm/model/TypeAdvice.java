package io.asyncorm.model;

import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/**
 * Tells, in the messages of faults, what to declare instead of a type that no column can
 * hold.
 */
final class TypeAdvice {

	private static final Set<Class<?>> POINTS_IN_TIME = Set.of(OffsetDateTime.class, ZonedDateTime.class, Date.class);

	private TypeAdvice() {
	}

	static String of(Class<?> type) {
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
		if (type.isRecord()) {
			return "mark it with @Embedded, so that its components are columns, or with @Json,"
					+ " or name an AttributeConverter for it with @Convert";
		}
		return "declare a simple type, an enum or a relation, mark it with @Json,"
				+ " or name an AttributeConverter for it with @Convert";
	}

}
