package io.asyncorm.jdbc;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.sql.TableName;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JdbcDdlExecutor}.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class JdbcDdlExecutorIntegrationTests {

	@Parameter
	TestDatabase database;

	private HikariDataSource pool;

	private JdbcDdlExecutor ddl;

	@BeforeEach
	void open() {
		this.pool = this.database.create(1);
		this.ddl = new JdbcDdlExecutor(this.pool, DataSourceDialects.of(this.pool));
	}

	@AfterEach
	void close() {
		assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		this.pool.close();
	}

	@Test
	void tellsTheTablesAndViewsOfTheCurrentSchema() {
		execute("create table \"Book_1\" (id int primary key)", "create view \"shelf\" as select 1 as x",
				"create schema \"other\"", "create table \"other\".\"hidden\" (id int)");

		assertThat(tables()).containsExactlyInAnyOrder("Book_1", "shelf");
	}

	@Test
	void namesTheStatementThatFailed() {
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> execute("create table \"book\" (id int)", "create table 1"))
			.withMessageContaining("in: create table 1");
	}

	@Test
	void leavesNothingHalfDoneWhereTheDatabaseCanUndoIt() {
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> execute("create table \"book\" (id int)", "create table 1"));

		assertThat(tables()).hasSize((this.database == TestDatabase.POSTGRESQL) ? 0 : 1);
	}

	private void execute(String... statements) {
		this.ddl.execute((existing) -> List.of(statements));
	}

	private Set<String> tables() {
		AtomicReference<Set<String>> found = new AtomicReference<>(Set.of());
		this.ddl.execute((existing) -> {
			found.set(existing.stream()
				.filter((table) -> table.schema().isEmpty())
				.map(TableName::name)
				.collect(Collectors.toSet()));
			return List.of();
		});
		return found.get();
	}

}
