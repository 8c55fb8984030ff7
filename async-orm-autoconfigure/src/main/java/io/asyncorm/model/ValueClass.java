package io.asyncorm.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A value class of Kotlin's, such as {@code value class Isbn(val value: String)}. Its
 * compiler passes most of their objects as what they hold: constructors and functions
 * that take one take that. Immutable.
 *
 * @since 0.1.0
 */
public final class ValueClass {

	private static final MethodType TYPE = MethodType.genericMethodType(1);

	/** Null of all other classes. */
	private static final ClassValue<@Nullable ValueClass> KNOWN = new ClassValue<>() {

		@Override
		protected @Nullable ValueClass computeValue(Class<?> type) {
			boolean marked = Arrays.stream(type.getAnnotations())
				.anyMatch((annotation) -> annotation.annotationType().getName().equals("kotlin.jvm.JvmInline"));
			return marked ? new ValueClass(type) : null;
		}

	};

	private final Class<?> type;

	private final Method boxing;

	private final MethodHandle maker;

	private final MethodHandle boxer;

	private final MethodHandle unboxer;

	private ValueClass(Class<?> type) {
		this.type = type;
		this.boxing = method(type, "box-impl");
		MethodHandle made = handle(method(type, "constructor-impl", held()));
		MethodHandle boxed = handle(this.boxing);
		this.boxer = boxed.asType(TYPE);
		this.maker = MethodHandles.filterReturnValue(made, boxed).asType(TYPE);
		this.unboxer = handle(method(type, "unbox-impl")).asType(TYPE);
	}

	/** A class as a value class; null if it is none. */
	public static @Nullable ValueClass find(Class<?> type) {
		return KNOWN.get(type);
	}

	/**
	 * An object of a value class as what it holds, and all others as they are.
	 */
	public static @Nullable Object unboxed(@Nullable Object value) {
		ValueClass valueClass = (value != null) ? find(value.getClass()) : null;
		return (valueClass != null && value != null) ? valueClass.unbox(value) : value;
	}

	/**
	 * @param parameters empty to take it whatever its parameters are
	 */
	private static Method method(Class<?> type, String name, Class<?>... parameters) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name)
					&& (parameters.length == 0 || Arrays.equals(method.getParameterTypes(), parameters)))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(
					"The value class '" + type.getName() + "' has no '" + name + "', which Kotlin makes"));
	}

	private static MethodHandle handle(Method method) {
		try {
			method.setAccessible(true);
			return MethodHandles.lookup().unreflect(method);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("The value class '" + method.getDeclaringClass().getName()
					+ "' cannot be read and made; open its package to this library", ex);
		}
	}

	private static Object call(MethodHandle handle, Object value) {
		try {
			return (Object) handle.invokeExact(value);
		}
		catch (Throwable ex) {
			throw Invocations.<RuntimeException>unchecked(ex);
		}
	}

	/** The class itself. */
	public Class<?> type() {
		return this.type;
	}

	/** The class itself, as a type of something that holds its objects. */
	AnnotatedType annotatedType() {
		return this.boxing.getAnnotatedReturnType();
	}

	/** The type of what its objects hold. */
	public Class<?> held() {
		return this.boxing.getParameterTypes()[0];
	}

	/** The property that holds it. */
	Field field() {
		return Arrays.stream(this.type.getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()))
			.findFirst()
			.orElseThrow();
	}

	/** An object of a value that one held before. */
	public Object box(Object held) {
		return call(this.boxer, held);
	}

	/** What an object holds. */
	public Object unbox(Object value) {
		return call(this.unboxer, value);
	}

	/** An object of any value, as its constructor makes it. */
	Object make(Object held) {
		return call(this.maker, held);
	}

	/** Reads an object where a method returns what it holds. */
	Function<Object, @Nullable Object> boxing(Function<Object, @Nullable Object> accessor) {
		return (object) -> {
			Object held = accessor.apply(object);
			return (held != null) ? box(held) : null;
		};
	}

}
