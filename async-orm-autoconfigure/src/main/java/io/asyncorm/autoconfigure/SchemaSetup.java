package io.asyncorm.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.autoconfigure.migration.MigrationPlaces;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.schema.MigrationFolder;
import io.asyncorm.schema.MigrationRunner.ByFolder;
import io.asyncorm.schema.Migrations;
import io.asyncorm.schema.SchemaInitializer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Decides what is done about tables: what the property says, and where it says nothing,
 * they are made and dropped in an embedded database that nobody else manages.
 */
final class SchemaSetup {

	private static final String FLYWAY = "org.flywaydb.core.Flyway";

	private static final String LIQUIBASE = "liquibase.integration.spring.SpringLiquibase";

	private static final Path SOURCES = Path.of("src", "main");

	private SchemaSetup() {
	}

	/**
	 * What does it to the tables of a data source.
	 * @param name the name of the data source where migrations are told apart by it;
	 * otherwise null
	 */
	static SchemaInitializer initializer(Assembly assembly, AsyncOrmProperties.Schema properties, @Nullable String name,
			ApplicationContext context) {
		SchemaAction action = properties.getAction();
		String diff = properties.getDiff();
		boolean writing = diff != null || action == SchemaAction.DIFF;
		Migrations migrations = writing ? migrations(assembly, properties, name, context)
				: Migrations.in(Path.of(MigrationFolder.DEFAULT));
		if (diff != null) {
			return assembly.schema(SchemaAction.NONE, migrations);
		}
		if (action == null && isOurs(assembly, context)) {
			return assembly.schema(SchemaAction.CREATE, migrations).droppingMade();
		}
		return assembly.schema((action != null) ? action : SchemaAction.NONE, migrations);
	}

	/** The folder of the tool that the application has. */
	static String location(@Nullable ClassLoader classes) {
		return (ClassUtils.isPresent(LIQUIBASE, classes) && !ClassUtils.isPresent(FLYWAY, classes))
				? MigrationFolder.DEFAULT_OF_LIQUIBASE : MigrationFolder.DEFAULT;
	}

	private static Migrations migrations(Assembly assembly, AsyncOrmProperties.Schema properties, @Nullable String name,
			ApplicationContext context) {
		String bean = (name != null) ? name : primaryName(context);
		Path asked = asked(properties);
		Migrations migrations = MigrationPlaces.of(context)
			.of(assembly.dataSource(), bean, name == null, asked, Path.of(location(context.getClassLoader())),
					() -> flyway(assembly, context));
		return (asked != null) ? migrations : amongSources(migrations, Path.of("").toAbsolutePath());
	}

	/**
	 * Those whose folder nobody named, which is among the sources: where there are none,
	 * as beside a packaged application, nobody would find what is written.
	 * @param directory where the application runs
	 * @throws InvalidConfigurationPropertyValueException if there are no sources
	 */
	static Migrations amongSources(Migrations migrations, Path directory) {
		if (migrations.folder().startsWith(SOURCES) && !Files.isDirectory(directory.resolve(SOURCES))) {
			throw new InvalidConfigurationPropertyValueException("async-orm.schema.action", "diff",
					"It writes migrations among the sources, into '" + migrations.folder() + "', and there is no '"
							+ SOURCES + "' in '" + directory + "', where the application runs. Name the folder with"
							+ " async-orm.schema.diff-location, start the application where its sources are, or set the"
							+ " action to 'validate' or 'none' where it is only run.");
		}
		return migrations;
	}

	/** The folder that is asked for; null if none is. */
	private static @Nullable Path asked(AsyncOrmProperties.Schema properties) {
		boolean command = properties.getDiff() != null;
		String folder = command ? properties.getDiff() : properties.getDiffLocation();
		return (folder != null) ? CommandFolder.of("async-orm.schema." + (command ? "diff" : "diff-location"), folder,
				"migrations", MigrationFolder.DEFAULT) : null;
	}

	private static String primaryName(ApplicationContext context) {
		return (context instanceof ConfigurableApplicationContext configurable)
				? Databases.primaryName(configurable.getBeanFactory()) : Databases.USUAL_NAME;
	}

	/** The properties of Flyway are for the primary data source. */
	private static ByFolder flyway(Assembly assembly, ApplicationContext context) {
		FlywayEnvironment flyway = new FlywayEnvironment(context.getEnvironment(), context);
		return new ByFolder(flyway.settings(), flyway.files(assembly.dialect().name().toLowerCase(Locale.ROOT)));
	}

	private static boolean isOurs(Assembly assembly, ApplicationContext context) {
		return assembly.dialect().name().equals("H2") && EmbeddedDatabaseConnection.isEmbedded(assembly.dataSource())
				&& !ManagedSchema.isManaged(assembly.dataSource(), context);
	}

}
