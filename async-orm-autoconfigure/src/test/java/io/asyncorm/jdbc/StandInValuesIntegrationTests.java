package io.asyncorm.jdbc;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.DateFunctions;
import io.asyncorm.model.AutoNow;
import io.asyncorm.model.AutoNowAdd;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.Model;
import io.asyncorm.query.CursorPage;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Row;
import io.asyncorm.queryset.ModelWrites;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.NewValue;
import io.asyncorm.repository.Query;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.coalesce;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.sum;
import static io.asyncorm.Orm.value;
import static io.asyncorm.Orm.where;
import static io.asyncorm.expression.Functions.greatest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the classes of the JDK mean for which databases have no type: what of them is
 * kept, which parts of them can be asked for, and what of them is refused.
 */
@ParameterizedClass
@EnumSource
class StandInValuesIntegrationTests {

	private static final ZoneId ROME = ZoneId.of("Europe/Rome");

	private static final ZonedDateTime STARTS = ZonedDateTime.of(2026, 2, 28, 23, 30, 15, 123_456_789, ROME);

	private static final Instant ENDS = STARTS.toInstant().truncatedTo(ChronoUnit.MICROS);

	private final TestDatabase kind;

	private final WriteDatabase database;

	private final QuerySet<Trip> trips;

	private final ModelWrites<Trip> writes;

	StandInValuesIntegrationTests(TestDatabase kind) {
		this.kind = kind;
		this.database = new WriteDatabase(kind, Trip.class, Shelf.class);
		this.trips = this.database.all(Trip.class);
		this.writes = this.database.writes(Trip.class);
	}

	@BeforeEach
	void store() {
		this.writes.create(new Trip(null, STARTS, STARTS.toOffsetDateTime(), Year.of(2026), YearMonth.of(2026, 2),
				URI.create("https://example.org/Trips?of=2026"), Locale.forLanguageTag("de-AT"),
				Currency.getInstance("EUR"), 'k', (byte) 100, Instant.EPOCH, OffsetDateTime.MIN, ZonedDateTime.now()))
			.join();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void timesKeepTheirInstantInMicrosecondsAndComeBackInUtc() {
		Trip read = this.trips.aget().join();

		assertThat(read.starts()).isEqualTo(ZonedDateTime.of(2026, 2, 28, 22, 30, 15, 123_456_000, ZoneOffset.UTC));
		assertThat(read.ends()).isEqualTo(OffsetDateTime.of(2026, 2, 28, 22, 30, 15, 123_456_000, ZoneOffset.UTC));
		assertThat(read.ends().getOffset()).isEqualTo(ZoneOffset.UTC);
		assertThat(this.trips.filter("starts", STARTS).acount().join()).isEqualTo(1);
		assertThat(this.trips.filter("ends", STARTS.withZoneSameInstant(ZoneId.of("Asia/Tokyo"))).acount().join())
			.isEqualTo(1);
		assertThat(this.trips.filter("starts", STARTS.toInstant()).acount().join()).isEqualTo(1);
	}

	@Test
	void timesAreSetByTheClock() {
		Trip read = this.trips.aget().join();

		assertThat(read.created()).isAfter(Instant.now().minusSeconds(600).atOffset(ZoneOffset.UTC));
		assertThat(read.changed()).isAfter(Instant.now().minusSeconds(600).atZone(ZoneOffset.UTC));
		assertThat(read.created().getOffset()).isEqualTo(ZoneOffset.UTC);
	}

	@Test
	void partsOfTimesAreAskedForAsOfInstants() {
		assertThat(this.trips.filter("starts__year", 2026).acount().join()).isEqualTo(1);
		assertThat(this.trips.filter("starts__date", LocalDate.of(2026, 2, 28)).acount().join()).isEqualTo(1);
		assertThat(this.trips.filter("ends__hour", 22).acount().join()).isEqualTo(1);
		assertThat(this.trips.filter("ends__month__gte", 3).acount().join()).isZero();
		assertThat(this.trips.filter("ends__gt", "2026-02-28").acount().join()).isEqualTo(1);
		assertThat(this.trips.filter(where(Trip::starts).lt(STARTS.plusSeconds(1))).acount().join()).isEqualTo(1);
		assertThat(this.trips.filter("starts__gte", f("ends")).acount().join()).isEqualTo(1);
		assertThat(this.trips.datetimes("starts", "hour").alist().join())
			.containsExactly(Instant.parse("2026-02-28T22:00:00Z"));
		assertThat(this.trips.dates("month", "year").alist().join()).containsExactly(LocalDate.of(2026, 1, 1));
	}

	@Test
	void partsOfTheOthersAreThoseOfWhatIsStored() {
		assertThat(this.trips.filter("month__quarter", 1).acount().join()).isEqualTo(1);
		assertThat(this.trips.filter("month", LocalDate.of(2026, 2, 1)).acount().join()).isEqualTo(1);
		assertThat(this.trips.filter("link__icontains", "/trips?").acount().join()).isEqualTo(1);
		assertThat(this.trips.filter("language__startswith", "de").acount().join()).isEqualTo(1);
		assertThat(this.trips.filter("price__in", List.of("EUR", Currency.getInstance("USD"))).acount().join())
			.isEqualTo(1);
		assertThat(this.trips.filter("year__gt", 2025).acount().join()).isEqualTo(1);
		assertThat(this.trips.filter("level__lt", 1_000_000).acount().join()).isEqualTo(1);
		assertThat(this.trips.filter("row__iexact", "K").acount().join()).isEqualTo(1);
	}

	@Test
	void whatIsComputedIsOfTheColumnsType() {
		Map<String, Object> computed = this.trips
			.aaggregate(kw("all", sum("level"), "more", max(f("level").plus(f("level"))), "next",
					max(f("year").plus(1)), "last", max("starts")))
			.join();

		assertThat(computed).containsEntry("all", 100L)
			.containsEntry("next", 2027)
			.containsEntry("last", this.trips.aget().join().starts());
		assertThat(((Number) computed.get("more")).intValue()).isEqualTo(200);
	}

	@Test
	void aConstantOfNoPropertyIsWhatAColumnWouldHold() {
		OffsetDateTime time = STARTS.toOffsetDateTime().minusDays(1);

		Map<String, Object> row = this.trips.annotate("time", value(time))
			.annotate("code", value(Currency.getInstance("USD")))
			.annotate("later", greatest(List.of(f("opened"), value(time))))
			.annotate("known", coalesce(f("opened"), value(time)))
			.values("time", "code", "later", "known")
			.aget()
			.join();

		Instant stored = time.toInstant().truncatedTo(ChronoUnit.MICROS);
		assertThat(row).isEqualTo(Map.of("time", stored, "code", "USD", "later", stored, "known", Instant.EPOCH));
		assertThat(this.trips.filter("opened__lt", value(time)).acount().join()).isEqualTo(1);
		assertThat(this.trips.filter("opened", Instant.EPOCH.atZone(ROME)).acount().join()).isEqualTo(1);
	}

	@Test
	void aByteIsAKeyThatTheDatabaseGenerates() {
		ModelWrites<Shelf> shelves = this.database.writes(Shelf.class);

		Shelf created = shelves.create(new Shelf(null, "low")).join();

		assertThat(created).isEqualTo(new Shelf((byte) 1, "low"));
		assertThat(this.database.all(Shelf.class).filter("pk", 1).aget().join()).isEqualTo(created);
		assertThat(shelves.save(new Shelf((byte) 1, "high")).join().name()).isEqualTo("high");
	}

	@Test
	void pagesGoOnBehindThem() {
		for (int i = 1; i <= 4; i++) {
			Trip trip = this.trips.orderBy("id").afirst().join().orElseThrow();
			this.writes
				.create(new Trip(null, trip.starts().plusDays(i), trip.ends(), trip.year(), trip.month(), trip.link(),
						trip.language(), trip.price(), trip.row(), trip.level(), trip.opened(), trip.created(),
						trip.changed()))
				.join();
		}

		for (String order : List.of("starts", "-starts", "month", "price", "row")) {
			List<Long> keys = new ArrayList<>();
			String after = null;
			do {
				CursorPage<Trip> page = this.trips.orderBy(order, "id").apageAfter(after, 2).join();
				page.content().forEach((trip) -> keys.add(trip.id()));
				after = page.next();
			}
			while (after != null);
			assertThat(keys).hasSize(5).doesNotHaveDuplicates();
		}
	}

	@Test
	void refusesWhatWouldNotComeBackAsItWas() {
		assertRefused("row", '\0', "the character is NUL (U+0000), which no database can store");
		assertRefused("row", "\ud83d\ude00".charAt(0), "half of a surrogate pair, which no database can store");
		assertRefused("row", "ab", "it takes one character that is neither NUL nor half of a surrogate pair");
		assertRefused("level", 128, "it takes a whole number from -128 to 127");
		assertRefused("price", "EURO", "it takes a currency code of ISO 4217, as in EUR");
		assertRefused("month", "2026-13", "it takes a month, as in 2026-01");
		assertRefused("month", LocalDate.of(2026, 2, 28), "it takes a month, as in 2026-01");
		assertRefused("link", "a b", "it takes a URI");
		assertRefused("language", "no such language", "it takes a language tag of BCP 47");
		assertRefused("language", odd(), "the locale has no language tag of BCP 47 that says all of it");
		assertRefused("ends", OffsetDateTime.of(300_000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), "beyond those");
		assertRefused("month", YearMonth.of(300_000, 1), "beyond those");
	}

	@SuppressWarnings("deprecation") // there is no other way to such a locale
	private static Locale odd() {
		return new Locale("de", "", "not a variant");
	}

	private void assertRefused(String property, Object value, String why) {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.trips.aupdate(kw(property, value)).join())
			.withMessageContaining("'Trip." + property + "'")
			.withMessageContaining(why);
	}

	@Test
	void isUnderstoodInDeclaredMethodsAndInSql() {
		Trips repository = new RepositoryProxyFactory(this.database.querySets()).create(Trips.class);

		assertThat(repository.alist(STARTS.toOffsetDateTime().minusDays(1)).join()).hasSize(1);
		assertThat(repository.alist(List.of(YearMonth.of(2026, 2))).join()).hasSize(1);
		assertThat(repository.alist(Currency.getInstance("EUR"), 'k', (byte) 99).join()).hasSize(1);
		assertThat(repository.aupdate(Year.of(2026), Locale.US).join()).isEqualTo(1);
		assertThat(repository.alanguages().join()).containsExactly(Locale.US);
		assertThat(repository.astarting(STARTS).join()).hasSize(1);
		assertThat(repository.asummaries(Year.of(2000)).join())
			.containsExactly(new Summary(YearMonth.of(2026, 2), this.trips.aget().join().ends(), (byte) 100));
	}

	@Test
	void isSelectedByComponentsOfItsTypeOrOfTheColumns() {
		assertThat(this.trips.values(Summary.class).aget().join())
			.isEqualTo(new Summary(YearMonth.of(2026, 2), this.trips.aget().join().ends(), (byte) 100));
		assertThat(this.trips.values(Loose.class).aget().join())
			.isEqualTo(new Loose(100, "EUR", ENDS, ENDS.atOffset(ZoneOffset.UTC), 2026, LocalDate.of(2026, 2, 1)));
		Row<Trip> row = this.trips.only("ends", "level").aget().join();
		assertThat(row.get("ends", OffsetDateTime.class)).isEqualTo(this.trips.aget().join().ends());
		assertThat(
				this.trips.annotate("hour", DateFunctions.trunc("hour", f("starts"))).values(Hour.class).aget().join())
			.isEqualTo(new Hour(OffsetDateTime.of(2026, 2, 28, 22, 0, 0, 0, ZoneOffset.UTC)));
		assertThat(this.trips.valuesList("month", YearMonth.class).aget().join()).isEqualTo(YearMonth.of(2026, 2));
	}

	@Test
	void infinityIsTheGreatest() {
		TestDatabase.require(this.kind != TestDatabase.MARIADB, "MariaDB has no times so late");

		this.trips.aupdate(set(Trip::ends).to(OffsetDateTime.MAX)).join();

		assertThat(this.trips.filter("ends__gt", STARTS).acount().join()).isEqualTo(1);
		assertThat(this.trips.filter("ends", OffsetDateTime.MAX).acount().join()).isEqualTo(1);
		if (this.kind == TestDatabase.POSTGRESQL) {
			assertThat(this.trips.aget().join().ends()).isEqualTo(OffsetDateTime.MAX);
			assertThat(this.database.jdbc().queryForObject("select ends = 'infinity' from trip", Boolean.class))
				.isTrue();
		}
	}

	@Model
	record Trip(@Nullable Long id, ZonedDateTime starts, OffsetDateTime ends, Year year, YearMonth month, URI link,
			Locale language, Currency price, char row, byte level, Instant opened, @AutoNowAdd OffsetDateTime created,
			@AutoNow ZonedDateTime changed) {
	}

	@Model
	record Shelf(@GeneratedKey @Nullable Byte id, String name) {
	}

	record Summary(YearMonth month, OffsetDateTime ends, byte level) {
	}

	/** Of the types of the columns, or of others that hold the same. */
	record Loose(int level, String price, Instant ends, OffsetDateTime starts, int year, LocalDate month) {
	}

	record Hour(OffsetDateTime hour) {
	}

	interface Trips extends AsyncRepository<Trip, Long> {

		CompletableFuture<List<Trip>> alist(OffsetDateTime ends__gt);

		CompletableFuture<List<Trip>> alist(List<YearMonth> month__in);

		CompletableFuture<List<Trip>> alist(Currency price, char row, byte level__gt);

		CompletableFuture<Long> aupdate(Year year, @NewValue Locale language);

		@Query("select \"language\" from \"trip\"")
		CompletableFuture<List<Locale>> alanguages();

		@Query("select * from \"trip\" where \"starts\" = :time")
		CompletableFuture<List<Trip>> astarting(ZonedDateTime time);

		@Query("select \"month\", \"ends\", \"level\" from \"trip\" where \"year\" > :year")
		CompletableFuture<List<Summary>> asummaries(Year year);

	}

}
