package io.asyncorm.dialect;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.jdbc.DataSourceDialects;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Which engines are found behind the dialect of PostgreSQL: they are played by a
 * PostgreSQL whose functions and catalogs answer as theirs.
 */
class EngineDetectionIntegrationTests {

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(1);

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void postgreSqlIsItselfAndCanDoEverything() {
		EngineFacts facts = DataSourceDialects.of(this.pool).facts();

		assertThat(facts.engine()).matches("PostgreSQL 18\\.\\d+");
		assertThat(facts.unusual()).isEmpty();
		assertThat(facts).hasToString(facts.engine());
		assertThat(facts.capabilities()).containsExactly(entry("upsert", "cte"), entry("arrays", "binds"),
				entry("large-update", "true"), entry("advisory-locks", "everywhere"),
				entry("deferrable-constraints", "true"), entry("open-cursors", "several"),
				entry("serializable-by-default", "false"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			CockroachDB CCL v24.3.1 (x86_64-pc-linux-gnu, built 2024/12/06) | CockroachDB 24.3.1
			PostgreSQL 15.2-YB-2.25.1.0-b381 on x86_64-pc-linux-gnu, compiled by clang | YugabyteDB 2.25.1.0
			PostgreSQL 11.2-YB-2024.2.1.0-b0 on aarch64-unknown-linux-gnu | YugabyteDB 2024.2.1.0
			PostgreSQL 17.5 (Debian 17.5-1.pgdg120+1) on x86_64-pc-linux-gnu | PostgreSQL 17.5
			EnterpriseDB Advanced Server | PostgreSQL
			"" | PostgreSQL""")
	void theVersionTellsTheEngine(String version, String engine) {
		answer("version", version);

		assertThat(DataSourceDialects.of(this.pool).facts().engine()).isEqualTo(engine);
	}

	@Test
	void cockroachUpsertsInStepsAndIsSerializable() {
		answer("version", "CockroachDB CCL v24.3.1 (x86_64-pc-linux-gnu, built 2024/12/06)");

		Dialect dialect = DataSourceDialects.of(this.pool);

		assertThat(dialect.facts().unusual()).containsExactly(entry("upsert", "on-conflict"),
				entry("advisory-locks", "refused"), entry("deferrable-constraints", "false"),
				entry("open-cursors", "one"), entry("serializable-by-default", "true"));
		assertThat(dialect.facts()).hasToString("CockroachDB 24.3.1 (upsert=on-conflict advisory-locks=refused"
				+ " deferrable-constraints=false open-cursors=one serializable-by-default=true)");
		assertThat(dialect.capabilities().upserts()).isEqualTo(UpsertForm.ON_CONFLICT);
		assertThat(dialect.capabilities().deferrableConstraints()).isFalse();
		assertThat(dialect.severalCursors()).isFalse();
		assertThat(dialect.sharedSnapshots().areShared()).isFalse();
	}

	@Test
	void yugabyteIsSerializableAndHoldsNoLocks() {
		answer("version", "PostgreSQL 15.2-YB-2.25.1.0-b381 on x86_64-pc-linux-gnu, compiled by clang");

		assertThat(DataSourceDialects.of(this.pool).facts())
			.hasToString("YugabyteDB 2.25.1.0 (advisory-locks=refused serializable-by-default=true)");
	}

	@Test
	void auroraIsToldByItsFunctionAndAlloyDbByItsSettings() {
		assertThat(engineWith("create function aurora_version() returns text language sql as $$ select '16.4' $$"))
			.startsWith("Aurora PostgreSQL 18.");
		assertThat(engineWith("drop function aurora_version()",
				"create view shadow.pg_settings as select 'alloydb.iam_authentication' as name"))
			.startsWith("AlloyDB PostgreSQL 18.");
	}

	@Test
	void citusHoldsLocksInATableWhereThereIsOne() {
		shadow();
		run("create view shadow.pg_extension as select 'citus'::name as extname, '13.2-1' as extversion");

		assertThat(DataSourceDialects.of(this.pool).facts()).asString()
			.matches("Citus 13\\.2-1 on PostgreSQL 18\\.\\d+ \\(advisory-locks=refused\\)");

		assertThat(DataSourceDialects.of(this.pool).sharedSnapshots().areShared()).isFalse();

		run("create schema elsewhere create table async_orm_lock (id bigint primary key)");

		assertThat(DataSourceDialects.of(this.pool).facts()).asString()
			.as("where statements do not look for it")
			.contains("(advisory-locks=refused)");

		run("create table async_orm_lock (id bigint primary key)");

		assertThat(DataSourceDialects.of(this.pool).facts()).asString()
			.matches("Citus 13\\.2-1 on PostgreSQL 18\\.\\d+ \\(advisory-locks=table\\)");
	}

	@Test
	void anEngineThatDoesNotAnswerIsTakenForPostgreSql() {
		shadow();
		run("create function shadow.version() returns text language plpgsql as $$ begin raise 'no'; end $$");
		run("create view shadow.pg_extension as select 1 as other");
		DataSource inTransactions = new DelegatingDataSource(this.pool) {

			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = super.getConnection();
				connection.setAutoCommit(false);
				return connection;
			}

		};

		Dialect dialect = DataSourceDialects.of(inTransactions);

		assertThat(dialect.facts()).hasToString("PostgreSQL");
		assertThat(new JdbcTemplate(this.pool).queryForObject("select 1", Integer.class)).isEqualTo(1);
	}

	@Test
	void aDriverThatMakesNoArraysBindsLists() {
		DataSource limited = new DelegatingDataSource(this.pool) {

			@Override
			public Connection getConnection() throws SQLException {
				return withoutArrays(super.getConnection());
			}

		};

		Dialect dialect = DataSourceDialects.of(limited);

		assertThat(dialect.facts().unusual()).containsExactly(entry("arrays", "lists"), entry("large-update", "false"));
		assertThat(dialect.capabilities().boundRows()).isFalse();
	}

	@Test
	void whatIsKnownOfTheEngineCountsMoreThanWhatItSays() {
		answer("version", "CockroachDB CCL v24.3.1 (x86_64-pc-linux-gnu, built 2024/12/06)");
		EngineSettings known = new EngineSettings(UpsertForm.INSERT_AND_CATCH, ArrayBinding.LISTS, false,
				AdvisoryLocks.TABLE, true, OpenCursors.SEVERAL, false);

		assertThat(DataSourceDialects.of(this.pool).with(known).facts().capabilities()).containsExactly(
				entry("upsert", "insert-and-catch"), entry("arrays", "lists"), entry("large-update", "false"),
				entry("advisory-locks", "table"), entry("deferrable-constraints", "true"),
				entry("open-cursors", "several"), entry("serializable-by-default", "false"));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL")
	void otherDatabasesTakeNoNoticeOfIt(TestDatabase database) {
		try (HikariDataSource other = database.create(1)) {
			Dialect dialect = DataSourceDialects.of(other)
				.with(EngineSettings.DETECTED.withUpsert(UpsertForm.CTE).withArrays(ArrayBinding.LISTS));

			assertThat(dialect.facts()).isEqualTo(EngineFacts.of(dialect.name()));
			assertThat(dialect.capabilities().upserts()).isEqualTo(UpsertForm.INSERT_AND_CATCH);
		}
	}

	private String engineWith(String... statements) {
		shadow();
		for (String statement : statements) {
			run(statement);
		}
		return DataSourceDialects.of(this.pool).facts().engine();
	}

	/** A function of the server that answers as another engine's. */
	private void answer(String function, String answer) {
		shadow();
		run("create function shadow." + function + "() returns text language sql as $$ select '" + answer + "' $$");
	}

	/** A schema that is searched before the server's own. */
	private void shadow() {
		run("create schema if not exists shadow");
		run("set search_path = shadow, public, pg_catalog");
	}

	private void run(String sql) {
		new JdbcTemplate(this.pool).execute(sql);
	}

	private static Connection withoutArrays(Connection connection) {
		return (Connection) Proxy.newProxyInstance(EngineDetectionIntegrationTests.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("createArrayOf")) {
						throw new SQLFeatureNotSupportedException("createArrayOf");
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

}
