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
import io.asyncorm.type.StandIn;
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
 * @param stored the boxed type of the elements in the column
 * @param nullableElements whether elements may be null
 */
record ArrayConverter(Class<?> container, Class<?> element, Class<?> stored,
		boolean nullableElements) implements AttributeConverter<Object, Object> {

	private static final Set<Class<?>> COLLECTIONS = Set.of(List.class, Set.class, Collection.class);

	/** The conversion of a property; null if it does not hold several single values. */
	static @Nullable Conversion find(PropertyDeclaration property, Object owner) {
		Conversion conversion = find(ResolvableType.forType(property.annotatedType().getType()),
				hasNullableElements(property));
		return (conversion != null) ? conversion.of(owner) : null;
	}

	/** The conversion of a type; null if it does not hold several single values. */
	static @Nullable Conversion find(ResolvableType type, boolean nullableElements) {
		Class<?> container = type.resolve(Object.class);
		Class<?> element = elementOf(container, type);
		StandIn standIn = (element != null) ? StandIn.find(element) : null;
		Class<?> stored = (standIn != null) ? standIn.columnType() : element;
		if (element == null || stored == null || !ColumnType.isSimple(stored) || stored.isArray()) {
			return null;
		}
		ArrayConverter converter = new ArrayConverter(container, element, stored, nullableElements);
		return new Conversion(container, stored.arrayType(), converter, "its array", "A value");
	}

	private static @Nullable Class<?> elementOf(Class<?> container, ResolvableType type) {
		if (COLLECTIONS.contains(container)) {
			return type.getGeneric(0).resolve();
		}
		Class<?> component = container.getComponentType();
		return (component == null || component == byte.class || component == char.class) ? null
				: ClassUtils.resolvePrimitiveIfNecessary(component);
	}

	private static boolean hasNullableElements(PropertyDeclaration property) {
		@Nullable AnnotatedType element = switch (property.annotatedType()) {
			case AnnotatedParameterizedType collection -> collection.getAnnotatedActualTypeArguments()[0];
			case AnnotatedArrayType array -> array.getAnnotatedGenericComponentType();
			default -> null;
		};
		return element != null && !property.type().isPrimitive() && Nullability.isNullable(element);
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
		Object array = Array.newInstance(this.stored, elements.size());
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
		StandIn standIn = StandIn.find(this.element);
		try {
			return (standIn != null) ? standIn.storeGiven(element) : ScalarValues.convert(element, this.element);
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
		StandIn standIn = StandIn.find(this.element);
		if (standIn == null) {
			return elements;
		}
		List<@Nullable Object> restored = new ArrayList<>(elements.size());
		elements.forEach((element) -> restored.add((element != null) ? standIn.restore(element) : null));
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
