package io.asyncorm.autoconfigure;

import java.nio.file.Path;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.schema.SchemaInitializer;

import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.context.ApplicationContext;

/**
 * Decides what is done about tables: what the property says, and where it says nothing,
 * they are made and dropped in an embedded database that nobody else manages.
 */
final class SchemaSetup {

	private static final String[] SCRIPTS = { "classpath:schema.sql", "classpath:schema-all.sql" };

	private SchemaSetup() {
	}

	/** What does it to the tables of a data source. */
	static SchemaInitializer initializer(Assembly assembly, AsyncOrmProperties.Schema properties,
			ApplicationContext context) {
		SchemaAction action = properties.getAction();
		if (properties.getDiff() != null) {
			action = SchemaAction.NONE;
		}
		else if (action == null) {
			action = isOurs(assembly, context) ? SchemaAction.CREATE_DROP : SchemaAction.NONE;
		}
		return assembly.schema(action, Path.of(properties.getDiffLocation()));
	}

	private static boolean isOurs(Assembly assembly, ApplicationContext context) {
		DataSource dataSource = assembly.dataSource();
		return assembly.dialect().name().equals("H2") && EmbeddedDatabaseConnection.isEmbedded(dataSource)
				&& context.getBeanProvider(SchemaManagementProvider.class)
					.stream()
					.noneMatch((provider) -> provider.getSchemaManagement(dataSource) == SchemaManagement.MANAGED)
				&& !context.getEnvironment().containsProperty("spring.sql.init.schema-locations")
				&& Stream.of(SCRIPTS).noneMatch((script) -> context.getResource(script).exists());
	}

}
