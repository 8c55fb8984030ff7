package io.asyncorm.model;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.type.ColumnType;
import io.asyncorm.type.ScalarValues;
import io.asyncorm.type.UnfitValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.util.ClassUtils;

/**
 * Converts a property that holds several single values, a {@code List}, a {@code Set} or
 * an array, to the array of its column and back.
 *
 * @param container the type of the property
 * @param element the boxed type of the elements
 * @param conversion how an element becomes one of the column; null if it is one
 * @param nullableElements whether elements may be null
 */
record ArrayConverter(Class<?> container, Class<?> element, @Nullable Conversion conversion,
		boolean nullableElements) implements AttributeConverter<Object, Object> {

	private static final Set<Class<?>> COLLECTIONS = Set.of(List.class, Set.class, Collection.class);

	/**
	 * The conversion of a property; null if no column can hold several of its elements.
	 * @param ofElement the conversion of an element; null if there is none
	 */
	static @Nullable Conversion find(PropertyDeclaration property, @Nullable Conversion ofElement, Object owner) {
		Conversion conversion = find(type(property), ofElement, hasNullableElements(property));
		return (conversion != null) ? conversion.of(owner) : null;
	}

	/**
	 * The conversion of a type; null if it does not hold several single values.
	 * @param ofElement the conversion of an element; null if there is none
	 */
	static @Nullable Conversion find(ResolvableType type, @Nullable Conversion ofElement, boolean nullableElements) {
		Class<?> element = elementOf(type);
		if (element == null || element == TsVector.class) {
			return null;
		}
		Class<?> container = type.toClass();
		Conversion named = (ofElement != null) ? ofElement.named("One of the elements") : null;
		ArrayConverter converter = new ArrayConverter(container, element, named, nullableElements);
		Class<?> stored = converter.stored();
		return (ColumnType.isSimple(stored) && !stored.isArray())
				? new Conversion(container, stored.arrayType(), converter, "its array", "A value") : null;
	}

	/** The boxed type of the elements of a property; null if it holds one value. */
	static @Nullable Class<?> elementOf(PropertyDeclaration property) {
		return elementOf(type(property));
	}

	/** The boxed type of the elements; null of what is one value. */
	static @Nullable Class<?> elementOf(ResolvableType type) {
		Class<?> component = type.toClass().getComponentType();
		if (component == byte.class || component == char.class) {
			return null;
		}
		Class<?> element = declaredElement(type).resolve();
		return (element != null) ? ClassUtils.resolvePrimitiveIfNecessary(element) : null;
	}

	/** The type of the elements as it is declared; none if it holds one value. */
	static ResolvableType declaredElement(PropertyDeclaration property) {
		return declaredElement(type(property));
	}

	private static ResolvableType declaredElement(ResolvableType type) {
		return COLLECTIONS.contains(type.toClass()) ? type.getGeneric(0) : type.getComponentType();
	}

	private static ResolvableType type(PropertyDeclaration property) {
		return ResolvableType.forType(property.annotatedType().getType());
	}

	/** Whether what was given holds several values. */
	static boolean isSeveral(@Nullable Object given) {
		return given instanceof Collection<?> || given != null && given.getClass().isArray();
	}

	/** The boxed type of the elements in the column. */
	private Class<?> stored() {
		return (this.conversion != null) ? this.conversion.columnType() : this.element;
	}

	private static boolean hasNullableElements(PropertyDeclaration property) {
		@Nullable AnnotatedType element = switch (property.annotatedType()) {
			case AnnotatedParameterizedType collection -> collection.getAnnotatedActualTypeArguments()[0];
			case AnnotatedArrayType array -> array.getAnnotatedGenericComponentType();
			default -> null;
		};
		return element != null && !property.type().isPrimitive() && (Nullability.isNullable(element)
				|| property.annotated().stream().anyMatch(Nullability::hasNullableElements));
	}

	@Override
	public Object toColumn(Object value) {
		List<@Nullable Object> elements = new ArrayList<>(size(value));
		for (Object element : elements(value)) {
			if (element == null && !this.nullableElements) {
				throw new InvalidValueException(
						"One of the elements is null; declare them as @Nullable, or leave it out");
			}
			elements.add((element != null) ? converted(element) : null);
		}
		if (this.container == Set.class) {
			sort(elements);
		}
		Object array = Array.newInstance(stored(), elements.size());
		for (int i = 0; i < elements.size(); i++) {
			Array.set(array, i, elements.get(i));
		}
		return array;
	}

	/**
	 * The elements of a set, whose order in Java differs from one start to the next:
	 * equal sets are equal arrays.
	 */
	private static void sort(List<@Nullable Object> elements) {
		Set<@Nullable Object> distinct = new LinkedHashSet<>(elements);
		elements.clear();
		elements.addAll(distinct);
		elements.sort(ArrayConverter::compare);
	}

	@SuppressWarnings("unchecked") // all elements are of the same type
	private static int compare(@Nullable Object first, @Nullable Object second) {
		if (first == null || second == null) {
			return Boolean.compare(first == null, second == null);
		}
		return (first instanceof Comparable<?> comparable) ? ((Comparable<Object>) comparable).compareTo(second)
				: first.toString().compareTo(second.toString());
	}

	private Object converted(Object element) {
		Object stored = (this.conversion != null) ? this.conversion.toColumn(this.conversion.toProperty(element))
				: element;
		try {
			return ScalarValues.convert(stored, stored());
		}
		catch (UnfitValueException ex) {
			throw new InvalidValueException(String.valueOf(ex.getMessage()), ex);
		}
	}

	private static int size(Object value) {
		return (value instanceof Collection<?> collection) ? collection.size() : Array.getLength(value);
	}

	private static Iterable<?> elements(Object value) {
		if (value instanceof Collection<?> collection) {
			return collection;
		}
		@Nullable Object[] elements = new Object[Array.getLength(value)];
		for (int i = 0; i < elements.length; i++) {
			elements[i] = Array.get(value, i);
		}
		return Arrays.asList(elements);
	}

	@Override
	public Object fromColumn(Object stored) {
		List<?> elements = restored(Arrays.asList((@Nullable Object[]) stored));
		if (!this.nullableElements && elements.contains(null)) {
			throw new DataRetrievalFailureException(
					"One of the elements is null in the database; declare them as @Nullable, or mend the row");
		}
		if (this.container.isArray()) {
			return toArray(elements);
		}
		return (this.container == Set.class) ? Collections.unmodifiableSet(new LinkedHashSet<>(elements))
				: Collections.unmodifiableList(elements);
	}

	private List<?> restored(List<@Nullable Object> elements) {
		Conversion ofElement = this.conversion;
		if (ofElement == null) {
			return elements;
		}
		List<@Nullable Object> restored = new ArrayList<>(elements.size());
		elements.forEach((element) -> restored.add((element != null) ? ofElement.fromColumn(element) : null));
		return restored;
	}

	private Object toArray(List<?> elements) {
		Object array = Array.newInstance(this.container.getComponentType(), elements.size());
		for (int i = 0; i < elements.size(); i++) {
			Array.set(array, i, elements.get(i));
		}
		return array;
	}

}
