package io.asyncorm.schema;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * What runs the migrations of a database.
 *
 * @since 0.1.0
 */
public sealed interface MigrationRunner {

	/**
	 * Flyway, which was asked itself.
	 *
	 * @param settings how it is set up
	 * @param versions of all migrations that it knows, wherever they are, and of those
	 * that it has run
	 */
	record ByFlyway(FlywaySettings settings, Collection<String> versions) implements MigrationRunner {

		public ByFlyway {
			versions = List.copyOf(versions);
		}

	}

	/**
	 * Liquibase, which was asked itself.
	 *
	 * @param schema the one in which it runs them; empty for that of the connection
	 * @param inclusion says of a new file what keeps it from being run, if anything does
	 */
	record ByLiquibase(String schema, Function<Path, List<String>> inclusion) implements MigrationRunner {
	}

	/**
	 * One of them, which what is in the folder tells.
	 *
	 * @param settings how Flyway is set up
	 * @param files names of files that it runs from other places
	 */
	record ByFolder(FlywaySettings settings, Collection<String> files) implements MigrationRunner {

		public ByFolder {
			files = List.copyOf(files);
		}

	}

}
