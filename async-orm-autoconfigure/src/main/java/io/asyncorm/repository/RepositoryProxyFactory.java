package io.asyncorm.repository;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

import io.asyncorm.queryset.QuerySets;
import org.springframework.util.Assert;

/**
 * Creates the proxy of a repository interface. Its methods are resolved and checked here,
 * once; a call only finds its resolved method. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class RepositoryProxyFactory {

	private final QuerySets querySets;

	/**
	 * @param querySets what the repositories' methods become calls of
	 */
	public RepositoryProxyFactory(QuerySets querySets) {
		Assert.notNull(querySets, "'querySets' must not be null");
		this.querySets = querySets;
	}

	/**
	 * Implements an interface that extends {@link Repository} or {@link AsyncRepository}.
	 * @throws RepositoryDefinitionException with all that is wrong with it
	 */
	public <R> R create(Class<R> repositoryInterface) {
		Assert.notNull(repositoryInterface, "'repositoryInterface' must not be null");
		RepositoryDeclaration<?> declaration = RepositoryDeclaration.of(repositoryInterface, this.querySets);
		Map<Method, RepositoryMethod> methods = new RepositoryMethods<>(declaration).resolve();
		Object proxy = Proxy.newProxyInstance(repositoryInterface.getClassLoader(),
				new Class<?>[] { repositoryInterface },
				new RepositoryInvocationHandler(declaration.toString(), declaration.querySets().dispatcher(), methods));
		return repositoryInterface.cast(proxy);
	}

}
