package io.asyncorm.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.asyncorm.schema.SchemaStep.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MigrationFolder}.
 */
class MigrationFolderTests {

	private static final SchemaStep ADDED = new SchemaStep(Phase.COLUMNS, "Book", "Book.pages: the column is missing",
			"alter table book add column pages integer");

	private static final SchemaStep LEFT = new SchemaStep(Phase.LEFT_COLUMNS, "Book",
			"Book, column 'size': no model declares the column", "alter table book drop column size");

	@TempDir
	private Path folder;

	@Test
	void flywayGetsTheNextNumberOfAllFoldersBelow() throws IOException {
		touch("V2__first.sql", "old/V009__older.sql", "R__view.sql", "V3_1__fix.sql");

		assertThat(MigrationFolder.of(this.folder).write(List.of(ADDED, LEFT)))
			.contains(this.folder.resolve("V010__book.sql"));
		assertThat(this.folder.resolve("V010__book.sql")).hasContent("""
				-- Book.pages: the column is missing
				alter table book add column pages integer;

				-- What no model declares is left. What nobody else needs can be dropped:

				-- Book, column 'size': no model declares the column
				-- alter table book drop column size;
				""");
	}

	@Test
	void liquibaseGetsAChangeSetWhoseCommentsAreNoInstructions() throws IOException {
		touch("db.changelog-master.yaml", "0041-more.sql");

		assertThat(MigrationFolder.of(this.folder).write(List.of(ADDED)))
			.contains(this.folder.resolve("0042-book.sql"));
		assertThat(this.folder.resolve("0042-book.sql")).hasContent("""
				--liquibase formatted sql

				--changeset async-orm:0042-book
				-- > Book.pages: the column is missing
				alter table book add column pages integer;
				""");
	}

	@Test
	void whatTheModelsCanDoWithoutIsNoMigration() {
		Path missing = this.folder.resolve("db/migration");

		assertThat(MigrationFolder.of(missing).write(List.of(LEFT))).isEmpty();
		assertThat(missing).doesNotExist();
		assertThat(MigrationFolder.of(missing).write(List.of(ADDED))).contains(missing.resolve("V1__book.sql"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "migration", "changelog" })
	void whatTheLastOneSaysWaitsToBeRun(String name) {
		MigrationFolder migrations = MigrationFolder.of(this.folder.resolve(name));

		assertThat(migrations.waiting(List.of(ADDED))).isEmpty();
		Path first = migrations.write(List.of(ADDED, LEFT)).orElseThrow();
		assertThat(migrations.waiting(List.of(ADDED, LEFT))).contains(first);
		assertThat(migrations.waiting(List.of(ADDED))).isEmpty();
		Path second = migrations.write(List.of(ADDED)).orElseThrow();
		assertThat(migrations.waiting(List.of(ADDED, LEFT))).as("no longer the last").isEmpty();
		assertThat(migrations.waiting(List.of(ADDED))).contains(second);
	}

	@Test
	void numbersGoOnBehindWhatWasRunAndBehindBaselines() throws IOException {
		MigrationFolder migrations = MigrationFolder.of(this.folder).after(List.of("1", "7.2", "no number"));

		assertThat(migrations.write(List.of(ADDED))).contains(this.folder.resolve("V8__book.sql"));
		assertThat(migrations.waiting(List.of(ADDED))).contains(this.folder.resolve("V8__book.sql"));
		assertThat(MigrationFolder.of(this.folder).after(List.of("8")).waiting(List.of(ADDED)))
			.as("Flyway does not run it any more")
			.isEmpty();
		touch("B010__all.sql");
		assertThat(migrations.write(List.of(ADDED))).contains(this.folder.resolve("V011__book.sql"));
	}

	@Test
	void aFileIsNoFolder() throws IOException {
		touch("V1__book.sql");

		assertThatIllegalArgumentException().isThrownBy(() -> MigrationFolder.of(this.folder.resolve("V1__book.sql")))
			.withMessageContaining("is a file: name the folder of the migrations");
	}

	private void touch(String... files) throws IOException {
		for (String file : files) {
			Path path = this.folder.resolve(file);
			Files.createDirectories(path.getParent());
			Files.createFile(path);
		}
	}

}
