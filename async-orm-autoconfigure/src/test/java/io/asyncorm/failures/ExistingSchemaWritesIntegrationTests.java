package io.asyncorm.failures;

import java.time.LocalDateTime;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Model;
import io.asyncorm.model.UnreadableRowException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Writes to tables of PostgreSQL that were not made from their models, and return rows
 * that are none of theirs, or no rows at all: nothing of them stays.
 */
@Timeout(120)
class ExistingSchemaWritesIntegrationTests {

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(2);

	private final JdbcClient jdbc = JdbcClient.create(this.pool);

	private final AsyncOrm orm = AsyncOrm.builder(this.pool).models(Note.class, Visit.class).build();

	private final Notes notes = this.orm.repository(Notes.class);

	private final Visits visits = this.orm.repository(Visits.class);

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void aTriggerThatKeepsTheRowOut() {
		execute("create table note (id bigserial primary key, text text)",
				"create function keep_out() returns trigger language plpgsql as 'begin return null; end'",
				"create trigger keep_out before insert on note for each row execute function keep_out()");

		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> await(this.notes.acreate(new Note(null, "x"))))
			.withMessageStartingWith("Note.acreate: the database returned no row of 'note'")
			.withMessageContaining("trigger");
	}

	@Test
	void aTriggerThatPutsTheRowIntoAPartition() {
		execute("create table note (id bigserial primary key, text text)", "create table note_2026 () inherits (note)",
				"""
						create function divide() returns trigger language plpgsql as
						'begin insert into note_2026 values (new.*); return null; end'""",
				"create trigger divide before insert on note for each row execute function divide()");

		assertNothingWritten("note", DataRetrievalFailureException.class,
				() -> this.notes.acreate(new Note(null, "x")));
		assertNothingWritten("note", DataRetrievalFailureException.class, () -> this.notes.asave(new Note(7L, "x")));
	}

	@Test
	void aViewWhoseTriggerGivesNoKey() {
		execute("create table stored (id bigserial primary key, text text)",
				"create view note as select id, text from stored", """
						create function redirect() returns trigger language plpgsql as
						'begin insert into stored (text) values (new.text); return new; end'""",
				"create trigger redirect instead of insert on note for each row execute function redirect()");

		assertNothingWritten("stored", UnreadableRowException.class, () -> this.notes.acreate(new Note(null, "x")));
		assertNothingWritten("stored", UnreadableRowException.class, () -> this.notes.acreate(kw("text", "x")));
	}

	@Test
	void propertiesThatTheDriverDoesNotMakeOfTheColumn() {
		execute("create table visit (id bigserial primary key, visitor varchar(50), since timestamptz)",
				"create cast (uuid as varchar) with inout as assignment");
		Visit visit = new Visit(null, UUID.randomUUID(), null);

		assertNothingWritten("visit", UnreadableRowException.class, () -> this.visits.acreate(visit));
		execute("insert into visit (since) values (now())");
		assertThatExceptionOfType(UnreadableRowException.class).isThrownBy(() -> await(this.visits.alist()))
			.withMessage("Visit.alist: 'Visit' with the key 2 cannot be read: 'Visit.since', a"
					+ " java.time.LocalDateTime, cannot be read of the column 'since' of type 'timestamptz':"
					+ " org.postgresql.util.PSQLException");
	}

	private void assertNothingWritten(String table, Class<? extends Throwable> failure,
			Supplier<CompletableFuture<?>> write) {
		assertThatExceptionOfType(failure).isThrownBy(() -> await(write.get()));

		assertThat(this.jdbc.sql("select count(*) from " + table).query(Long.class).single()).isZero();
	}

	private void execute(String... statements) {
		for (String statement : statements) {
			this.jdbc.sql(statement).update();
		}
	}

	@Model
	record Note(@Nullable Long id, String text) {
	}

	@Model
	record Visit(@Nullable Long id, @Nullable UUID visitor, @Nullable LocalDateTime since) {
	}

	interface Notes extends AsyncRepository<Note, Long> {

	}

	interface Visits extends AsyncRepository<Visit, Long> {

	}

}
