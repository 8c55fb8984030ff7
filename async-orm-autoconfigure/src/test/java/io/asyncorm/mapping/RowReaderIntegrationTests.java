package io.asyncorm.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.Dialects;
import io.asyncorm.mapping.ReadModels.Everything;
import io.asyncorm.mapping.ReadModels.Level;
import io.asyncorm.mapping.RowLayout.ObjectLayout;
import io.asyncorm.mapping.RowLayout.ValueLayout;
import io.asyncorm.schema.SchemaGenerator;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every column type of a real database.
 */
@ParameterizedClass
@EnumSource(value = TestDatabase.class, names = "MARIADB", mode = EnumSource.Mode.EXCLUDE)
class RowReaderIntegrationTests {

	private static final String FULL = """
			insert into "everything" values (1, 'text', true, 2, 3, 4, 0.5, 0.25, 1.25, 12345678901234567890,
			date '2026-01-31', time '12:30:15.123456', timestamp '2026-01-31 12:30:15.5',
			timestamp with time zone '2026-01-31 14:00:00+02:00', %s, '0188a5e2-6f5c-7b3a-9d42-3f1f5a6b7c8d',
			%s, 'HIGH', %s)""";

	private static final String NULLS = """
			insert into "everything" ("id") values (2)""";

	@Parameter
	private TestDatabase database;

	private HikariDataSource pool;

	private Connection connection;

	@BeforeEach
	void createTables() throws SQLException {
		this.pool = this.database.create(1);
		this.connection = this.pool.getConnection();
		Dialect dialect = Dialects.of(this.connection.getMetaData());
		for (String statement : new SchemaGenerator(dialect).create(ReadModels.REGISTRY, Set.of())) {
			execute(statement);
		}
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
		this.pool.close();
	}

	@Test
	void readsEveryType() throws SQLException {
		execute((this.database == TestDatabase.H2)
				? FULL.formatted("interval '1 2:3:4.5' day to second", "X'0102'", "json '{\"a\": 1}'")
				: FULL.formatted("interval '1 day 2 hours 3 minutes 4.5 seconds'", "'\\x0102'", "'{\"a\": 1}'"));

		Everything everything = readEverything();

		assertThat(everything).usingRecursiveComparison()
			.isEqualTo(new Everything(1L, "text", true, (short) 2, 3, 4L, 0.5f, 0.25, new BigDecimal("1.25"),
					new BigInteger("12345678901234567890"), LocalDate.of(2026, 1, 31),
					LocalTime.of(12, 30, 15, 123_456_000), LocalDateTime.of(2026, 1, 31, 12, 30, 15, 500_000_000),
					Instant.parse("2026-01-31T12:00:00Z"), Duration.parse("P1DT2H3M4.5S"),
					UUID.fromString("0188a5e2-6f5c-7b3a-9d42-3f1f5a6b7c8d"), new byte[] { 1, 2 }, Level.HIGH,
					Map.of("a", 1)));
	}

	@Test
	void readsNullsOfEveryType() throws SQLException {
		execute(NULLS);

		assertThat(readEverything()).isEqualTo(new Everything(2L, null, null, null, null, null, null, null, null, null,
				null, null, null, null, null, null, null, null, null));
	}

	@ParameterizedTest
	@CsvSource({ "-1, day, P-1D", "-1.5, second, PT-1.5S", "0.000001, second, PT0.000001S", "300, hour, PT300H",
			"90, minute, PT1H30M", "0, second, PT0S" })
	void readsIntervals(String amount, String unit, Duration expected) throws SQLException {
		assertThat(readValue("select interval '" + amount + "' " + unit, Duration.class)).isEqualTo(expected);
	}

	@Test
	void readsSingleValuesAsTheTypesThatAreAskedFor() throws SQLException {
		assertThat(readValue("select count(*) from \"everything\"", Integer.class)).isEqualTo(0);
		assertThat(readValue("select 7", Long.class)).isEqualTo(7L);
		assertThat(readValue("select 7", BigInteger.class)).isEqualTo(BigInteger.valueOf(7));
		assertThat(readValue("select 1.5", Double.class)).isEqualTo(1.5);
		assertThat(readValue("select sum(\"number\") from \"everything\"", Long.class)).isNull();
		assertThat(readValue("select 'HIGH'", Level.class)).isEqualTo(Level.HIGH);
		assertThat(readValue("select 'anything'", Object.class)).isEqualTo("anything");
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> readValue("select 1.5", BigInteger.class))
			.withMessageContaining("read it as a BigDecimal");
	}

	@Test
	void refusesAConstantThatTheEnumDoesNotHave() throws SQLException {
		execute("insert into \"everything\" (\"id\", \"level\") values (1, 'MIDDLE')");

		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(this::readEverything)
			.withMessage(
					"'Everything' with the key 1 cannot be read: 'Everything.level' holds 'MIDDLE', which is no constant of '"
							+ Level.class.getName() + "': add the constant, or mend the row. There are: HIGH, LOW");
	}

	private Everything readEverything() throws SQLException {
		RowLayout layout = new RowLayout(new ObjectLayout(ReadModels.REGISTRY.require(Everything.class), List.of()),
				List.of());
		RowReader reader = RowReader.of(layout, new RecordedRelations(), JsonFormat.detect(), UnaryOperator.identity());
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("select * from \"everything\"")) {
			rows.next();
			return (Everything) Objects.requireNonNull(reader.read(rows).object());
		}
	}

	private @Nullable Object readValue(String sql, Class<?> type) throws SQLException {
		RowReader reader = RowReader.of(new RowLayout(null, List.of(new ValueLayout(type))), new RecordedRelations(),
				JsonFormat.detect(), UnaryOperator.identity());
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return reader.read(rows).values()[0];
		}
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
