package io.asyncorm.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Turns accessors and fields into functions by method handles, so that calls need no
 * reflection. What the called code throws is passed on as it is.
 */
final class Invocations {

	private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);

	private Invocations() {
	}

	static Function<Object, @Nullable Object> accessor(Method method) throws IllegalAccessException {
		method.setAccessible(true);
		return reader(MethodHandles.lookup().unreflect(method));
	}

	/** Reads a field. */
	static Function<Object, @Nullable Object> field(Field field) throws IllegalAccessException {
		field.setAccessible(true);
		return reader(MethodHandles.lookup().unreflectGetter(field));
	}

	private static Function<Object, @Nullable Object> reader(MethodHandle getter) {
		MethodHandle handle = getter.asType(ACCESSOR);
		return (object) -> {
			try {
				return (Object) handle.invokeExact(object);
			}
			catch (Throwable ex) {
				throw Invocations.<RuntimeException>unchecked(ex);
			}
		};
	}

	/** Lets any throwable through a signature that declares none. */
	@SuppressWarnings("unchecked") // the cast vanishes: the very exception is what is
									// meant
	static <T extends Throwable> T unchecked(Throwable ex) throws T {
		throw (T) ex;
	}

}
