package io.asyncorm.autoconfigure;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;

/**
 * Tells which transaction manager is that of the primary data source.
 */
final class PrimaryTransactions {

	private PrimaryTransactions() {
	}

	/**
	 * The only manager, or the primary one, unless it is over another data source, for
	 * which Spring Boot makes none of its own any more.
	 */
	static PlatformTransactionManager manager(DataSource dataSource, @Nullable PlatformTransactionManager candidate,
			ConfigurableListableBeanFactory beans) {
		return (candidate != null && !isOfAnother(candidate, beans)) ? candidate
				: new JdbcTransactionManager(dataSource);
	}

	private static boolean isOfAnother(PlatformTransactionManager manager, ConfigurableListableBeanFactory beans) {
		return manager instanceof ResourceTransactionManager over
				&& DatabaseDefinitions.dataSources((BeanDefinitionRegistry) beans)
					.stream()
					.anyMatch((name) -> beans.getBean(name) == over.getResourceFactory());
	}

}
