package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Tells whether anything of an application but its models makes its tables: migrations,
 * scripts, or JPA.
 *
 * @since 0.1.0
 */
public final class ManagedSchema {

	private static final String ENTITIES = "jakarta.persistence.EntityManagerFactory";

	private ManagedSchema() {
	}

	/** Whether something else makes the tables of a data source. */
	public static boolean isManaged(DataSource dataSource, ApplicationContext context) {
		return context.getBeanProvider(SchemaManagementProvider.class)
			.stream()
			.anyMatch((provider) -> provider.getSchemaManagement(dataSource) == SchemaManagement.MANAGED)
				|| (hasScripts(context, context.getEnvironment())
						&& areScriptsRun(dataSource, context.getEnvironment()))
				|| !entities(context).isEmpty();
	}

	/** Whether it may be; asks no beans. */
	static boolean mayBeManaged(ListableBeanFactory beans, Environment environment, ResourceLoader resources) {
		return beans.getBeanNamesForType(SchemaManagementProvider.class, true, false).length > 0
				|| hasScripts(resources, environment) || !entities(beans).isEmpty();
	}

	private static boolean hasScripts(ResourceLoader resources, Environment environment) {
		String platform = environment.getProperty("spring.sql.init.platform", "all");
		return Binder.get(environment).bind("spring.sql.init.schema-locations", String[].class).isBound()
				|| Stream.of("classpath:schema.sql", "classpath:schema-" + platform + ".sql")
					.anyMatch((script) -> resources.getResource(script).exists());
	}

	private static boolean areScriptsRun(DataSource dataSource, Environment environment) {
		String mode = environment.getProperty("spring.sql.init.mode", "embedded");
		return mode.equalsIgnoreCase("always")
				|| (mode.equalsIgnoreCase("embedded") && EmbeddedDatabaseConnection.isEmbedded(dataSource));
	}

	/** The names of the beans by which JPA makes the tables of its entities. */
	static List<String> entities(ListableBeanFactory beans) {
		ClassLoader loader = ManagedSchema.class.getClassLoader();
		return ClassUtils.isPresent(ENTITIES, loader)
				? List.of(beans.getBeanNamesForType(ClassUtils.resolveClassName(ENTITIES, loader), true, false))
				: List.of();
	}

}
