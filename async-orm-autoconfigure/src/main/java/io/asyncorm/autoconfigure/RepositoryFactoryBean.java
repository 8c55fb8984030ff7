package io.asyncorm.autoconfigure;

import io.asyncorm.repository.RepositoryProxyFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;

/**
 * Creates the proxy of a repository interface, whose methods are resolved when the
 * application starts.
 *
 * @param <R> the repository
 */
final class RepositoryFactoryBean<R> implements FactoryBean<R>, InitializingBean {

	private final Class<R> type;

	private final RepositoryProxyFactory proxies;

	private final SetupTime time;

	private @Nullable R repository;

	RepositoryFactoryBean(Class<R> type, RepositoryProxyFactory proxies, SetupTime time) {
		this.type = type;
		this.proxies = proxies;
		this.time = time;
	}

	@Override
	public void afterPropertiesSet() throws Exception {
		this.repository = this.time.of(() -> this.proxies.create(this.type));
	}

	@Override
	public @Nullable R getObject() {
		return this.repository;
	}

	@Override
	public Class<R> getObjectType() {
		return this.type;
	}

}
