package io.asyncorm.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.BitSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The constructor of a model, or of another record, as a method handle, so that calls
 * need no reflection. What it throws is passed on as it is. Immutable.
 *
 * @since 0.1.0
 */
public final class ObjectConstructor implements Function<@Nullable Object[], Object> {

	private static final MethodHandle NONE;

	static {
		try {
			NONE = MethodHandles.lookup()
				.findStatic(ObjectConstructor.class, "refuse", MethodType.methodType(Object.class, String.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final MethodHandle handle;

	private final MethodHandle spreader;

	private final @Nullable DefaultArguments defaults;

	private ObjectConstructor(MethodHandle handle, MethodHandle spreader, @Nullable DefaultArguments defaults) {
		this.handle = handle;
		this.spreader = spreader;
		this.defaults = defaults;
	}

	static ObjectConstructor of(Constructor<?> constructor) throws IllegalAccessException {
		constructor.setAccessible(true);
		int parameters = constructor.getParameterCount();
		MethodHandle handle = MethodHandles.lookup()
			.unreflectConstructor(constructor)
			.asFixedArity()
			.asType(MethodType.genericMethodType(parameters));
		return new ObjectConstructor(handle, handle.asSpreader(Object[].class, parameters),
				DefaultArguments.find(constructor));
	}

	/** That of a model which has no objects. */
	static ObjectConstructor none(String model) {
		MethodHandle refusal = NONE.bindTo(model);
		return new ObjectConstructor(refusal, MethodHandles.dropArguments(refusal, 0, Object[].class), null);
	}

	private static Object refuse(String model) {
		throw new IllegalStateException("Model '" + model + "' stands for a join table and has no objects");
	}

	/** Takes as many objects as the constructor has parameters, and returns one. */
	public MethodHandle handle() {
		return this.handle;
	}

	/** Whether any parameter has a default argument. */
	boolean hasOptional() {
		return this.defaults != null;
	}

	/** Whether a parameter has a default argument, as in Kotlin. */
	boolean isOptional(int parameter) {
		return this.defaults != null && this.defaults.optional().get(parameter);
	}

	/**
	 * As {@link #apply(Object[])}, with default arguments in the place of some values.
	 */
	Object apply(@Nullable Object[] values, BitSet absent) {
		if (this.defaults == null || absent.isEmpty()) {
			return apply(values);
		}
		try {
			return this.defaults.construct(values, absent);
		}
		catch (Throwable ex) {
			throw Invocations.<RuntimeException>unchecked(ex);
		}
	}

	@Override
	public Object apply(@Nullable Object[] values) {
		try {
			return (Object) this.spreader.invokeExact(values);
		}
		catch (Throwable ex) {
			throw Invocations.<RuntimeException>unchecked(ex);
		}
	}

}
