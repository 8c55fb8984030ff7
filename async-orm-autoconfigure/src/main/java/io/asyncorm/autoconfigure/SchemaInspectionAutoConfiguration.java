package io.asyncorm.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.query.OperationRouting;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Auto-configuration of what writes models and repositories from an existing database, if
 * the application was started for that.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnClass({ DataSource.class, DataSourceUtils.class })
@ConditionalOnProperty(SchemaInspectionCommand.PROPERTY)
public final class SchemaInspectionAutoConfiguration {

	SchemaInspectionAutoConfiguration() {
	}

	/** The application is lazy then, but for this. */
	@Bean(initMethod = "run")
	@Lazy(false)
	SchemaInspectionCommand asyncOrmSchemaInspectionCommand(ObjectProvider<DataSource> dataSources,
			ObjectProvider<OperationRouting> routing, Environment environment, BeanFactory beans) {
		DataSource dataSource = dataSources.getIfUnique();
		if (dataSource == null) {
			throw new StartupFaultException("'" + SchemaInspectionCommand.PROPERTY
					+ "' reads the tables of a database, and there is no DataSource, or several of which none is primary.",
					"Name one by --spring.datasource.url=..., or mark it with @Primary.");
		}
		String packageName = environment.getProperty(SchemaInspectionCommand.PROPERTY + ".package");
		return new SchemaInspectionCommand(Assembly.inspectionOf(dataSource, routing.getIfAvailable()),
				CommandFolder.of(SchemaInspectionCommand.PROPERTY,
						environment.getProperty(SchemaInspectionCommand.PROPERTY, ""), "sources", "src/main/java"),
				(packageName != null) ? packageName : AutoConfigurationPackages.get(beans).get(0),
				schemas(environment));
	}

	/** A list of YAML, too, which the environment itself does not know as one. */
	private static List<String> schemas(Environment environment) {
		List<String> named = Binder.get(environment)
			.bind(SchemaInspectionCommand.PROPERTY + ".schemas", Bindable.listOf(String.class))
			.orElse(List.of());
		return named.isEmpty() ? List.of("") : named;
	}

}
