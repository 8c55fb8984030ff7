package io.asyncorm.autoconfigure;

import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.repository.Repository;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ClassUtils;

/**
 * Explains why there is no bean of a repository, none for transactions, or none that
 * implements the repositories that are scanned for.
 */
final class MissingBeanFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException>
		implements Ordered {

	private final @Nullable ConfigurableListableBeanFactory beans;

	private final Environment environment;

	MissingBeanFailureAnalyzer(BeanFactory beanFactory, Environment environment) {
		this.beans = (beanFactory instanceof ConfigurableListableBeanFactory beans) ? beans : null;
		this.environment = environment;
	}

	/** Before Spring Boot's own, which knows no more than that there is none. */
	@Override
	public int getOrder() {
		return -10;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		Class<?> type = (cause.getResolvableType() != null) ? cause.getResolvableType().resolve() : null;
		boolean repository = type != null && Repository.class.isAssignableFrom(type);
		if (this.beans == null || type == null || cause instanceof NoUniqueBeanDefinitionException
				|| !repository && type != AsyncTransactions.class && type != RepositoryProxyFactory.class) {
			return null;
		}
		Reason reason = reason(this.beans, type, repository);
		return (reason == null) ? null
				: new FailureAnalysis("%s, since %s.".formatted(lack(type), reason.why()), reason.mend(), cause);
	}

	private static String lack(Class<?> type) {
		return (type != RepositoryProxyFactory.class) ? "There is no bean of type '%s'".formatted(type.getName())
				: "The repositories that @EnableAsyncRepositories finds cannot be implemented";
	}

	private @Nullable Reason reason(ConfigurableListableBeanFactory beans, Class<?> type, boolean repository) {
		if (!this.environment.getProperty("async-orm.enabled", Boolean.class, true)) {
			return new Reason("async-orm is switched off", "Remove 'async-orm.enabled=false'.");
		}
		List<String> dataSources = candidates(beans, DataSource.class);
		if (dataSources.isEmpty()) {
			return new Reason("there is no DataSource",
					"Set 'spring.datasource.url', and add the driver of the database to the class path.");
		}
		if (dataSources.size() > 1) {
			return new Reason(
					"async-orm cannot tell which DataSource it is for: none of '%s' is primary"
						.formatted(String.join("', '", dataSources)),
					"Mark the one of the models with @Primary. For several, name each with its packages, as in"
							+ " @EnableAsyncRepositories(basePackages = \"...\", dataSourceRef = \"%s\")%s."
								.formatted(dataSources.get(0), (type != AsyncTransactions.class) ? ""
										: ", and inject @Qualifier(\"" + dataSources.get(0) + "\") AsyncTransactions"));
		}
		return repository ? unscanned(type, dataSources.get(0), beans)
				: unmanaged(candidates(beans, PlatformTransactionManager.class));
	}

	private static @Nullable Reason unmanaged(List<String> managers) {
		return switch (managers.size()) {
			case 0 -> new Reason("there is no PlatformTransactionManager",
					"Add 'spring-boot-starter-jdbc', or declare a JdbcTransactionManager of the DataSource.");
			case 1 -> null;
			default -> new Reason("async-orm cannot tell which transaction manager it is for: none of '%s' is primary"
				.formatted(String.join("', '", managers)), "Mark the one of the models' DataSource with @Primary.");
		};
	}

	private static Reason unscanned(Class<?> type, String dataSource, ConfigurableListableBeanFactory beans) {
		if (!type.isInterface() || type.getTypeParameters().length > 0) {
			return new Reason("only an interface without type parameters is a repository",
					"Declare one that extends it with the types of its model and key.");
		}
		if (DeclaredDataSources.isDeclared(dataSource, (BeanDefinitionRegistry) beans)) {
			return unnamed(type, dataSource);
		}
		return new Reason("it is in no package that is scanned for repositories",
				"Move it below the package of the application's class, or name its package with"
						+ " @EnableAsyncRepositories(\"%s\").".formatted(ClassUtils.getPackageName(type)));
	}

	/** Where a data source is named, nothing is scanned but the packages that are. */
	private static Reason unnamed(Class<?> type, String dataSource) {
		return new Reason(
				"the primary DataSource, '%s', has no more than the packages that @EnableAsyncRepositories names for it"
					.formatted(dataSource),
				("If '%s' is there beside the DataSource of 'spring.datasource.url', which Spring Boot makes where it is"
						+ " alone, declare it with @Bean(defaultCandidate = false). Otherwise name the package for it:"
						+ " @EnableAsyncRepositories(basePackages = \"%s\", dataSourceRef = \"%s\").")
					.formatted(dataSource, ClassUtils.getPackageName(type), dataSource));
	}

	/** The beans of which one would have to be primary; the only one, if it is. */
	private static List<String> candidates(ConfigurableListableBeanFactory beans, Class<?> type) {
		List<String> names = Arrays.stream(beans.getBeanNamesForType(type, true, false))
			.filter((name) -> DeclaredDataSources.isCandidate(name, beans))
			.toList();
		List<String> primary = names.stream()
			.filter((name) -> beans.containsBeanDefinition(name) && beans.getBeanDefinition(name).isPrimary())
			.toList();
		return (primary.size() == 1) ? primary : names;
	}

	private record Reason(String why, String mend) {

	}

}
