package io.asyncorm.autoconfigure;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.model.SchemaAction;

/**
 * Writes the next migration, says where it is, and ends the application, before anything
 * of it uses the database: {@code --async-orm.schema.diff=...}, Django's
 * {@code makemigrations}.
 *
 * @param assembly what is compared
 * @param properties where the migration is written to
 */
record SchemaDiffCommand(Assembly assembly, AsyncOrmProperties.Schema properties) {

	/** To be called once the database is as the migrations make it. */
	void run() {
		Path folder = Path.of(Objects.requireNonNull(this.properties.getDiff()));
		Optional<Path> file = this.assembly.schema(SchemaAction.DIFF, folder).writeMigration();
		System.out.println(file.map(Path::toString).orElse("No changes"));
		System.exit(0);
	}

}
