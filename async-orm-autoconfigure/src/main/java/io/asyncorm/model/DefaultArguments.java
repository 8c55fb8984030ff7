package io.asyncorm.model;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.BitSet;

import org.jspecify.annotations.Nullable;

/**
 * The second constructor that Kotlin makes for one that has default arguments: it takes
 * as well which of the arguments are left out, as bits of numbers. Immutable.
 *
 * @param spreader takes the arguments, the numbers, and a null that tells it from others
 * @param optional the parameters that have a default
 * @param parameters how many there are
 */
record DefaultArguments(MethodHandle spreader, BitSet optional, int parameters) {

	private static final String MARKER = "kotlin.jvm.internal.DefaultConstructorMarker";

	/** That of a constructor; null if it has no default arguments. */
	static @Nullable DefaultArguments find(Constructor<?> constructor) throws IllegalAccessException {
		BitSet optional = KotlinSupport.findOptionalParameters(constructor);
		Constructor<?> second = optional.isEmpty() ? null : findSecond(constructor);
		if (second == null) {
			return null;
		}
		second.setAccessible(true);
		MethodHandle handle = ObjectConstructor.handle(second, KotlinSupport.findParameters(constructor));
		return new DefaultArguments(handle.asSpreader(Object[].class, second.getParameterCount()), optional,
				constructor.getParameterCount());
	}

	private static @Nullable Constructor<?> findSecond(Constructor<?> constructor) {
		Class<?>[] types = constructor.getParameterTypes();
		for (Constructor<?> candidate : constructor.getDeclaringClass().getDeclaredConstructors()) {
			Class<?>[] all = candidate.getParameterTypes();
			if (candidate.isSynthetic() && all.length == types.length + numbers(types.length) + 1
					&& all[all.length - 1].getName().equals(MARKER)
					&& Arrays.equals(all, 0, types.length, types, 0, types.length)) {
				return candidate;
			}
		}
		return null;
	}

	private static int numbers(int parameters) {
		return (parameters + Integer.SIZE - 1) / Integer.SIZE;
	}

	/** Makes an object. */
	Object construct(@Nullable Object[] values, BitSet absent) throws Throwable {
		@Nullable Object[] all = Arrays.copyOf(values, this.parameters + numbers(this.parameters) + 1);
		int[] numbers = new int[numbers(this.parameters)];
		absent.stream().forEach((parameter) -> numbers[parameter / Integer.SIZE] |= 1 << (parameter % Integer.SIZE));
		for (int i = 0; i < numbers.length; i++) {
			all[this.parameters + i] = numbers[i];
		}
		return (Object) this.spreader.invokeExact(all);
	}

}
