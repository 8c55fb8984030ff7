package io.asyncorm.jdbc;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.asyncorm.expression.Kw;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.MultipleObjectsReturnedException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;

import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys that are unique among some rows only.
 */
class PartialKeysIntegrationTests {

	private WriteDatabase database;

	private QuerySet<Seat> seats;

	@BeforeEach
	void open() {
		this.database = new WriteDatabase(TestDatabase.POSTGRESQL, Seat.class);
		this.seats = this.database.all(Seat.class);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void theKeyCountsForTheRowsOfItsCondition() {
		seat("A1", true);
		seat("A1", true);
		seat("A1", false);
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> seat("A1", false))
			.withMessageContaining("another Seat has the same film and place");
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.seats.filter("cancelled", true).aupdate(kw("cancelled", false)).join())
			.withMessageContaining("the same film and place");
		assertThat(this.seats.acount().join()).isEqualTo(3);
	}

	@Test
	void anUpsertFindsRowsOfWhichTheKeySaysNothing() {
		Seat cancelled = seat("A1", true);
		GetOrCreate<Seat> found = this.seats.agetOrCreate(place("A1"), defaults("cancelled", false)).join();
		assertThat(found).isEqualTo(new GetOrCreate<>(cancelled, false));
		UpdateOrCreate<Seat> changed = this.seats.aupdateOrCreate(place("A1"), defaults("cancelled", false)).join();
		assertThat(changed).isEqualTo(new UpdateOrCreate<>(new Seat(cancelled.id(), "Dune", "A1", false), false));
		assertThat(this.seats.aupdateOrCreate(place("A2"), defaults("cancelled", true)).join().created()).isTrue();
		seat("A2", true);
		assertThatExceptionOfType(MultipleObjectsReturnedException.class)
			.isThrownBy(() -> this.seats.agetOrCreate(place("A2"), defaults("cancelled", false)).join());
		assertThat(this.seats.filter("place", "A2").acount().join()).isEqualTo(2);
	}

	@Test
	void concurrentUpsertsCreateOne() {
		seat("A1", true);
		List<CompletableFuture<Boolean>> created = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture.supplyAsync(
					() -> this.seats.agetOrCreate(place("A1").and("cancelled", false), defaults()).join().created(),
					(task) -> Thread.ofPlatform().start(task)))
			.toList();
		assertThat(created.stream().map(CompletableFuture::join)).containsOnlyOnce(true);
		assertThat(this.seats.filter("cancelled", false).acount().join()).isOne();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL")
	void databasesThatHaveNoSuchIndexRefuseToMakeTheTable(TestDatabase kind) {
		assertThatExceptionOfType(ModelDefinitionException.class).isThrownBy(() -> new WriteDatabase(kind, Seat.class))
			.withMessageContaining("its uniqueTogether [film, place] with where = \"not cancelled\"");
	}

	private Seat seat(String place, boolean cancelled) {
		return this.database.writes(Seat.class)
			.create(kw("film", "Dune").and("place", place).and("cancelled", cancelled))
			.join();
	}

	private static Kw place(String place) {
		return kw("film", "Dune").and("place", place);
	}

	@Model(uniqueTogether = @UniqueTogether(value = { "film", "place" }, where = "not cancelled"))
	record Seat(@Nullable Long id, String film, String place, boolean cancelled) {
	}

}
