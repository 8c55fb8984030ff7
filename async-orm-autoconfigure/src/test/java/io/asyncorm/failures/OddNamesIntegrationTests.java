package io.asyncorm.failures;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Messages name model and field where tables have names beyond ASCII, or the name of
 * another one.
 */
class OddNamesIntegrationTests {

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void namesBeyondAsciiAreUnderstood(TestDatabase database) {
		try (HikariDataSource pool = database.create(2);
				AsyncOrm orm = AsyncOrm.builder(pool).models(Buch.class).schemaAction(SchemaAction.CREATE).build()) {
			Books books = orm.repository(Books.class);
			await(books.acreate(kw("titel", "a")));

			assertThatExceptionOfType(DuplicateKeyException.class)
				.isThrownBy(() -> await(books.acreate(kw("titel", "a"))))
				.withMessageContaining("another Buch has the same titel");
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> await(books.acreate(kw("titel", "b", "teil", 99))))
				.withMessageContaining("Buch.teil must lead to an existing Buch");
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> await(books.acreate(kw("teil", null))))
				.withMessageContaining("Buch.titel was given no value");
		}
	}

	@ParameterizedTest
	@EnumSource(value = TestDatabase.class, names = "MARIADB", mode = EnumSource.Mode.EXCLUDE)
	void theModelOfTheOperationIsNamedWhereAnotherHasATableOfThatName(TestDatabase database) {
		try (HikariDataSource pool = database.create(2)) {
			new JdbcTemplate(pool).execute("create schema \"archive\"");
			try (AsyncOrm orm = AsyncOrm.builder(pool)
				.models(Paper.class, OldPaper.class)
				.schemaAction(SchemaAction.CREATE)
				.build()) {
				OldPapers old = orm.repository(OldPapers.class);
				Papers papers = orm.repository(Papers.class);
				await(old.acreate(kw("number", 1)));
				await(papers.acreate(kw("title", "a")));

				assertThatExceptionOfType(DuplicateKeyException.class)
					.isThrownBy(() -> await(old.acreate(kw("number", 1))))
					.withMessageContaining("another OldPaper has the same number");
				assertThatExceptionOfType(DuplicateKeyException.class)
					.isThrownBy(() -> await(papers.acreate(kw("title", "a"))))
					.withMessageContaining("another Paper has the same title");
			}
		}
	}

	@Model(table = "Bücher und Hefte")
	record Buch(@Nullable Long id, @Column(name = "Große Überschrift", unique = true) String titel,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Buch> teil) {
	}

	@Model(table = "paper")
	record Paper(@Nullable Long id, @Column(unique = true) String title) {
	}

	@Model(schema = "archive", table = "paper")
	record OldPaper(@Nullable Long id, @Column(unique = true) int number) {
	}

	interface Books extends AsyncRepository<Buch, Long> {

	}

	interface Papers extends AsyncRepository<Paper, Long> {

	}

	interface OldPapers extends AsyncRepository<OldPaper, Long> {

	}

}
