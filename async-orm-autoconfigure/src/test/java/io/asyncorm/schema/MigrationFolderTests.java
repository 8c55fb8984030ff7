package io.asyncorm.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.asyncorm.schema.SchemaStep.Phase;
import io.asyncorm.dialect.TextEscape;
import io.asyncorm.sql.TableName;
import io.asyncorm.schema.MigrationRunner.ByFolder;
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

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T08:45:00Z"), ZoneOffset.UTC);

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
	void flywayGetsTheNextOfItsOwnManner() throws IOException {
		assertNext(List.of("V1.2__a.sql", "V1.1__b.sql", "R__c.sql"), "V1.3__book.sql");
		assertNext(List.of("V1_9__a.sql"), "V1_10__book.sql");
		assertNext(List.of("V20261130.1__a.sql"), "V20261130.2__book.sql");
		assertNext(List.of("V20261129.07__a.sql"), "V20261130.01__book.sql");
		assertNext(List.of("V20261129__a.sql"), "V20261130__book.sql");
		assertNext(List.of("V20261130__a.sql"), "V20261130.1__book.sql");
		assertNext(List.of("V20261129101500__a.sql"), "V20261130084500__book.sql");
		assertNext(List.of("V202611291015__a.sql"), "V202611300845__book.sql");
		assertNext(List.of("V20271129101500__a.sql"), "V20271129101501__book.sql");
		assertNext(List.of("V1764490000000__a.sql"), "V1764490000001__book.sql");
		assertNext(List.of("V3__a.sql", "U3__a.sql", "B2__b.sql", "V3__c.sql.conf"), "V4__book.sql");
		assertNext(List.of("V2__a.sql", "V3_1__Fix.java"), "V3_2__book.sql");
	}

	@Test
	void flywayGetsNamesAsItIsSetUp() throws IOException {
		FlywaySettings settings = new FlywaySettings(new TableName("", "ran"), "M", "-", List.of(".ddl", ".sql"), "#(");
		Path named = Files.createDirectory(this.folder.resolve("named"));
		Files.createFile(named.resolve("M2-first.sql"));
		Files.createFile(named.resolve("V9__other.sql"));
		MigrationFolder migrations = MigrationFolder.of(new Migrations(named,
				new ByFolder(settings, List.of("M3.1-elsewhere.ddl", "B2-base.ddl", "x.sql")), List.of()),
				TextEscape.UNICODE, CLOCK);

		Path written = migrations
			.write(List.of(ADDED,
					new SchemaStep(Phase.COMMENTS, "Book", "Book: '#(x)'", "comment on table a is '#(x)'")))
			.orElseThrow();

		assertThat(written).isEqualTo(named.resolve("M3.2-book.ddl"))
			.content()
			.endsWith("-- Book: '# (x)'\ncomment on table a is U&'#\\0028x)';\n");
		assertThat(migrations.after(List.of("4")).write(List.of(ADDED))).contains(named.resolve("M5-book.ddl"));
		assertThat(migrations.remarks(written)).isEmpty();
	}

	@Test
	void whatKeepsAToolFromRunningItIsTold() throws IOException {
		touch("changelog/changelog.xml", "changelog/9-first.sql", "flyway/M1__first.sql");
		MigrationFolder liquibase = MigrationFolder.of(this.folder.resolve("changelog"));
		MigrationFolder flyway = MigrationFolder.of(this.folder.resolve("flyway"));

		Path second = liquibase.write(List.of(ADDED)).orElseThrow();
		Path first = flyway.write(List.of(ADDED)).orElseThrow();

		assertThat(second).hasFileName("10-book.sql");
		assertThat(liquibase.remarks(second))
			.containsExactly("Liquibase's includeAll would run it before '9-first.sql',"
					+ " whose name is behind its: include it by its name, or give it another one");
		assertThat(first).hasFileName("V1__book.sql");
		assertThat(flyway.remarks(first))
			.containsExactly("'M1__first.sql' has no version of Flyway as it is set up here,"
					+ " so that it was not counted. If Flyway runs it, let spring.flyway.sql-migration-prefix and the like say"
					+ " how");
	}

	@Test
	void liquibaseGetsTheNextOfItsOwnManner() throws IOException {
		assertNext(List.of("changelog.xml", "changes/0007-a.yaml"), "0008-book.sql");
		assertNext(List.of("db.changelog-master.yaml", "db.changelog-003.sql"), "db.changelog-004-book.sql");
		assertNext(List.of("changelog.yml", "20261129101500_a.xml"), "20261130084500-book.sql");
		assertNext(List.of("changelog.json", "V1__init.sql"), "V2-book.sql");
		assertNext(List.of("changelog2.xml", "tables.sql"), "0001-book.sql");
	}

	@Test
	void liquibaseIsKnownByWhatIsThereAndByTheFolder() throws IOException {
		Path changes = Files.createDirectories(this.folder.resolve("changelog/changes"));
		assertThat(MigrationFolder.of(changes).write(List.of(ADDED))).contains(changes.resolve("0001-book.sql"));
		Path other = Files.createDirectories(this.folder.resolve("other"));
		Files.writeString(other.resolve("tables.sql"), "--liquibase formatted sql\n--changeset a:b\nselect 1;\n");
		assertThat(MigrationFolder.of(other).write(List.of(ADDED))).contains(other.resolve("0001-book.sql"));
		Path marked = Files.createDirectories(this.folder.resolve("marked"));
		Files.writeString(marked.resolve("tables.sql"),
				"\uFEFF-- Liquibase formatted SQL\n--changeset a:b\nselect 1;\n");
		assertThat(MigrationFolder.of(marked).write(List.of(ADDED))).contains(marked.resolve("0001-book.sql"));
	}

	@Test
	void migrationsMayBeInAnyCharset() throws IOException {
		Files.writeString(this.folder.resolve("V1__init.sql"), "-- B\u00fccher\n", StandardCharsets.ISO_8859_1);
		touch("V2__more.sql");

		assertThat(MigrationFolder.of(this.folder).write(List.of(ADDED))).contains(this.folder.resolve("V3__book.sql"));
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

		assertThat(migrations.write(List.of(ADDED))).contains(this.folder.resolve("V7.3__book.sql"));
		assertThat(migrations.waiting(List.of(ADDED))).contains(this.folder.resolve("V7.3__book.sql"));
		assertThat(MigrationFolder.of(this.folder).after(List.of("7.03")).waiting(List.of(ADDED)))
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

	private void assertNext(List<String> files, String next) throws IOException {
		Path migrations = Files.createTempDirectory(this.folder, "next");
		for (String file : files) {
			Files.createDirectories(migrations.resolve(file).getParent());
			Files.createFile(migrations.resolve(file));
		}
		assertThat(MigrationFolder.of(Migrations.in(migrations), TextEscape.UNICODE, CLOCK).write(List.of(ADDED)))
			.contains(migrations.resolve(next));
	}

	private void touch(String... files) throws IOException {
		for (String file : files) {
			Path path = this.folder.resolve(file);
			Files.createDirectories(path.getParent());
			Files.createFile(path);
		}
	}

}
