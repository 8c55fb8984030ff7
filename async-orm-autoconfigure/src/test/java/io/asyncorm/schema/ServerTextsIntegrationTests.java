package io.asyncorm.schema;

import io.asyncorm.model.Model;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Text properties over columns whose values PostgreSQL's driver gets in binary form once
 * it has prepared a statement, and then makes texts of by itself.
 */
class ServerTextsIntegrationTests extends AbstractExistingDatabaseIntegrationTests {

	/** More often than the driver needs to prepare a statement. */
	private static final int TIMES = 7;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text[]           | {b,"c d",null}      | {b,"c d",NULL}
			integer[]        | { 1, 2 }            | {1,2}
			float8[]         | {1,2.5}             | {1,2.5}
			boolean[]        | {true,f}            | {t,f}
			words            | {b,c}               | {b,c}
			point            | 1,2                 | (1,2)
			box              | (3,4),(1,2)         | (3,4),(1,2)
			real             | 1                   | 1
			double precision | 1e20                | 1e+20
			numeric          | 1.10                | 1.10
			bytea            | \\x01FF             | \\x01ff
			date             | 0044-03-15 BC       | 0044-03-15 BC
			time             | 24:00               | 24:00:00
			timetz           | 12:00+05:30         | 12:00:00+05:30
			timestamp        | infinity            | infinity
			timestamp        | 2026-01-31 12:00:00.10 | 2026-01-31 12:00:00.1
			interval         | 60 min              | 01:00:00
			money            | 1.5                 | $1.50
			int4range        | [1,4]               | [1,5)
			""")
	void areThoseOfTheServerHoweverOftenTheyAreRead(String type, String given, String text) {
		Notes notes = open(type);

		await(notes.acreate(new Note(1L, given)));
		for (int i = 0; i < TIMES; i++) {
			assertThat(await(notes.aget(1L)).content()).isEqualTo(text);
			assertThat(await(notes.valuesList("content", String.class).alist())).containsExactly(text);
			assertThat(await(notes.values("content").distinct().alist())).extracting((row) -> row.get("content"))
				.containsExactly(text);
			assertThat(await(notes.filter("content", text).acount())).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text[]           | {b,"c d",null} | {b,"c d",NULL}
			words            | {b,c}          | {b,c}
			point            | 1,2            | (1,2)
			double precision | 1e20           | 1e+20
			""")
	void areThoseOfTheServerHoweverOftenTheyAreWritten(String type, String given, String text) {
		Notes notes = open(type);

		for (long i = 0; i < TIMES; i++) {
			Note created = await(notes.acreate(new Note(i, given)));
			Note saved = await(notes.asave(new Note(i, given)));
			Note found = await(notes.agetOrCreate(kw("pk", i), defaults("content", given))).object();
			Note updated = await(notes.aupdateOrCreate(kw("pk", i), defaults("content", given))).object();

			assertThat(new Note[] { created, saved, found, updated }).extracting(Note::content).containsOnly(text);
		}
	}

	private Notes open(String type) {
		this.existing.create(TestDatabase.POSTGRESQL);
		this.existing.jdbc()
			.execute("create domain words as text[]; create table note (id bigint primary key, content %s)"
				.formatted(type));
		return this.existing.open((orm) -> orm.models(Note.class)).repository(Notes.class);
	}

	/**
	 * Has a text that the table has as something else.
	 */
	@Model
	record Note(Long id, @Nullable String content) {
	}

	interface Notes extends AsyncRepository<Note, Long> {

	}

}
