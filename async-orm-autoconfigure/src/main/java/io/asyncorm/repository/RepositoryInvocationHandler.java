package io.asyncorm.repository;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;

import io.asyncorm.plan.OperationDispatcher;
import org.jspecify.annotations.Nullable;

/**
 * The invocation handler of repository proxies: finds the resolved method and calls it.
 * Immutable.
 */
final class RepositoryInvocationHandler implements InvocationHandler {

	private static final Object[] NO_ARGUMENTS = {};

	private final String description;

	private final OperationDispatcher dispatcher;

	private final Map<Method, RepositoryMethod> methods;

	RepositoryInvocationHandler(String description, OperationDispatcher dispatcher,
			Map<Method, RepositoryMethod> methods) {
		this.description = description;
		this.dispatcher = dispatcher;
		this.methods = Map.copyOf(methods);
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		RepositoryMethod resolved = this.methods.get(method);
		if (resolved != null) {
			@Nullable Object[] given = (arguments != null) ? arguments : NO_ARGUMENTS;
			return resolved.startsOperation() ? this.dispatcher.called(() -> resolved.invoke(proxy, given))
					: resolved.invoke(proxy, given);
		}
		return switch (method.getName()) {
			case "equals" -> arguments != null && proxy == arguments[0];
			case "hashCode" -> System.identityHashCode(proxy);
			case "toString" -> this.description;
			default -> throw new IllegalStateException("'" + method + "' was not resolved when the proxy was made");
		};
	}

}
