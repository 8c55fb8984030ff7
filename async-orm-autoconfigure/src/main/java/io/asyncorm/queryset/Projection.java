package io.asyncorm.queryset;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

import io.asyncorm.model.FieldException;
import io.asyncorm.model.UnreadableRowException;
import io.asyncorm.model.ValueClass;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.util.ClassUtils;

/**
 * Makes records of the values of their components. Cached for each class. Immutable.
 *
 * @param <V> the record
 */
final class Projection<V extends Record> {

	private static final ClassValue<Projection<?>> PROJECTIONS = new ClassValue<>() {

		@Override
		protected Projection<?> computeValue(Class<?> type) {
			return new Projection<>(type.asSubclass(Record.class));
		}

	};

	private final Constructor<V> constructor;

	private final RecordComponent[] components;

	private Projection(Class<V> type) {
		this.components = type.getRecordComponents();
		Class<?>[] types = Arrays.stream(this.components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		try {
			this.constructor = type.getDeclaredConstructor(types);
			this.constructor.setAccessible(true);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("A record has a constructor of its components", ex);
		}
	}

	/** The projection of a record class. */
	@SuppressWarnings("unchecked") // each class has its own projection
	static <V extends Record> Projection<V> of(Class<V> type) {
		return (Projection<V>) PROJECTIONS.get(type);
	}

	List<RecordComponent> components() {
		return List.of(this.components);
	}

	/** Says of which record a name could not be resolved. */
	FieldException unresolved(FieldException failure) {
		return new FieldException("Record '" + name() + "' does not fit: " + failure.getMessage(), failure);
	}

	/** The name of the record. */
	String name() {
		return this.constructor.getDeclaringClass().getSimpleName();
	}

	/** Creates a record of the values of its components. */
	V create(@Nullable Object[] values) {
		@Nullable Object[] arguments = new @Nullable Object[this.components.length];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = convert(values[i], this.components[i]);
		}
		try {
			return this.constructor.newInstance(arguments);
		}
		catch (InvocationTargetException ex) {
			String name = name();
			throw new UnreadableRowException(
					"No '" + name + "' can be made of a row: its constructor failed with " + ex.getCause(), name, null,
					null, ex.getCause());
		}
		catch (InstantiationException | IllegalAccessException ex) {
			throw new FieldException("Cannot create a " + this.constructor.getDeclaringClass().getName() + ": " + ex);
		}
	}

	private static @Nullable Object convert(@Nullable Object read, RecordComponent component) {
		// Components of Kotlin's value classes have the type of what these hold
		Object value = component.getType().isInstance(read) ? read : ValueClass.unboxed(read);
		if (value == null && component.getType().isPrimitive()) {
			throw new DataRetrievalFailureException("Component '" + component.getName() + "' of "
					+ component.getDeclaringRecord().getSimpleName() + " is a " + component.getType()
					+ " and cannot hold the null that was read: use a nullable type");
		}
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(component.getType());
		return (value == null || type.isInstance(value)) ? value : RowAssemblers.convertRead(value, type,
				"Component '" + component.getName() + "' of " + component.getDeclaringRecord().getSimpleName());
	}

}
