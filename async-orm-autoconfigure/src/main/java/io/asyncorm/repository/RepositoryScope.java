package io.asyncorm.repository;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;

import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.query.QuerySet;
import org.jspecify.annotations.Nullable;

/**
 * Asks a repository for the query set that it begins with, before it is implemented.
 */
final class RepositoryScope {

	private static final String METHOD = "scope";

	private RepositoryScope() {
	}

	/**
	 * The query set that a repository begins with.
	 * @param all all objects of its model
	 */
	@SuppressWarnings("unchecked") // what it returns is declared by Repository
	static <M> QuerySet<M> of(Class<?> type, QuerySet<M> all) {
		Method scope = method(type);
		if (scope == null) {
			return all;
		}
		InvocationHandler handler = (proxy, method, arguments) -> {
			throw fault(type,
					"is asked before the repository is there: it can use only the query set that it is given");
		};
		Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler);
		@Nullable QuerySet<M> rows;
		try {
			rows = (QuerySet<M>) DefaultMethod.of(scope).invoke(proxy, new Object[] { all });
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException("Cannot ask '" + type.getName() + "' for its scope", ex);
		}
		if (rows == null) {
			throw fault(type, "gives null: return the query set that the repository is to begin with");
		}
		if (QueryStateHolder.stateOf(rows).isSliced()) {
			throw fault(type, "gives a slice, of which nothing can be asked: give all rows of which some are wanted,"
					+ " and cut with slice() where they are read");
		}
		return rows;
	}

	private static RepositoryDefinitionException fault(Class<?> type, String fault) {
		return new RepositoryDefinitionException(type, List.of(type.getSimpleName() + "." + METHOD + ": it " + fault));
	}

	/** Whether a method is that one, which repositories override. */
	static boolean is(Method method) {
		return method.getName().equals(METHOD)
				&& Arrays.equals(method.getParameterTypes(), new Class<?>[] { QuerySet.class });
	}

	private static @Nullable Method method(Class<?> type) {
		return Arrays.stream(type.getMethods())
			.filter((method) -> is(method) && method.isDefault() && method.getDeclaringClass() != Repository.class)
			.findFirst()
			.orElse(null);
	}

}
