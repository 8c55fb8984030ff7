package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.asyncorm.schema.MigrationFolder;
import io.asyncorm.schema.Migrations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where migrations are written whose folder nobody named.
 */
class SchemaSetupTests {

	private final Migrations usual = Migrations.in(Path.of(MigrationFolder.DEFAULT));

	@Test
	void nothingIsWrittenAmongSourcesThatAreNotThere(@TempDir Path directory) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> SchemaSetup.amongSources(this.usual, directory))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("into 'src/main/resources/db/migration'",
					"there is no 'src/main' in '" + directory + "'",
					"Name the folder with async-orm.schema.diff-location"));
		assertThat(directory).isEmptyDirectory();
	}

	@Test
	void foldersAmongSourcesThatAreThereAndOthersAreTaken(@TempDir Path directory) throws IOException {
		Migrations other = Migrations.in(directory.resolve("migrations"));

		assertThat(SchemaSetup.amongSources(other, directory)).isSameAs(other);
		Files.createDirectories(directory.resolve("src/main"));
		assertThat(SchemaSetup.amongSources(this.usual, directory)).isSameAs(this.usual);
	}

}
