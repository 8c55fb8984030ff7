package io.asyncorm.model;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
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
 * Converts records of one component, such as {@code record Isbn(String value)}, and
 * Kotlin's value classes, such as {@code value class Isbn(val value: String)}, which are
 * stored as what they hold where columns can hold its type.
 */
final class SingleValueRecords {

	private final ModelFaults faults;

	private final Map<Class<?>, Conversion> known = new HashMap<>();

	SingleValueRecords(ModelFaults faults) {
		this.faults = faults;
	}

	/**
	 * The conversion of what a property holds; null if it holds something else.
	 * @param type the class of the property, or of its elements
	 */
	@Nullable Conversion find(Class<?> model, PropertyDeclaration property, Class<?> type) {
		Single single = single(type);
		if (single == null) {
			return null;
		}
		if (single.nullable()) {
			this.faults.add(model, property.name(),
					"a null in its column could be no '" + type.getSimpleName() + "', or one that holds null; remove "
							+ (type.isRecord() ? "@Nullable from '" : "'?' from '") + single.component() + "' of '"
							+ type.getSimpleName() + "', or name an AttributeConverter with @Convert");
		}
		else if (single.isAnnotated()) {
			this.faults.add(model, property.name(), "the annotations of '" + single.component() + "' of '"
					+ type.getSimpleName() + "' mean nothing there; move them to this property");
		}
		Conversion conversion = this.known.get(type);
		if (conversion == null) {
			conversion = conversion(model, property, single);
			if (conversion != null) {
				this.known.put(type, conversion);
			}
		}
		return conversion;
	}

	/** What a class holds alone; null if a column could not have its type. */
	private static @Nullable Single single(Class<?> type) {
		RecordComponent[] components = type.getRecordComponents();
		ValueClass valueClass = KotlinAdvice.isLibrary(type) ? null : ValueClass.find(type);
		Single single = null;
		if (valueClass != null) {
			single = Single.of(valueClass);
		}
		else if (components != null && components.length == 1 && !type.isAnnotationPresent(Model.class)) {
			single = Single.of(type, components[0]);
		}
		return (single != null && isStorable(single.held())) ? single : null;
	}

	private static boolean isStorable(Class<?> boxed) {
		return ColumnType.isSimple(boxed) || StandIn.find(boxed) != null;
	}

	private @Nullable Conversion conversion(Class<?> model, PropertyDeclaration property, Single single) {
		try {
			Converter converter = single.converter();
			StandIn standIn = StandIn.find(single.held());
			return (standIn != null)
					? StandInConverter.of(single.type(), standIn, converter::toColumn, converter::fromColumn,
							single.name())
					: new Conversion(single.type(), single.held(), converter, single.name(), "A value");
		}
		catch (ReflectiveOperationException | InaccessibleObjectException ex) {
			this.faults.add(model, property.name(), single.name() + " cannot be read and made (" + ex.getMessage()
					+ "); make it public, or open its package to this library");
			return null;
		}
	}

	/**
	 * A class that holds a single value.
	 *
	 * @param held the boxed type of the value
	 * @param component what the value is called
	 * @param nullable whether it may be null
	 * @param annotated where annotations of it may stand
	 * @param kind what such classes are called
	 */
	private record Single(Class<?> type, Class<?> held, String component, boolean nullable,
			List<AnnotatedElement> annotated, String kind) {

		static Single of(Class<?> type, RecordComponent component) {
			return new Single(type, ClassUtils.resolvePrimitiveIfNecessary(component.getType()), component.getName(),
					Nullability.isNullable(component), List.of(component, component.getAccessor()), "record");
		}

		static Single of(ValueClass type) {
			Field field = type.field();
			return new Single(type.type(), ClassUtils.resolvePrimitiveIfNecessary(type.held()), field.getName(),
					Nullability.isNullable(field), List.of(field), "value class");
		}

		String name() {
			return "the " + this.kind + " '" + this.type.getName() + "'";
		}

		boolean isAnnotated() {
			return this.annotated.stream()
				.flatMap((element) -> Arrays.stream(element.getAnnotations()))
				.anyMatch((annotation) -> annotation.annotationType().getPackage() == Model.class.getPackage());
		}

		Converter converter() throws ReflectiveOperationException {
			ValueClass valueClass = ValueClass.find(this.type);
			if (valueClass != null) {
				return new Converter(valueClass::unbox, valueClass::make);
			}
			RecordComponent component = this.type.getRecordComponents()[0];
			ObjectConstructor constructor = ObjectConstructor.of(this.type.getDeclaredConstructor(component.getType()));
			return new Converter(Invocations.accessor(component.getAccessor()),
					(stored) -> constructor.apply(new Object[] { stored }));
		}

	}

	/** Converts an object to what it holds and back. */
	private record Converter(Function<Object, @Nullable Object> reader,
			Function<Object, Object> maker) implements AttributeConverter<Object, Object> {

		@Override
		@SuppressWarnings("NullAway") // a null is refused where it comes back
		public Object toColumn(Object value) {
			return this.reader.apply(value);
		}

		@Override
		public Object fromColumn(Object stored) {
			return this.maker.apply(stored);
		}

	}

}
