package io.asyncorm.jdbc;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.updateConflicts;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists of values where PostgreSQL's driver is told to send no parameters
 * ({@code preferQueryMode=simple}), as some do behind a pooler: it writes values into the
 * text then, and arrays without their type.
 */
class SimpleQueryModeIntegrationTests {

	private final HikariDataSource pool = simple(TestDatabase.POSTGRESQL.create());

	private final AsyncOrm orm = AsyncOrm.builder(this.pool)
		.models(Film.class, Seat.class)
		.schemaAction(SchemaAction.CREATE)
		.build();

	private final Films films = this.orm.repository(Films.class);

	private final Seats seats = this.orm.repository(Seats.class);

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void manyRowsAreWritten() {
		List<Film> stored = await(
				this.films.abulkCreate(List.of(Film.of(null, "a", 1, null), Film.of(null, "b", 2, "it's"))));
		List<Film> merged = await(
				this.films.abulkCreate(List.of(Film.of(null, "b", 20, null), Film.of(null, "c", 3, null)),
						updateConflicts("length").uniqueFields("title")));
		await(this.films.abulkUpdate(stored, (film) -> set(Film::length).to(f(Film::length).plus(film.length()))));
		await(this.films.abulkUpdate(List.of(Film.of(stored.get(0).id(), "a", 0, "x")), "note"));

		assertThat(merged).extracting(Film::length).containsExactly(20, 3);
		assertThat(await(this.films.orderBy("title").alist())).extracting(Film::length).containsExactly(2, 22, 3);
		assertThat(await(this.films.orderBy("title").valuesList("note", String.class).alist())).containsExactly("x",
				"it's", null);
	}

	@Test
	void manyLinksAreWrittenAndPrefetched() {
		List<Film> stored = await(
				this.films.abulkCreate(List.of(Film.of(null, "a", 1, null), Film.of(null, "b", 2, null))));
		Film first = stored.get(0);

		assertThat(await(first.sequels().aadd(stored))).isEqualTo(2);
		assertThat(await(first.sequels().aset(List.of(stored.get(1)))).removed()).isEqualTo(1);
		assertThat(await(this.films.prefetchRelated("sequels").orderBy("title").alist()))
			.extracting((film) -> film.sequels().list().size())
			.containsExactly(1, 0);
		assertThat(await(this.films.filter("title__in", List.of("a", "b")).adelete()).count()).isEqualTo(3);
	}

	@Test
	void rowsAreFoundByKeysOfSeveralColumns() {
		List<Seat> stored = await(
				this.seats.abulkCreate(List.of(new Seat("A", 1), new Seat("A", 2), new Seat("B", 1))));

		assertThat(await(this.seats.ainBulk(List.of(List.of("A", 1), List.of("B", 1), List.of("B", 2)))).values())
			.containsExactlyInAnyOrder(stored.get(0), stored.get(2));
	}

	private static HikariDataSource simple(DatabaseAddress address) {
		HikariDataSource pool = address.openPool(2);
		pool.addDataSourceProperty("preferQueryMode", "simple");
		return pool;
	}

	@Model
	record Film(@Nullable Long id, @Column(unique = true) String title, int length, @Nullable String note,
			@ManyToMany(relatedName = "prequels") Many<Film> sequels) {

		static Film of(@Nullable Long id, String title, int length, @Nullable String note) {
			return new Film(id, title, length, note, Many.of());
		}

	}

	@Model
	record Seat(@PrimaryKey String line, @PrimaryKey int number) {
	}

	interface Films extends AsyncRepository<Film, Long> {

	}

	interface Seats extends AsyncRepository<Seat, List<?>> {

	}

}
