package io.asyncorm.jackson;

import java.net.URI;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.Column;
import io.asyncorm.model.Convert;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.ClientLookupException;
import io.asyncorm.repository.ClientLookups;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Enums that are stored by a code, and classes of the JDK for which databases have no
 * type, in JSON and in what clients ask for: there, a value is spelled as Java and
 * Jackson spell it, and not as the column does.
 */
@ParameterizedClass
@EnumSource
class ScalarKeysIntegrationTests {

	@Parameter
	TestDatabase database;

	private final JsonMapper mapper = JsonMapper.builder().findAndAddModules().build();

	private HikariDataSource pool;

	private AsyncOrm orm;

	private Entries entries;

	@BeforeEach
	void store() {
		this.pool = this.database.create(2);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Level.class, Period.class, Entry.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.entries = this.orm.repository(Entries.class);
		Level level = await(this.orm.repository(Levels.class).acreate(new Level(Grade.HIGH, "h")));
		Period period = await(this.orm.repository(Periods.class).acreate(new Period(YearMonth.of(2026, 2), "f")));
		await(this.entries.acreate(new Entry(null, Grade.LOW, Ref.to(level), Ref.to(period),
				OffsetDateTime.parse("2026-02-28T12:30:00Z"), Year.of(2026), Currency.getInstance("EUR"), Locale.US,
				'k', (byte) 7, URI.create("https://example.org/a"))));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void keysOfRelationsAreSpelledAsTheirPropertiesAre() {
		Entry read = await(this.entries.aget(1L));

		String json = this.mapper.writeValueAsString(read);

		assertThat(this.mapper.readTree(json)).isEqualTo(this.mapper.readTree("""
				{"id": 1, "grade": "LOW", "level": "HIGH", "period": "2026-02", "at": "2026-02-28T12:30:00Z",
				"year": 2026, "price": "EUR", "language": "en-US", "row": "k", "size": 7,
				"link": "https://example.org/a"}"""));
		assertThat(this.mapper.readValue(json, Entry.class)).isEqualTo(read);
	}

	@Test
	void objectsAreWrittenWithKeysThatReferencesAreReadOf() {
		Level level = await(this.orm.repository(Levels.class).aget(Grade.HIGH));
		Period period = await(this.orm.repository(Periods.class).aget(YearMonth.of(2026, 2)));

		assertThat(this.mapper.writeValueAsString(level)).isEqualTo("{\"id\":\"HIGH\",\"name\":\"h\"}");
		assertThat(this.mapper.writeValueAsString(period)).isEqualTo("{\"id\":\"2026-02\",\"name\":\"f\"}");
		assertThat(this.mapper.readValue("{\"id\":\"HIGH\",\"name\":\"h\"}", Level.class)).isEqualTo(level);
		assertThat(this.mapper.readValue("{\"id\":\"2026-02\",\"name\":\"f\"}", Period.class)).isEqualTo(period);
	}

	@Test
	void clientsAskByWhatTheySee() {
		ClientLookups<Entry> lookups = lookups();

		for (Map.Entry<String, String> asked : Map
			.ofEntries(Map.entry("grade", "LOW"), Map.entry("level", "HIGH"), Map.entry("grade__in", "HIGH,LOW"),
					Map.entry("grade__lt", "HIGH"), Map.entry("level__id", "HIGH"), Map.entry("period", "2026-02"),
					Map.entry("period__gte", "2026-01"), Map.entry("at", "2026-02-28T13:30:00+01:00"),
					Map.entry("at__gte", "2026-02-28"), Map.entry("year", "2026"), Map.entry("price", "EUR"),
					Map.entry("language", "en_US"), Map.entry("row", "k"), Map.entry("size", "7"),
					Map.entry("link", "https://example.org/a"))
			.entrySet()) {
			assertThat(await(lookups.apply(Map.of(asked.getKey(), asked.getValue())).all().acount()))
				.as(asked.toString())
				.isEqualTo(1);
		}
		assertThat(await(lookups.apply(Map.of("orderBy", "-grade,period")).page().alist())).hasSize(1);
	}

	@Test
	void clientsAreToldWhatIsWanted() {
		assertRefused("grade", "l", "'grade' takes one of HIGH, LOW");
		assertRefused("level", "x", "'level' takes one of HIGH, LOW");
		assertRefused("period", "2026-13", "'period' takes a month such as 2024-01");
		assertRefused("at", "today", "'at' takes a date and time such as 2024-01-31T13:45:00Z");
		assertRefused("year", "x", "'year' takes a year such as 2024");
		assertRefused("size", "x", "'size' takes a whole number");
	}

	private void assertRefused(String name, String text, String message) {
		assertThatExceptionOfType(ClientLookupException.class).isThrownBy(() -> lookups().apply(Map.of(name, text)))
			.withMessage(message);
	}

	private ClientLookups<Entry> lookups() {
		return this.entries.clientLookups()
			.allow("grade", "exact", "in", "lt")
			.allow("level")
			.allow("level__id")
			.allow("period", "exact", "gte")
			.allow("at", "exact", "gte")
			.allow("year")
			.allow("price")
			.allow("language")
			.allow("row")
			.allow("size")
			.allow("link")
			.orderBy("grade", "period");
	}

	enum Grade {

		HIGH("z"), LOW("a");

		final String code;

		Grade(String code) {
			this.code = code;
		}

	}

	static final class GradeConverter implements AttributeConverter<Grade, String> {

		@Override
		public String toColumn(Grade grade) {
			return grade.code;
		}

		@Override
		public Grade fromColumn(String code) {
			return Arrays.stream(Grade.values()).filter((grade) -> grade.code.equals(code)).findFirst().orElseThrow();
		}

	}

	@Model
	record Level(@PrimaryKey @Column(length = 1) @Convert(GradeConverter.class) Grade id, String name) {
	}

	@Model
	record Period(@PrimaryKey YearMonth id, String name) {
	}

	@Model
	record Entry(@Nullable Long id, @Column(length = 1) @Convert(GradeConverter.class) Grade grade,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Level> level,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Period> period, OffsetDateTime at, Year year, Currency price,
			Locale language, char row, byte size, URI link) {
	}

	interface Levels extends AsyncRepository<Level, Grade> {

	}

	interface Periods extends AsyncRepository<Period, YearMonth> {

	}

	interface Entries extends AsyncRepository<Entry, Long> {

	}

}
