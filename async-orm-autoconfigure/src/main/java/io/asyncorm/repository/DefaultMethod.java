package io.asyncorm.repository;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * A default method of the interface, which runs on the repository.
 */
record DefaultMethod(SpreadHandle body) implements RepositoryMethod {

	/**
	 * @throws IllegalAccessException if the interface's module keeps it to itself
	 */
	static DefaultMethod of(Method method) throws IllegalAccessException {
		Class<?> type = method.getDeclaringClass();
		return new DefaultMethod(new SpreadHandle(
				MethodHandles.privateLookupIn(type, MethodHandles.lookup()).unreflectSpecial(method, type)));
	}

	@Override
	public boolean startsOperation() {
		return false;
	}

	@Override
	public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) throws Throwable {
		return this.body.invoke(proxy, arguments);
	}

}
