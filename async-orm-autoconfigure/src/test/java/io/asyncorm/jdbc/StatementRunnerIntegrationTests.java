package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.mapping.RowLayout;
import io.asyncorm.mapping.RowReader;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.query.Ref;
import io.asyncorm.queryset.QuerySetRelations;
import io.asyncorm.sql.ArithmeticOperator;
import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.type.DocumentType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatementRunner}: what is written comes back, of every type.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class StatementRunnerIntegrationTests {

	/** Without arrays, whose columns alone say of what they are. */
	private static final Set<SqlType> TYPES = EnumSet.complementOf(EnumSet.of(SqlType.ARRAY));

	private static final Map<SqlType, List<Object>> VALUES = Map.ofEntries(
			Map.entry(SqlType.TEXT, List.of("", "a'b\"c\\d%_?", "\u00e9\ud83d\ude00")),
			Map.entry(SqlType.BOOLEAN, List.of(true, false)),
			Map.entry(SqlType.SMALLINT, List.of(Short.MIN_VALUE, Short.MAX_VALUE)),
			Map.entry(SqlType.INTEGER, List.of(Integer.MIN_VALUE, Integer.MAX_VALUE)),
			Map.entry(SqlType.BIGINT, List.of(Long.MIN_VALUE, Long.MAX_VALUE)),
			Map.entry(SqlType.REAL, List.of(1.5f, Float.MAX_VALUE)),
			Map.entry(SqlType.DOUBLE, List.of(0.1, Double.MAX_VALUE)),
			Map.entry(SqlType.DECIMAL,
					List.of(new BigDecimal("12345678901234567890.123456789"), new BigDecimal("-0.5"))),
			Map.entry(SqlType.DATE, List.of(LocalDate.of(2024, 2, 29), LocalDate.of(1582, 10, 10))),
			Map.entry(SqlType.TIME, List.of(LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 123_456_000))),
			Map.entry(SqlType.INSTANT,
					List.of(Instant.parse("2024-03-31T01:30:00.123456Z"), Instant.parse("1960-01-01T00:00:00Z"))),
			Map.entry(SqlType.DATE_TIME, List.of(LocalDateTime.of(2024, 3, 31, 2, 30, 0, 123_456_000))),
			Map.entry(SqlType.DURATION,
					List.of(Duration.ofDays(400).plusMillis(1), Duration.ofMillis(-1500), Duration.ZERO)),
			Map.entry(SqlType.UUID, List.of(UUID.fromString("9f1c6a3e-0d7b-4f0a-8f0e-0d1a2b3c4d5e"))),
			Map.entry(SqlType.BYTES, List.of(new byte[] { 0, 1, -1 }, new byte[0])),
			Map.entry(SqlType.JSON, List.of(Map.of("a", List.of(1, "b")), List.of(true))));

	private static final Map<SqlType, Class<?>> CLASSES = Map.ofEntries(Map.entry(SqlType.TEXT, String.class),
			Map.entry(SqlType.BOOLEAN, Boolean.class), Map.entry(SqlType.SMALLINT, Short.class),
			Map.entry(SqlType.INTEGER, Integer.class), Map.entry(SqlType.BIGINT, Long.class),
			Map.entry(SqlType.REAL, Float.class), Map.entry(SqlType.DOUBLE, Double.class),
			Map.entry(SqlType.DECIMAL, BigDecimal.class), Map.entry(SqlType.DATE, LocalDate.class),
			Map.entry(SqlType.TIME, LocalTime.class), Map.entry(SqlType.INSTANT, Instant.class),
			Map.entry(SqlType.DATE_TIME, LocalDateTime.class), Map.entry(SqlType.DURATION, Duration.class),
			Map.entry(SqlType.UUID, UUID.class), Map.entry(SqlType.BYTES, byte[].class),
			Map.entry(SqlType.JSON, Object.class));

	@Parameter
	TestDatabase database;

	private HikariDataSource pool;

	private Dialect dialect;

	private StatementRunner runner;

	private SessionConnection connection;

	@BeforeEach
	void connect() throws SQLException {
		this.pool = this.database.create(1);
		this.dialect = DataSourceDialects.of(this.pool);
		this.runner = SqlDatabase.runner(this.dialect);
		this.connection = new SessionConnection(this.pool, this.pool, this.dialect, new StatementGate(this.dialect),
				new SqlLog(this.dialect.errors(), null));
		this.connection.take();
	}

	@AfterEach
	void disconnect() {
		this.connection.release();
		assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		this.pool.close();
	}

	@Test
	void whatIsInsertedComesBack() throws SQLException {
		for (SqlType type : TYPES) {
			createTable(type);
			SqlStatement insert = new SqlStatement.Insert("t", List.of("v"),
					List.of(new SqlExpression.Parameter(0, type)), List.of("v"));
			for (Object value : VALUES.get(type)) {
				assertThat(query(insert, type, value)).as("%s", type)
					.usingRecursiveComparison()
					.withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
					.isEqualTo(List.of(value));
			}
			assertThat(query(insert, type, null)).as("%s", type).containsExactly((Object) null);
		}
	}

	@Test
	void whatIsUpdatedComesBack() throws SQLException {
		TestDatabase.require(this.dialect.capabilities().returningUpdates(),
				"What is updated is read by another statement");
		for (SqlType type : TYPES) {
			createTable(type);
			update("INSERT INTO \"t\" (\"v\") VALUES (NULL)");
			SqlStatement update = new SqlStatement.Update("t",
					List.of(new SqlStatement.Assignment("v", new SqlExpression.Parameter(0, type))), null,
					List.of("v"));
			for (Object value : VALUES.get(type)) {
				assertThat(query(update, type, value)).as("%s", type)
					.usingRecursiveComparison()
					.withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
					.isEqualTo(List.of(value));
			}
			assertThat(query(update, type, null)).as("%s", type).containsExactly((Object) null);
		}
	}

	@Test
	void valuesCanBeSelected() throws SQLException {
		for (SqlType type : TYPES) {
			SqlStatement select = SqlQuery.Select
				.of(List.of(new SqlQuery.Item(new SqlExpression.Parameter(0, type), "v")), null, null);
			for (Object value : VALUES.get(type)) {
				assertThat(query(select, type, value)).as("%s", type)
					.usingRecursiveComparison()
					.withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
					.isEqualTo(List.of(value));
			}
			assertThat(query(select, type, null)).as("%s", type).containsExactly((Object) null);
		}
	}

	@Test
	void valuesCanBeComparedWithColumnsAndArrays() throws SQLException {
		SqlExpression column = new SqlExpression.Column("t", "v");
		for (SqlType type : TYPES) {
			if (type == SqlType.JSON || type == SqlType.BYTES) {
				continue;
			}
			createTable(type);
			for (Object value : VALUES.get(type)) {
				query(new SqlStatement.Insert("t", List.of("v"), List.of(new SqlExpression.Parameter(0, type)),
						List.of("v")), type, value);
			}
			SqlCondition equal = new SqlCondition.Comparison(ComparisonOperator.EQUAL, column,
					new SqlExpression.Parameter(0, type));
			SqlCondition any = new SqlCondition.AnyOf(column, new SqlExpression.ArrayParameter(0, type));
			Object first = VALUES.get(type).get(0);
			List<@Nullable Object> all = new ArrayList<>(VALUES.get(type));
			all.add(null);

			assertThat(query(select(column, equal), type, first)).as("%s", type)
				.usingElementComparator(StatementRunnerIntegrationTests::compare)
				.isEqualTo(List.of(first));
			assertThat(query(select(column, any), type, all)).as("%s", type)
				.usingElementComparator(StatementRunnerIntegrationTests::compare)
				.containsExactlyInAnyOrderElementsOf(VALUES.get(type));
			assertThat(query(select(column, any), type, List.of())).as("%s", type).isEmpty();
		}
	}

	@Test
	void arithmeticKeepsFractions() throws SQLException {
		createTable(SqlType.INTEGER);
		update("INSERT INTO \"t\" VALUES (3)");
		SqlExpression column = new SqlExpression.Column("t", "v");
		SqlExpression product = new SqlExpression.Arithmetic(ArithmeticOperator.TIMES, column,
				new SqlExpression.Parameter(0, SqlType.DECIMAL));
		SqlExpression more = new SqlExpression.Arithmetic(ArithmeticOperator.PLUS,
				new SqlExpression.Parameter(0, SqlType.DECIMAL), new SqlExpression.Parameter(0, SqlType.DECIMAL));

		BigDecimal half = new BigDecimal("1.5");
		List<?> products = query(select(product, null), SqlType.DECIMAL, half);
		List<?> sums = query(select(more, null), SqlType.DECIMAL, half);

		assertThat(products).singleElement().isEqualTo(new BigDecimal("4.5"));
		assertThat(sums).singleElement()
			.satisfies((sum) -> assertThat(((BigDecimal) sum).setScale(1, RoundingMode.UNNECESSARY)).isEqualTo("3.0"));
	}

	@Test
	void patternsAreHeldAgainstTextInEitherCase() throws SQLException {
		createTable(SqlType.TEXT);
		update("INSERT INTO \"t\" VALUES ('10% \u00c9t\u00e9'), ('100 \u00e9t\u00e9')");
		SqlExpression column = new SqlExpression.Column("t", "v");
		SqlExpression pattern = new SqlExpression.Parameter(0, SqlType.TEXT);

		assertThat(query(select(column, new SqlCondition.Like(column, pattern, true)), SqlType.TEXT,
				"10\\% \u00e9T\u00e9"))
			.isEqualTo(List.of("10% \u00c9t\u00e9"));
		assertThat(query(select(column, new SqlCondition.Like(column, pattern, false)), SqlType.TEXT, "%\u00e9t%"))
			.isEqualTo(List.of("100 \u00e9t\u00e9"));
	}

	@Test
	void numbersCanBeSearchedAsText() throws SQLException {
		createTable(SqlType.INTEGER);
		update("INSERT INTO \"t\" VALUES (451), (1984)");
		SqlExpression column = new SqlExpression.Column("t", "v");
		SqlCondition like = new SqlCondition.Like(column, new SqlExpression.Parameter(0, SqlType.TEXT), true);

		assertThat(query(select(column, like), SqlType.INTEGER, "%98%")).isEqualTo(List.of(1984));
	}

	@Test
	void updatesGiveTheNumberOfRows() throws SQLException {
		createTable(SqlType.INTEGER);
		update("INSERT INTO \"t\" VALUES (1), (2)");

		long count = this.runner.update("Test.aupdate", this.connection,
				this.dialect.render(new SqlStatement.Delete("t", null)), List.of());

		assertThat(count).isEqualTo(2);
	}

	@Test
	void valuesOfOtherClassesBecomeTheirColumns() throws SQLException {
		createTable(SqlType.DECIMAL);
		SqlStatement insert = new SqlStatement.Insert("t", List.of("v"),
				List.of(new SqlExpression.Parameter(0, SqlType.DECIMAL)), List.of("v"));
		assertThat(query(insert, SqlType.DECIMAL, BigInteger.TWO))
			.usingElementComparator(StatementRunnerIntegrationTests::compare)
			.isEqualTo(List.of(BigDecimal.TWO));

		SqlStatement text = SqlQuery.Select
			.of(List.of(new SqlQuery.Item(new SqlExpression.Parameter(0, SqlType.TEXT), "v")), null, null);
		assertThat(query(text, SqlType.TEXT, Thread.State.RUNNABLE)).isEqualTo(List.of("RUNNABLE"));

		SqlStatement key = SqlQuery.Select
			.of(List.of(new SqlQuery.Item(new SqlExpression.Parameter(0, SqlType.BIGINT), "v")), null, null);
		assertThat(query(key, SqlType.BIGINT, Ref.of(LogTextTests.Thing.class, 7L))).isEqualTo(List.of(7L));
	}

	@Test
	void statementsOfTheUserTakeTheirValuesAsTheyAre() throws SQLException {
		for (SqlType type : TYPES) {
			if (type == SqlType.JSON) {
				continue;
			}
			createTable(type);
			List<Object> values = VALUES.get(type);
			for (Object value : values) {
				assertThat(this.runner.update("Test.aupdate", this.connection, "INSERT INTO \"t\" (\"v\") VALUES (?)",
						List.of(value)))
					.isEqualTo(1);
			}
			if (type != SqlType.BYTES && this.database != TestDatabase.MARIADB) {
				assertThat(count("SELECT count(*) FROM \"t\" WHERE \"v\" = ANY(?)", values)).as("%s", type)
					.isEqualTo(values.size());
				assertThat(count("SELECT count(*) FROM \"t\" WHERE \"v\" = ANY(?)", List.of())).as("%s", type).isZero();
			}
		}
	}

	/** A column without a scale may give numbers another one. */
	private static int compare(@Nullable Object left, @Nullable Object right) {
		if (left instanceof BigDecimal number && right instanceof BigDecimal other) {
			return number.compareTo(other);
		}
		return Objects.equals(left, right) ? 0 : -1;
	}

	private long count(String sql, Object value) throws SQLException {
		return this.runner.query("Test.acount", this.connection, sql, List.of(value),
				(rows) -> new RowsReader<Long, Long>((row) -> row.getLong(1), (counts) -> counts.get(0)));
	}

	private static SqlQuery select(SqlExpression value, @Nullable SqlCondition where) {
		return SqlQuery.Select.of(List.of(new SqlQuery.Item(value, "")), new SqlQuery.Table("t", "t"), where);
	}

	private List<@Nullable Object> query(SqlStatement statement, SqlType type, @Nullable Object value)
			throws SQLException {
		RelationFactory relations = new QuerySetRelations(() -> {
			throw new IllegalStateException("There are no relations");
		});
		RowReader reader = RowReader.of(
				new RowLayout(null,
						List.of(new RowLayout.ValueLayout(CLASSES.get(type),
								(type == SqlType.JSON) ? DocumentType.of(CLASSES.get(type)) : null, null))),
				relations, JsonFormat.detect(), this.dialect::storedType);
		return this.runner.query("Test.alist", this.connection, this.dialect.render(statement),
				Collections.singletonList(value), (row) -> reader.read(row).values()[0]);
	}

	private void createTable(SqlType type) throws SQLException {
		update("DROP TABLE IF EXISTS \"t\"");
		update("CREATE TABLE \"t\" (\"v\" " + this.dialect.columnType(type) + ")");
	}

	private void update(String sql) throws SQLException {
		Connection jdbc = this.connection.jdbc();
		try (Statement statement = jdbc.createStatement()) {
			statement.execute(sql);
		}
	}

}
