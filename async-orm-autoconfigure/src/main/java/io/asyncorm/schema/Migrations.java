package io.asyncorm.schema;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Where the migrations of an application are.
 *
 * @param folder the folder into which the next one is written
 * @param flyway how Flyway finds them
 * @param elsewhere names of files that Flyway runs from other places
 * @since 0.1.0
 */
public record Migrations(Path folder, FlywaySettings flyway, Collection<String> elsewhere) {

	public Migrations {
		elsewhere = List.copyOf(elsewhere);
	}

	/** Those in a folder, for Flyway as it comes. */
	public static Migrations in(Path folder) {
		return new Migrations(folder, FlywaySettings.DEFAULT, List.of());
	}

}
