package io.asyncorm.arrays;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.arrays.OwnSqlModels.Document;
import io.asyncorm.arrays.OwnSqlModels.Inner;
import io.asyncorm.arrays.OwnSqlModels.Line;
import io.asyncorm.arrays.OwnSqlModels.Named;
import io.asyncorm.arrays.OwnSqlModels.Plain;
import io.asyncorm.arrays.OwnSqlModels.Plains;
import io.asyncorm.arrays.OwnSqlModels.Stay;
import io.asyncorm.arrays.OwnSqlModels.Stays;
import io.asyncorm.arrays.OwnSqlModels.WrongNames;
import io.asyncorm.arrays.OwnSqlModels.WrongStays;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.Range;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Ranges and arrays in SQL of one's own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnSqlIntegrationTests {

	private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

	private static final LocalDate DAY = LocalDate.of(2026, 5, 1);

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(2);

	private final AsyncOrm orm = AsyncOrm.builder(this.pool)
		.models(Stay.class)
		.schemaAction(SchemaAction.CREATE)
		.build();

	private final Stays stays = this.orm.repository(Stays.class);

	private final Stay early = new Stay(1L, "A1", Range.of(NOON, NOON.plusSeconds(60)), Range.of(1, 4),
			List.of("sea", "the \"old\" one"), List.of(DAY));

	private final Stay late = new Stay(2L, "B2", Range.atLeast(NOON.plusSeconds(60)), null, List.of(), List.of());

	@BeforeAll
	void store() {
		await(this.stays.abulkCreate(List.of(this.early, this.late)));
	}

	@AfterAll
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void aRangeIsAParameter() {
		assertThat(await(this.stays.aroomsIn(Range.of(NOON, NOON.plusSeconds(1))))).containsExactly("A1");
		assertThat(await(this.stays.aroomsIn(Range.all()))).containsExactly("A1", "B2");
		assertThat(await(this.stays.aroomsIn(Range.none()))).isEmpty();
		assertThat(await(this.stays.aroomsFor(Range.closed(1, 3)))).containsExactly("A1");
		assertThat(await(this.stays.aroomsFor(null))).containsExactly("B2");
	}

	@Test
	void aRangeHasTheTypeThatItsDeclarationSays() {
		assertThat(await(this.stays.aroomsIf(Range.of(NOON, NOON.plusSeconds(1)), NOON))).hasSize(2);
		assertThat(await(this.stays.aroomsIf(Range.lessThan(NOON), NOON))).isEmpty();
		assertThat(await(this.stays.aroomsIf(Range.all(), NOON))).hasSize(2);
	}

	@Test
	void aListOfRangesIsAnArray() {
		assertThat(await(this.stays.aroomsOf(List.of(this.late.during(), Range.lessThan(NOON))))).containsExactly("B2");
		assertThat(await(this.stays.aroomsOf(List.of()))).isEmpty();
	}

	@Test
	void rangesAndArraysAreParametersOfRawQueries() {
		String sql = "select * from stay where during && :during and tags && :tags";

		assertThat(await(
				this.stays.raw(sql, kw("during", this.early.during()).and("tags", new String[] { "sea" })).alist()))
			.singleElement()
			.satisfies((row) -> assertThat(row.object()).isEqualTo(this.early));
	}

	@Test
	void listsAndArraysAreParametersWhereAnArrayIsNeeded() {
		assertThat(await(this.stays.aroomsTagged(List.of("sea", "lake")))).containsExactly("A1");
		assertThat(await(this.stays.aroomsTagged(List.of()))).isEmpty();
		assertThat(await(this.stays.aroomsWith(this.early.tags().toArray(String[]::new), new LocalDate[] { DAY })))
			.containsExactly("A1");
		assertThat(await(this.stays.aroomsWith(new String[0], new LocalDate[0]))).containsExactly("B2");
		assertThat(await(this.stays.aroomsById(new long[] { 2, 7 }))).containsExactly("B2");
	}

	@Test
	void rangesAndListsAreWritten() {
		Stay moved = await(this.stays.acreate(new Stay(3L, "C3", Range.all(), null, List.of(), List.of())));

		int changed = await(this.stays.amove("C3", this.early.during(), List.of("a,b", "{}")));
		Stay found = await(this.stays.aget(moved.id()));
		await(this.stays.filter("room", "C3").adelete());

		assertThat(changed).isEqualTo(1);
		assertThat(found.during()).isEqualTo(this.early.during());
		assertThat(found.tags()).containsExactly("a,b", "{}");
	}

	@Test
	void rangesAndListsAreResults() {
		assertThat(await(this.stays.atimes())).containsExactly(this.early.during(), this.late.during());
		assertThat(await(this.stays.atimesByRoom()))
			.isEqualTo(Map.of("A1", this.early.during(), "B2", this.late.during()));
		assertThat(await(this.stays.aguests("A1"))).contains(Range.of(1, 4));
		assertThat(await(this.stays.aguests("B2"))).isEmpty();
		assertThat(await(this.stays.atags())).containsExactly(this.early.tags(), List.of());
		assertThat(await(this.stays.acleaned())).containsExactly(new LocalDate[] { DAY }, new LocalDate[0]);
		assertThat(await(this.stays.aall())).containsExactly(this.early, this.late);
	}

	@Test
	void rangesAndListsAreComponentsOfRecords() {
		List<Line> lines = await(this.stays.alines());
		List<Inner> inner = await(this.stays.ainner());

		assertThat(lines).extracting(Line::during).containsExactly(this.early.during(), this.late.during());
		assertThat(lines).extracting(Line::guests).containsExactly(Range.of(1, 4), null);
		assertThat(lines).extracting(Line::tags).containsExactly(this.early.tags(), List.of());
		assertThat(lines.get(0).cleaned()).containsExactly(DAY);
		assertThat(inner.get(0).line().tags()).isEqualTo(this.early.tags());
		assertThat(inner.get(1).line().during()).isEqualTo(this.late.during());
	}

	@Test
	void aListOfADocumentIsStillReadFromIt() {
		assertThat(await(this.stays.adocuments())).containsExactly(new Document(this.early.tags()),
				new Document(List.of()));
	}

	@Test
	void rangesOfWhatNoColumnHoldsAreRefusedAtStartup() {
		assertThatException().isThrownBy(() -> this.orm.repository(WrongStays.class))
			.withMessageContaining(
					"'during' is a Range<String>; a Range that the database has is of BigDecimal, Instant")
			.withMessageContaining(
					"WrongStays.aread(): it cannot return CompletableFuture<List<Range<String>>>; a Range");
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> await(this.stays.raw("select :r", kw("r", Range.of("a", "b"))).alist()))
			.withMessageContaining(
					"of type 'java.lang.String', of which no column has ranges; they can be of BigDecimal");
	}

	@Test
	void databasesWithoutRangesSaySo() {
		try (HikariDataSource other = TestDatabase.H2.create(1);
				AsyncOrm orm = AsyncOrm.builder(other).models(Plain.class).schemaAction(SchemaAction.CREATE).build()) {
			Plains plains = orm.repository(Plains.class);

			for (Object value : List.of(Range.of(1, 2), List.of(Range.of(1, 2)))) {
				assertThatExceptionOfType(InvalidValueException.class)
					.isThrownBy(() -> await(plains.raw("select :r as r", kw("r", value)).alist()))
					.withMessageContaining("H2 has no ranges: pass the ends of a Range as two values");
			}
		}
	}

	@Test
	void declaredMethodsGiveTheValuesOfRangesAndLists() {
		Named named = this.orm.repository(Named.class);

		assertThat(await(named.alistDuringOrderById())).containsExactly(this.early.during(), this.late.during());
		assertThat(await(named.alistTagsOrderById())).containsExactly(this.early.tags(), List.of());
		assertThat(await(named.afirstGuestsByRoom("A1"))).contains(Range.of(1, 4));
		assertThat(await(named.agetTagsByRoom("A1"))).isEqualTo(this.early.tags());
	}

	@Test
	void valuesOfAnotherTypeAreRefusedWithTheTypeThatTheyHave() {
		assertThatException().isThrownBy(() -> this.orm.repository(WrongNames.class))
			.withMessageContaining(
					"WrongNames.alistDuring(): its name says that it gives the values of 'during'; return"
							+ " values of type Range<Instant>, or call it 'alist'");
	}

}
