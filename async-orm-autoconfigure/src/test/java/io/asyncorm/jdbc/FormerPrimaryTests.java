package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FormerPrimary}.
 */
class FormerPrimaryTests {

	private final HikariDataSource pool = TestDatabase.H2.create(1);

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

	private final FormerPrimary former = new FormerPrimary(this.pool, this.clock::get);

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void aServerThatIsMeantToTakeNoWritesIsLeftAloneForASecond() throws SQLException {
		Connection first = connection();
		this.former.found();
		Connection second = connection();
		this.clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
		this.former.found();
		Connection third = connection();
		this.clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
		this.former.found();

		assertThat(second).isNotSameAs(first);
		assertThat(third).isSameAs(second);
		assertThat(connection()).isNotSameAs(third);
	}

	/** What was made since leads there, too, when an hour has passed. */
	@Test
	void connectionsAreKeptWhereTwoNewOnesLeadThereToo() throws SQLException {
		PostgresDialect dialect = new PostgresDialect();
		SqlLog log = new SqlLog(dialect.errors(), null);
		try (HikariDataSource postgres = TestDatabase.POSTGRESQL.create(3)) {
			postgres.setConnectionInitSql("set session characteristics as transaction read only");
			FormerPrimary found = new FormerPrimary(postgres, this.clock::get);
			assertThat(found.found()).isTrue();
			this.clock.addAndGet(TimeUnit.HOURS.toNanos(1));
			try (Connection first = postgres.getConnection();
					Connection second = postgres.getConnection();
					Connection third = postgres.getConnection()) {

				assertThat(found.isBehind(first, dialect, log)).isTrue();
				assertThat(found.isBehind(first, dialect, log)).isFalse();
				assertThat(found.isBehind(second, dialect, log)).isFalse();
				assertThat(found.isBehind(third, dialect, log)).isFalse();
				assertThat(found.found()).isFalse();
				this.clock.addAndGet(TimeUnit.SECONDS.toNanos(10));
				assertThat(found.found()).isTrue();
				assertThat(found.isBehind(third, dialect, log)).isTrue();
			}
		}
	}

	private Connection connection() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			return connection.unwrap(Connection.class);
		}
	}

}
