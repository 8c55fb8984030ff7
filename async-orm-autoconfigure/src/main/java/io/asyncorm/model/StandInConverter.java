package io.asyncorm.model;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.asyncorm.type.StandIn;
import org.jspecify.annotations.Nullable;

/**
 * Converts the values of a class of the JDK for which databases have no type, such as
 * {@code Currency}, unless the application has a converter of its own for them.
 *
 * @param standIn how they are stored
 */
record StandInConverter(StandIn standIn) implements AttributeConverter<Object, Object> {

	private static final Map<Class<?>, Conversion> CONVERSIONS = StandIn.all()
		.stream()
		.map((standIn) -> of(standIn, "its type"))
		.collect(Collectors.toUnmodifiableMap(Conversion::javaType, (conversion) -> conversion));

	/** The conversion of a boxed class; null if it is no such class. */
	static @Nullable Conversion find(Class<?> boxed) {
		return CONVERSIONS.get(boxed);
	}

	/** The conversions of all such classes, by class. */
	static Map<Class<?>, Conversion> all() {
		return CONVERSIONS;
	}

	/**
	 * The conversion of a record of one component that is of such a class.
	 * @param component the class of the component
	 * @param unwrap gives the component of a record
	 * @param wrap makes a record of a component
	 */
	static Conversion of(Class<?> type, StandIn component, UnaryOperator<Object> unwrap, UnaryOperator<Object> wrap,
			String name) {
		return of(new StandIn(type, component.columnType(), component.length(), component.form(),
				(value) -> component.toColumn().apply(unwrap.apply(value)),
				(stored) -> wrap.apply(component.restore(stored)), component.spelling()), name);
	}

	private static Conversion of(StandIn standIn, String name) {
		return new Conversion(standIn.javaType(), standIn.columnType(), new StandInConverter(standIn), name, "A value");
	}

	@Override
	public Object toColumn(Object value) {
		return this.standIn.store(value);
	}

	@Override
	public Object fromColumn(Object stored) {
		return this.standIn.restore(stored);
	}

}
