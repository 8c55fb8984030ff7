package io.asyncorm.schema;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.UnreadableRowException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Classes of the JDK for which databases have no type, over columns that are there
 * already.
 */
class StandInColumnsIntegrationTests extends AbstractExistingDatabaseIntegrationTests {

	@ParameterizedTest
	@EnumSource
	void areReadOfColumnsWithBlanksAndOfOtherNumbersAndTimes(TestDatabase database) {
		create(database, "char(1)", "char(5)", (database == TestDatabase.MARIADB) ? "year" : "smallint", "date",
				(database == TestDatabase.MARIADB) ? "datetime(6)" : "timestamp", "varchar(40)");
		QuerySet<Visit> visits = open().repository(Visits.class).all();
		OffsetDateTime at = OffsetDateTime.parse("2026-02-28T12:30:00+01:00");

		Visit created = await(this.existing.orm()
			.repository(Visits.class)
			.acreate(new Visit(1L, ' ', Currency.getInstance("EUR"), Year.of(2026), YearMonth.of(2026, 2), at,
					Locale.US)));

		assertThat(created).isEqualTo(new Visit(1L, ' ', Currency.getInstance("EUR"), Year.of(2026),
				YearMonth.of(2026, 2), at.withOffsetSameInstant(ZoneOffset.UTC), Locale.US));
		assertThat(await(visits.aget())).isEqualTo(created);
		assertThat(await(visits.filter("row", ' ').filter("price", "EUR").filter("year", 2026).acount())).isEqualTo(1);
		assertThat(await(visits.filter("at", at).filter("at__gt", at.minusSeconds(1)).acount())).isEqualTo(1);
		assertThat(await(visits.aaggregate(kw("row", max("row"), "price", max("price"), "at", max("at")))))
			.isEqualTo(Map.of("row", ' ', "price", Currency.getInstance("EUR"), "at", created.at()));
		assertThat(this.existing.jdbc()
			.queryForObject("select " + name("at") + " from " + name("visit"), LocalDateTime.class))
			.isEqualTo(LocalDateTime.ofInstant(at.toInstant(), zone()));
	}

	@ParameterizedTest
	@EnumSource
	void whatIsNoValueOfTheirsIsToldByModelFieldAndKey(TestDatabase database) {
		create(database, "varchar(2)", "varchar(4)", "integer", "date",
				(database == TestDatabase.H2) ? "timestamp with time zone" : "timestamp", "varchar(40)");
		QuerySet<Visit> visits = open().repository(Visits.class).all();

		assertUnreadable(visits, "row", "'ab'", "the text is not one character (char) long");
		assertUnreadable(visits, "row", "''", "the text is not one character (char) long");
		assertUnreadable(visits, "price", "'eur'", "the text is no currency code of ISO 4217");
		assertUnreadable(visits, "month", "'2026-02-28'",
				"the date is not the first day of a month, as which a month is stored");
		assertUnreadable(visits, "language", "'en_US'", "the text is no language tag of BCP 47");
	}

	private void assertUnreadable(QuerySet<Visit> visits, String column, String value, String why) {
		this.existing.jdbc().execute("delete from " + name("visit"));
		this.existing.jdbc()
			.execute("insert into " + name("visit") + " (" + name("id") + ", " + name(column) + ") values (7, " + value
					+ ")");

		assertThatExceptionOfType(UnreadableRowException.class).isThrownBy(() -> await(visits.alist()))
			.withMessageContaining("Visit." + column)
			.withStackTraceContaining(why)
			.satisfies((ex) -> assertThat(ex.getKey()).isEqualTo(7L));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
	void refusesColumnsThatCannotHoldThemAndNamesTheirClass(TestDatabase database) {
		create(database, "char(1)", "char(3)", "date", "integer", "time", "varchar(40)");

		assertThatExceptionOfType(ModelDefinitionException.class).isThrownBy(this::open)
			.satisfies((ex) -> assertThat(ex.faults()).hasSize(3)
				.satisfiesExactly(
						(fault) -> assertThat(fault).contains("'year' of 'visit' is a 'date'", "every 'Year'"),
						(fault) -> assertThat(fault).contains("'month' of 'visit' is a 'int", "every 'YearMonth'"),
						(fault) -> assertThat(fault).contains("'at' of 'visit' is a 'time", "every 'OffsetDateTime'")));
	}

	@Test
	void refusesColumnsOfTheTypeHstoreAndTellsHowToConvertThem() {
		this.existing.create(TestDatabase.POSTGRESQL);
		this.existing.jdbc()
			.execute("create extension hstore; create table \"label\" (\"id\" bigint primary key, \"words\" hstore,"
					+ " \"text\" hstore)");

		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> this.existing.open((orm) -> orm.models(Label.class)))
			.satisfies((ex) -> assertThat(ex.faults()).hasSize(2)
				.allSatisfy((fault) -> assertThat(fault).contains("of 'label' is a '", "hstore'",
						"declare a document, such as '@Json Map<String, String>'",
						"ALTER TABLE ... ALTER COLUMN ... TYPE jsonb USING ...::jsonb")));
		this.existing.jdbc()
			.execute("alter table \"label\" alter column \"words\" type jsonb using \"words\"::jsonb,"
					+ " alter column \"text\" type text");
		this.existing.open((orm) -> orm.models(Label.class));
	}

	private AsyncOrm open() {
		return this.existing.open((orm) -> orm.models(Visit.class).timeZone(zone()));
	}

	private ZoneId zone() {
		return ZoneId.of("UTC");
	}

	private void create(TestDatabase database, String... types) {
		this.existing.create(database);
		List<String> columns = List.of("row", "price", "year", "month", "at", "language");
		StringBuilder ddl = new StringBuilder(
				"create table " + name("visit") + " (" + name("id") + " bigint primary key");
		for (int i = 0; i < types.length; i++) {
			ddl.append(", ").append(name(columns.get(i))).append(" ").append(types[i]);
		}
		this.existing.jdbc().execute(ddl.append(")").toString());
	}

	private String name(String name) {
		return this.existing.name(name);
	}

	@Model
	record Visit(Long id, @Nullable Character row, @Nullable Currency price, @Nullable Year year,
			@Nullable YearMonth month, @Nullable OffsetDateTime at, @Nullable Locale language) {
	}

	@Model
	record Label(Long id, @Nullable @Json Map<String, String> words, @Nullable String text) {
	}

	interface Visits extends AsyncRepository<Visit, Long> {

	}

}
