package io.asyncorm.repository;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The invocation handler of repository proxies: finds the resolved method and calls it.
 * Immutable.
 */
final class RepositoryInvocationHandler implements InvocationHandler {

	private static final Object[] NO_ARGUMENTS = {};

	private final String description;

	private final Map<Method, RepositoryMethod> methods;

	RepositoryInvocationHandler(String description, Map<Method, RepositoryMethod> methods) {
		this.description = description;
		this.methods = Map.copyOf(methods);
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		RepositoryMethod resolved = this.methods.get(method);
		if (resolved != null) {
			return resolved.invoke(proxy, (arguments != null) ? arguments : NO_ARGUMENTS);
		}
		return switch (method.getName()) {
			case "equals" -> arguments != null && proxy == arguments[0];
			case "hashCode" -> System.identityHashCode(proxy);
			case "toString" -> this.description;
			default -> throw new IllegalStateException("'" + method + "' was not resolved when the proxy was made");
		};
	}

}
