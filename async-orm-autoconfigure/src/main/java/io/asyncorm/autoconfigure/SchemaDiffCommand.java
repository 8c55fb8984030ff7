package io.asyncorm.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.asyncorm.schema.SchemaInitializer;

/**
 * Writes the next migration of each database, says where it is, and ends the application,
 * before anything of it uses them: {@code --async-orm.schema.diff=...}, Django's
 * {@code makemigrations}.
 *
 * @param databases what compares the databases, by the names of the beans
 */
record SchemaDiffCommand(Map<String, SchemaInitializer> databases) {

	/** To be called once the databases are as migrations and scripts make them. */
	@SuppressWarnings("SystemOut") // what a command has to say
	void run() {
		List<Path> files = write();
		files.forEach(System.out::println);
		if (files.isEmpty()) {
			System.out.println("No changes");
		}
		System.exit(0);
	}

	/** Writes the files. */
	List<Path> write() {
		return this.databases.values()
			.stream()
			.map(SchemaInitializer::writeMigration)
			.flatMap(Optional::stream)
			.toList();
	}

}
