package io.asyncorm.schema;

import java.nio.file.Path;
import java.util.List;

import io.asyncorm.schema.MigrationRunner.ByFlyway;
import io.asyncorm.schema.MigrationRunner.ByFolder;
import io.asyncorm.schema.MigrationRunner.ByLiquibase;

/**
 * Where the migrations of a database are, and what runs them.
 *
 * @param folder the folder into which the next one is written
 * @param runner what runs them
 * @param remarks what is to be said when one is written there
 * @since 0.1.0
 */
public record Migrations(Path folder, MigrationRunner runner, List<String> remarks) {

	public Migrations {
		remarks = List.copyOf(remarks);
	}

	/** Those in a folder, for Flyway as it comes. */
	public static Migrations in(Path folder) {
		return new Migrations(folder, new ByFolder(FlywaySettings.DEFAULT, List.of()), List.of());
	}

	/** How Flyway is set up, if it runs them. */
	FlywaySettings flyway() {
		return switch (this.runner) {
			case ByFlyway flyway -> flyway.settings();
			case ByLiquibase liquibase -> FlywaySettings.DEFAULT;
			case ByFolder folder -> folder.settings();
		};
	}

}
