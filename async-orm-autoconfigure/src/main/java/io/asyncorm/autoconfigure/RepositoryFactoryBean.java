package io.asyncorm.autoconfigure;

import io.asyncorm.repository.RepositoryDefinitionException;
import io.asyncorm.repository.RepositoryProxyFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanNameAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Creates the proxy of a repository interface, whose methods are resolved when the
 * application starts.
 *
 * @param <R> the repository
 * @since 0.1.0
 */
public final class RepositoryFactoryBean<R> implements FactoryBean<R>, BeanNameAware, InitializingBean {

	private final Class<R> type;

	private final ConfigurableListableBeanFactory beans;

	private final RepositoryProxyFactory proxies;

	private final SetupTime time;

	private @Nullable String name;

	private @Nullable R repository;

	/**
	 * For the bean definitions of repositories, as all of this class. It is public, and
	 * has public types only, so that definitions that are generated ahead of time stand
	 * in the package of the repository, which may be private to it.
	 */
	public RepositoryFactoryBean(Class<R> type, ApplicationContext context, RepositoryProxyFactory proxies) {
		this.type = type;
		this.beans = ((ConfigurableApplicationContext) context).getBeanFactory();
		this.proxies = proxies;
		this.time = context.getBean(SetupTime.class);
	}

	@Override
	public void setBeanName(String name) {
		this.name = name;
	}

	@Override
	public void afterPropertiesSet() throws Exception {
		try {
			this.repository = this.time.of(() -> this.proxies.create(this.type));
		}
		catch (RepositoryDefinitionException ex) {
			// the first that fails checks the others, so that all faults are told
			// together
			RepositoryFaults.find(dataSource(), this.beans, this.proxies, (other) -> other != this.type)
				.forEach(ex::addSuppressed);
			throw ex;
		}
	}

	private @Nullable String dataSource() {
		return (this.name != null && this.beans.containsBeanDefinition(this.name))
				? RepositoryDefinitions.dataSourceOf(this.beans.getBeanDefinition(this.name)) : null;
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
