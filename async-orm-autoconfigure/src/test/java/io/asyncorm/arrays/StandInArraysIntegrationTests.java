package io.asyncorm.arrays;

import java.net.URI;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Arrays of classes of the JDK that others stand in for.
 */
class StandInArraysIntegrationTests {

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(2);

	private final AsyncOrm orm = AsyncOrm.builder(this.pool)
		.models(Shelf.class)
		.schemaAction(SchemaAction.CREATE)
		.build();

	private final Shelves shelves = this.orm.repository(Shelves.class);

	private final Shelf shelf = new Shelf(null, List.of((byte) -1, Byte.MAX_VALUE), List.of('a', '\u6f22'),
			List.of(OffsetDateTime.of(2026, 2, 28, 12, 30, 0, 1_000, ZoneOffset.UTC)),
			List.of(ZonedDateTime.of(2026, 2, 28, 12, 30, 0, 0, ZoneOffset.UTC)), Set.of(Year.of(2026)),
			List.of(YearMonth.of(2026, 2)), List.of(URI.create("https://example.org/a,b")), List.of(Locale.US),
			Arrays.asList(Currency.getInstance("EUR"), null));

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void comeBackAsTheyWereStored() {
		Shelf created = await(this.shelves.acreate(this.shelf));
		Shelf found = await(this.shelves.aget(created.id()));

		assertThat(created).usingRecursiveComparison().ignoringFields("id").isEqualTo(this.shelf);
		assertThat(found).isEqualTo(created);
		assertThat(await(this.shelves.abulkCreate(List.of(this.shelf, this.shelf)))).hasSize(2)
			.extracting(Shelf::prices)
			.containsOnly(this.shelf.prices());
	}

	@Test
	void areLookedUpAsAWhole() {
		await(this.shelves.acreate(this.shelf));

		assertThat(await(this.shelves.filter("months", List.of(YearMonth.of(2026, 2))).acount())).isEqualTo(1);
		assertThat(await(this.shelves.filter("languages", List.of(Locale.UK)).acount())).isZero();
		assertThat(await(this.shelves.filter("letters__contains", List.of('a')).acount())).isEqualTo(1);
		assertThat(await(this.shelves.filter("times__overlap", this.shelf.times()).acount())).isEqualTo(1);
	}

	@Test
	void refusesElementsThatAreNoneOfTheirs() {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> await(this.shelves.aupdate(kw("letters", List.of('\0')))));
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> await(this.shelves.aupdate(kw("prices", List.of("EURO")))));
	}

	@Model
	record Shelf(@Nullable Long id, List<Byte> levels, List<Character> letters, List<OffsetDateTime> times,
			List<ZonedDateTime> zoned, Set<Year> years, List<YearMonth> months, List<URI> links, List<Locale> languages,
			List<@Nullable Currency> prices) {
	}

	interface Shelves extends AsyncRepository<Shelf, Long> {

	}

}
