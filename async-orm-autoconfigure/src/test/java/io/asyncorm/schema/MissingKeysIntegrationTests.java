package io.asyncorm.schema;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Unique keys that models declare and H2 or MariaDB lacks: upserts make no duplicates all
 * the same, and a warning says so. PostgreSQL tells it when the first row is inserted.
 */
@ParameterizedClass
@EnumSource(names = { "H2", "MARIADB" })
@ExtendWith(OutputCaptureExtension.class)
class MissingKeysIntegrationTests extends AbstractExistingDatabaseIntegrationTests {

	private static final String COLUMNS = "id KEY primary key, code varchar(10) not null, shelf integer not null,"
			+ " place integer not null";

	@Parameter
	TestDatabase database;

	@Test
	void upsertsMakeNoDuplicatesWithoutTheKey(CapturedOutput output) {
		Boxes boxes = open("create table box (" + COLUMNS + ")");

		for (int i = 0; i < 10; i++) {
			String code = "c" + i;
			await(gather(IntStream.range(0, 8)
				.<CompletableFuture<?>>mapToObj(
						(place) -> boxes.agetOrCreate(kw("code", code), defaults("shelf", 1, "place", place)))
				.toList()));
			int shelf = 10 + i;
			await(gather(IntStream.range(0, 8)
				.<CompletableFuture<?>>mapToObj(
						(place) -> boxes.aupdateOrCreate(kw("shelf", shelf, "place", 7), defaults("code", "s" + shelf)))
				.toList()));
		}

		assertThat(await(boxes.acount())).isEqualTo(20);
		assertThat(output).contains("WARN")
			.contains("lacks unique keys that models declare: [Box.code] (")
			.containsOnlyOnce("[Box.code] (")
			.contains("[Box.shelf, Box.place] (")
			.doesNotContain("[Box.id]");
	}

	@Test
	void keysOfEveryKindAreFound(CapturedOutput output) {
		open("create table box (" + COLUMNS + ")", "create unique index box_code on box (code)",
				"alter table box add constraint together unique (place, shelf)");

		assertThat(output).doesNotContain("unique keys");
	}

	@Test
	void aKeyOverSomeOfTheColumnsIsOneOverAll(CapturedOutput output) {
		open("create table box (" + COLUMNS + ", unique (place), unique (code))");

		assertThat(output).doesNotContain("unique keys");
	}

	@Test
	void ofViewsTheKeysAreNotKnown(CapturedOutput output) {
		open("create table box_data (" + COLUMNS + ")",
				"create view box as select id, code, shelf, place from box_data");

		assertThat(output).doesNotContain("unique keys");
	}

	@Test
	void aKeyOverTheBeginningOfATextIsNone(CapturedOutput output) {
		TestDatabase.require(this.database == TestDatabase.MARIADB, "no such keys");
		open("create table box (" + COLUMNS + ", unique (code(3)), unique (place, shelf))");

		assertThat(output).contains("[Box.code] (").doesNotContain("Box.place");
	}

	private Boxes open(String... ddl) {
		this.existing.create(this.database);
		List.of(ddl)
			.forEach((statement) -> this.existing.jdbc()
				.execute(statement.replace("KEY primary", this.existing.generatedKey() + " primary")));
		AsyncOrm orm = this.existing.open((builder) -> builder.models(Box.class));
		return orm.repository(Boxes.class);
	}

	/**
	 * Is unique by its code, and by its place.
	 */
	@Model(uniqueTogether = @UniqueTogether({ "shelf", "place" }))
	public record Box(@PrimaryKey @Nullable Long id, @Column(unique = true, length = 10) String code, int shelf,
			int place) {
	}

	interface Boxes extends AsyncRepository<Box, Long> {

	}

}
