package io.asyncorm.schema;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Properties over columns that cannot hold them are refused at the start: their values
 * could not be stored, or would come back as others.
 */
class ImpossibleTypesIntegrationTests extends AbstractExistingDatabaseIntegrationTests {

	private static final List<String> PROPERTIES = List.of("truth", "number", "amount", "day", "hour", "point", "local",
			"length", "uid", "bytes", "notes");

	@Test
	void postgresConvertsNothing() {
		Map<String, List<String>> refused = new LinkedHashMap<>();
		refused.put("text", List.of("truth", "number", "amount", "day", "hour", "point", "local", "length", "bytes"));
		refused.put("boolean", except("truth"));
		refused.put("bigint", except("number", "amount"));
		refused.put("date", except("day"));
		refused.put("time", except("hour"));
		refused.put("timestamp", except("day", "point", "local"));
		refused.put("timestamptz", except("day", "point", "local"));
		refused.put("interval", except("length"));
		refused.put("uuid", except("uid"));
		refused.put("bytea", except("bytes"));
		refused.put("jsonb", except("notes"));
		refused.put("timetz", List.of("truth", "day", "hour", "point", "local", "length", "bytes"));

		refused.forEach((type, properties) -> assertRefused(TestDatabase.POSTGRESQL, type, properties));
	}

	@Test
	void h2ConvertsTexts() {
		Map<String, List<String>> refused = new LinkedHashMap<>();
		refused.put("varchar", List.of("length", "bytes"));
		refused.put("boolean", except("truth"));
		refused.put("bigint", except("number", "amount"));
		refused.put("date", except("day"));
		refused.put("time", except("hour"));
		refused.put("timestamp", except("day", "point", "local"));
		refused.put("timestamp with time zone", except("day", "point", "local"));
		refused.put("uuid", except("uid"));
		refused.put("varbinary(16)", except("bytes"));
		refused.put("binary(16)", except("bytes"));
		refused.put("blob", except("bytes"));

		refused.forEach((type, properties) -> assertRefused(TestDatabase.H2, type, properties));
	}

	@Test
	void mariaDbConvertsTextsAndNumbers() {
		Map<String, List<String>> refused = new LinkedHashMap<>();
		refused.put("date", except("day"));
		refused.put("time", except("hour"));
		refused.put("datetime(6)", except("day", "point", "local"));
		refused.put("timestamp(6)", except("day", "point", "local"));
		refused.put("uuid", except("uid"));
		refused.put("varbinary(16)", except("bytes"));
		refused.put("binary(16)", except("bytes"));
		refused.put("longblob", except("bytes"));

		refused.forEach((type, properties) -> assertRefused(TestDatabase.MARIADB, type, properties));
	}

	@Test
	void textsAreNoJsonWhereTheDatabaseWouldQuoteThem() {
		this.existing.create(TestDatabase.H2);
		this.existing.jdbc().execute("create table \"label\" (\"id\" bigint primary key, \"text\" json)");

		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> this.existing.open((orm) -> orm.models(Label.class)))
			.withMessageContaining("property 'text': the column 'text' of 'label' is a 'json', which cannot hold every"
					+ " 'String'; make the column 'varchar' by a migration, let the property be what the column"
					+ " holds, declare the document with @Json, or convert");
	}

	private void assertRefused(TestDatabase database, String type, List<String> properties) {
		this.existing.close();
		this.existing.create(database);
		StringBuilder ddl = new StringBuilder("create table " + this.existing.name("thing") + " ("
				+ this.existing.name("id") + " bigint primary key");
		PROPERTIES.forEach((name) -> ddl.append(", ").append(this.existing.name(name)).append(" ").append(type));
		this.existing.jdbc().execute(ddl.append(")").toString());
		List<String> refused = new ArrayList<>();

		try {
			this.existing.open((orm) -> orm.models(Thing.class));
		}
		catch (ModelDefinitionException ex) {
			ex.faults().forEach((fault) -> {
				assertThat(fault).contains("of 'thing' is a '").doesNotContain("'null'");
				refused.add(fault.replaceFirst("(?s).*property '(\\w+)'.*", "$1"));
			});
		}
		assertThat(refused).as(type).isEqualTo(properties);
	}

	private static List<String> except(String... held) {
		return PROPERTIES.stream().filter((name) -> !List.of(held).contains(name)).toList();
	}

	@Model
	record Thing(@Nullable Long id, @Nullable Boolean truth, @Nullable Integer number, @Nullable BigDecimal amount,
			@Nullable LocalDate day, @Nullable LocalTime hour, @Nullable Instant point, @Nullable LocalDateTime local,
			@Nullable Duration length, @Nullable UUID uid, byte @Nullable [] bytes,
			@Json @Nullable Map<String, Object> notes) {
	}

	@Model
	record Label(@Nullable Long id, @Nullable String text) {
	}

}
