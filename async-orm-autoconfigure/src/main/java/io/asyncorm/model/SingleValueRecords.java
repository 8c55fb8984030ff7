package io.asyncorm.model;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.asyncorm.type.ColumnType;
import io.asyncorm.type.StandIn;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Converts records of one component, such as {@code record Isbn(String value)}, which are
 * stored as that component where columns can hold its type.
 */
final class SingleValueRecords {

	private final ModelFaults faults;

	private final Map<Class<?>, Conversion> known = new HashMap<>();

	SingleValueRecords(ModelFaults faults) {
		this.faults = faults;
	}

	/**
	 * The conversion of a record that a property holds; null if it is no such record.
	 * @param type the class of the property, or of its elements
	 */
	@Nullable Conversion find(Class<?> model, PropertyDeclaration property, Class<?> type) {
		RecordComponent component = component(type);
		if (component == null) {
			return null;
		}
		if (Nullability.isNullable(component)) {
			this.faults.add(model, property.name(),
					"a null in its column could be no '" + type.getSimpleName()
							+ "', or one that holds null; remove @Nullable from '" + component.getName() + "' of '"
							+ type.getSimpleName() + "', or name an AttributeConverter with @Convert");
		}
		else if (isAnnotated(component)) {
			this.faults.add(model, property.name(), "the annotations of '" + component.getName() + "' of '"
					+ type.getSimpleName() + "' mean nothing there; move them to this property");
		}
		Conversion conversion = this.known.get(type);
		if (conversion == null) {
			conversion = conversion(model, property, type, component);
			if (conversion != null) {
				this.known.put(type, conversion);
			}
		}
		return conversion;
	}

	/** The only component of a record, if a column can have its type. */
	static @Nullable RecordComponent component(Class<?> type) {
		RecordComponent[] components = type.getRecordComponents();
		boolean single = components != null && components.length == 1 && !type.isAnnotationPresent(Model.class);
		return (single && isStorable(boxed(components[0]))) ? components[0] : null;
	}

	private static boolean isStorable(Class<?> boxed) {
		return ColumnType.isSimple(boxed) || StandIn.find(boxed) != null;
	}

	private static Class<?> boxed(RecordComponent component) {
		return ClassUtils.resolvePrimitiveIfNecessary(component.getType());
	}

	private static boolean isAnnotated(RecordComponent component) {
		return List.<AnnotatedElement>of(component, component.getAccessor())
			.stream()
			.flatMap((element) -> Arrays.stream(element.getAnnotations()))
			.anyMatch((annotation) -> annotation.annotationType().getPackage() == Model.class.getPackage());
	}

	private @Nullable Conversion conversion(Class<?> model, PropertyDeclaration property, Class<?> type,
			RecordComponent component) {
		try {
			Converter converter = new Converter(Invocations.accessor(component.getAccessor()),
					ObjectConstructor.of(type.getDeclaredConstructor(component.getType())));
			String name = "the record '" + type.getName() + "'";
			StandIn standIn = StandIn.find(boxed(component));
			return (standIn != null)
					? StandInConverter.of(type, standIn, converter::toColumn, converter::fromColumn, name)
					: new Conversion(type, boxed(component), converter, name, "A value");
		}
		catch (ReflectiveOperationException | InaccessibleObjectException ex) {
			this.faults.add(model, property.name(), "the record '" + type.getName() + "' cannot be read and made ("
					+ ex.getMessage() + "); make it public, or open its package to this library");
			return null;
		}
	}

	/** Converts a record to its component and back. */
	private record Converter(Function<Object, @Nullable Object> accessor,
			Function<@Nullable Object[], Object> constructor) implements AttributeConverter<Object, Object> {

		@Override
		@SuppressWarnings("NullAway") // a null is refused where it comes back
		public Object toColumn(Object value) {
			return this.accessor.apply(value);
		}

		@Override
		public Object fromColumn(Object stored) {
			return this.constructor.apply(new Object[] { stored });
		}

	}

}
