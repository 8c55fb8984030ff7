package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Reads how Jakarta Persistence converts a property, by a converter of its own or an enum
 * by the places of its constants, and what Spring Data JDBC stores of a reference.
 *
 * @param fault takes what is wrong
 * @param instances the converters that were made already, by their classes: as one
 * conversion counts what one converter makes
 */
record OtherConversions(Consumer<String> fault, Map<Class<?>, Object> instances) {

	private static final String JAKARTA = "jakarta.persistence.";

	private static final String REFERENCE = "org.springframework.data.jdbc.core.mapping.AggregateReference";

	/** Whether a property names a converter of theirs. */
	static boolean isConverted(PropertyDeclaration property) {
		return property.annotated()
			.stream()
			.flatMap((element) -> Arrays.stream(element.getAnnotations()))
			.anyMatch((annotation) -> annotation.annotationType().getName().equals(JAKARTA + "Convert"));
	}

	/** The conversion of a property; null if it has none, or one that cannot be read. */
	@Nullable Conversion find(PropertyDeclaration property) {
		if (property.type().getName().equals(REFERENCE)) {
			return ofReference(property);
		}
		return property.annotated()
			.stream()
			.flatMap((element) -> Arrays.stream(element.getAnnotations()))
			.map((annotation) -> find(property, annotation))
			.filter((conversion) -> conversion != null)
			.findFirst()
			.orElse(null);
	}

	private @Nullable Conversion find(PropertyDeclaration property, Annotation annotation) {
		return switch (annotation.annotationType().getName()) {
			case JAKARTA + "Enumerated" ->
				String.valueOf(AnnotationUtils.getValue(annotation)).equals("ORDINAL") && property.type().isEnum()
						? new Conversion(property.type(), Integer.class, new PlaceConverter(property.type()),
								"@Enumerated", "A value")
						: null;
			case JAKARTA + "Convert" -> byConverter(property, annotation);
			default -> null;
		};
	}

	/** The key that it refers to, in the column of the property's name. */
	private @Nullable Conversion ofReference(PropertyDeclaration property) {
		Class<?> type = property.type();
		Class<?> key = ResolvableType.forType(property.annotatedType().getType()).getGeneric(1).toClass();
		try {
			return new Conversion(type, ClassUtils.resolvePrimitiveIfNecessary(key),
					new ReferenceConverter(type.getMethod("getId"), type.getMethod("to", Object.class)),
					"AggregateReference", "A value");
		}
		catch (NoSuchMethodException ex) {
			this.fault.accept("its type is not the AggregateReference that is known (" + ex.getMessage()
					+ "); declare a Ref, or a property of the key's type");
			return null;
		}
	}

	private @Nullable Conversion byConverter(PropertyDeclaration property, Annotation annotation) {
		Object named = AnnotationUtils.getValue(annotation, "converter");
		Class<?> contract = (named instanceof Class<?> type) ? contract(type) : null;
		if (!(named instanceof Class<?> type) || contract == null) {
			this.fault
				.accept("@" + JAKARTA + "Convert cannot be honoured: it names no converter; name one, or remove it");
			return null;
		}
		ResolvableType types = ResolvableType.forClass(type).as(contract);
		Class<?> from = ClassUtils.resolvePrimitiveIfNecessary(types.getGeneric(0).toClass());
		if (from != property.boxedType()) {
			this.fault.accept("its converter '" + type.getName() + "' converts '" + from.getTypeName() + "', and not '"
					+ property.boxedType().getTypeName() + "'; name another one, or change the type");
			return null;
		}
		try {
			Object converter = instance(type);
			return new Conversion(
					from, types.getGeneric(1).toClass(), new JakartaConverter(converter,
							method(contract, "convertToDatabaseColumn"), method(contract, "convertToEntityAttribute")),
					type.getName(), "A value");
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			this.fault.accept("its converter '" + type.getName() + "' cannot be made (" + ex
					+ "); give it a constructor that takes nothing and works at startup");
			return null;
		}
	}

	private Object instance(Class<?> type) throws ReflectiveOperationException {
		Object known = this.instances.get(type);
		if (known != null) {
			return known;
		}
		Constructor<?> constructor = type.getDeclaredConstructor();
		constructor.setAccessible(true);
		Object made = constructor.newInstance();
		this.instances.put(type, made);
		return made;
	}

	private static @Nullable Class<?> contract(Class<?> type) {
		return ClassUtils.getAllInterfacesForClassAsSet(type)
			.stream()
			.filter((each) -> each.getName().equals(JAKARTA + "AttributeConverter"))
			.findFirst()
			.orElse(null);
	}

	private static Object call(Method method, @Nullable Object target, Object... arguments) {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw Invocations.<RuntimeException>unchecked(ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("Methods of public interfaces can be called", ex);
		}
	}

	private static Method method(Class<?> contract, String name) throws NoSuchMethodException {
		return contract.getMethod(name, Object.class);
	}

	/**
	 * Stores an enum as the places of its constants, counted from 0.
	 *
	 * @param type the enum
	 */
	private record PlaceConverter(Class<?> type) implements AttributeConverter<Object, Object> {

		@Override
		public Object toColumn(Object value) {
			return ((Enum<?>) value).ordinal();
		}

		@Override
		public Object fromColumn(Object stored) {
			Object[] constants = this.type.getEnumConstants();
			int place = ((Number) stored).intValue();
			if (place < 0 || place >= constants.length) {
				throw new IllegalArgumentException(
						"'" + this.type.getSimpleName() + "' has no constant at the place " + place);
			}
			return constants[place];
		}

	}

	/**
	 * Calls a converter of Jakarta Persistence.
	 *
	 * @param converter the converter
	 * @param toColumn its method for values of the property
	 * @param fromColumn its method for those of the column
	 */
	private record JakartaConverter(Object converter, Method toColumn,
			Method fromColumn) implements AttributeConverter<Object, Object> {

		@Override
		public Object toColumn(Object value) {
			return call(this.toColumn, this.converter, value);
		}

		@Override
		public Object fromColumn(Object stored) {
			return call(this.fromColumn, this.converter, stored);
		}

	}

	/**
	 * Stores the key of a reference.
	 *
	 * @param getId gives it
	 * @param to makes a reference of it
	 */
	private record ReferenceConverter(Method getId, Method to) implements AttributeConverter<Object, Object> {

		@Override
		public Object toColumn(Object value) {
			return call(this.getId, value);
		}

		@Override
		public Object fromColumn(Object stored) {
			return call(this.to, null, stored);
		}

	}

}
