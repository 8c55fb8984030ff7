package io.asyncorm.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What makes the objects of a model, or of another record: the constructor, or the method
 * in its place, and what sets the properties that it does not take, which come after its
 * parameters. Of method handles, so that calls need no reflection. What they throw is
 * passed on as it is. Immutable.
 *
 * @since 0.1.0
 */
public final class ObjectConstructor implements Function<@Nullable Object[], Object> {

	private static final MethodHandle NONE;

	/** Makes of an object of a value class what it holds. */
	static final MethodHandle UNBOXED;

	static {
		try {
			UNBOXED = MethodHandles.lookup().findStatic(ValueClass.class, "unboxed", MethodType.genericMethodType(1));
			NONE = MethodHandles.lookup()
				.findStatic(ObjectConstructor.class, "refuse", MethodType.methodType(Object.class, String.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final MethodHandle creator;

	private final MethodHandle spreader;

	private final int parameters;

	private final @Nullable DefaultArguments defaults;

	private final List<MethodHandle> writers;

	/** The properties that are set and have a value before they are. */
	private final BitSet initialized;

	private ObjectConstructor(MethodHandle creator, MethodHandle spreader, @Nullable DefaultArguments defaults,
			List<MethodHandle> writers, BitSet initialized) {
		this.creator = creator;
		this.spreader = spreader;
		this.parameters = creator.type().parameterCount();
		this.defaults = defaults;
		this.writers = writers;
		this.initialized = initialized;
	}

	static ObjectConstructor of(Constructor<?> constructor) throws IllegalAccessException {
		return of((Executable) constructor);
	}

	/**
	 * @param creator a constructor, or a static method that returns an object
	 */
	static ObjectConstructor of(Executable creator) throws IllegalAccessException {
		creator.setAccessible(true);
		int parameters = creator.getParameterCount();
		MethodHandle generic = switch (creator) {
			case Constructor<?> constructor -> handle(constructor, KotlinSupport.findParameters(constructor));
			case Method method -> generic(MethodHandles.lookup().unreflect(method));
		};
		DefaultArguments defaults = (creator instanceof Constructor<?> constructor) ? DefaultArguments.find(constructor)
				: null;
		return new ObjectConstructor(generic, generic.asSpreader(Object[].class, parameters), defaults, List.of(),
				new BitSet());
	}

	/**
	 * A constructor that takes and returns objects: those of value classes as they are,
	 * and what they hold, too, which is what records of Kotlin's have.
	 */
	static MethodHandle handle(Constructor<?> constructor, List<KotlinParameter> parameters)
			throws IllegalAccessException {
		MethodHandle handle = generic(MethodHandles.lookup().unreflectConstructor(constructor));
		for (int i = 0; i < parameters.size(); i++) {
			if (parameters.get(i).valueClass() != null) {
				handle = MethodHandles.filterArguments(handle, i, UNBOXED);
			}
		}
		return handle;
	}

	private static MethodHandle generic(MethodHandle handle) {
		return handle.asFixedArity().asType(handle.type().generic());
	}

	/** That of a model which has no objects. */
	static ObjectConstructor none(String model) {
		MethodHandle refusal = NONE.bindTo(model);
		return new ObjectConstructor(refusal, MethodHandles.dropArguments(refusal, 0, Object[].class), null, List.of(),
				new BitSet());
	}

	private static Object refuse(String model) {
		throw new IllegalStateException("Model '" + model + "' stands for a join table and has no objects");
	}

	/**
	 * The same, which sets properties besides. Of a constructor that takes nothing, an
	 * object is made to see which of them have a value by themselves.
	 * @param readers read the properties, in the order of their writers
	 */
	ObjectConstructor setting(List<PropertyWriter> writers, List<Function<Object, @Nullable Object>> readers) {
		BitSet initialized = new BitSet();
		Object sample = (this.parameters == 0 && !writers.isEmpty()) ? apply(new Object[0]) : null;
		for (int i = 0; i < readers.size(); i++) {
			initialized.set(i, sample != null && hasValue(readers.get(i), sample));
		}
		return new ObjectConstructor(this.creator, this.spreader, this.defaults,
				writers.stream().map(PropertyWriter::handle).toList(), initialized);
	}

	/** Getters may need what an empty object lacks: then there is no value either. */
	private static boolean hasValue(Function<Object, @Nullable Object> reader, Object sample) {
		try {
			return reader.apply(sample) != null;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/** How many values it takes. */
	int size() {
		return this.parameters + this.writers.size();
	}

	/** Takes as many objects as there are values, and returns one. */
	public MethodHandle handle() {
		MethodHandle handle = this.creator;
		for (MethodHandle writer : this.writers) {
			handle = MethodHandles.collectArguments(writer, 0, handle);
		}
		return handle;
	}

	/** Whether any value can be left out. */
	boolean hasOptional() {
		return this.defaults != null || !this.initialized.isEmpty();
	}

	/**
	 * Whether a value can be left out, since its parameter has a default argument, as in
	 * Kotlin, or its property a value by itself.
	 */
	boolean isOptional(int value) {
		return (value < this.parameters) ? this.defaults != null && this.defaults.optional().get(value)
				: this.initialized.get(value - this.parameters);
	}

	/**
	 * As {@link #apply(Object[])}, with default arguments and initial values in the place
	 * of some values.
	 */
	Object apply(@Nullable Object[] values, BitSet absent) {
		if (absent.isEmpty()) {
			return apply(values);
		}
		try {
			@Nullable Object[] arguments = arguments(values);
			BitSet left = absent.get(0, this.parameters);
			Object object = (this.defaults == null || left.isEmpty()) ? (Object) this.spreader.invokeExact(arguments)
					: this.defaults.construct(arguments, left);
			return set(object, values, absent);
		}
		catch (Throwable ex) {
			throw Invocations.<RuntimeException>unchecked(ex);
		}
	}

	@Override
	public Object apply(@Nullable Object[] values) {
		try {
			Object object = (Object) this.spreader.invokeExact(arguments(values));
			return this.writers.isEmpty() ? object : set(object, values, new BitSet());
		}
		catch (Throwable ex) {
			throw Invocations.<RuntimeException>unchecked(ex);
		}
	}

	private @Nullable Object[] arguments(@Nullable Object[] values) {
		return this.writers.isEmpty() ? values : Arrays.copyOf(values, this.parameters);
	}

	private Object set(Object object, @Nullable Object[] values, BitSet absent) throws Throwable {
		Object result = object;
		for (int i = 0; i < this.writers.size(); i++) {
			if (!absent.get(this.parameters + i)) {
				result = (Object) this.writers.get(i).invokeExact(result, values[this.parameters + i]);
			}
		}
		return result;
	}

}
