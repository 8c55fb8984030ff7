package io.asyncorm.autoconfigure;

import java.nio.file.Path;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.schema.SchemaInitializer;

import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.context.ApplicationContext;

/**
 * Decides what is done about tables: what the property says, and where it says nothing,
 * they are made and dropped in an embedded database that nobody else manages.
 */
final class SchemaSetup {

	private SchemaSetup() {
	}

	/** What does it to the tables of a data source. */
	static SchemaInitializer initializer(Assembly assembly, AsyncOrmProperties.Schema properties,
			ApplicationContext context) {
		SchemaAction action = properties.getAction();
		Path migrations = Path.of(properties.getDiffLocation());
		if (properties.getDiff() != null) {
			return assembly.schema(SchemaAction.NONE, migrations);
		}
		if (action == null && isOurs(assembly, context)) {
			return assembly.schema(SchemaAction.CREATE, migrations).droppingMade();
		}
		return assembly.schema((action != null) ? action : SchemaAction.NONE, migrations);
	}

	private static boolean isOurs(Assembly assembly, ApplicationContext context) {
		return assembly.dialect().name().equals("H2") && EmbeddedDatabaseConnection.isEmbedded(assembly.dataSource())
				&& !ManagedSchema.isManaged(assembly.dataSource(), context);
	}

}
