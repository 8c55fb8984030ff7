package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
				this.clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
				assertThat(found.found()).isTrue();
				assertThat(found.isBehind(third, dialect, log)).isTrue();
			}
		}
	}

	/** A primary may be fenced some time before the address leads to another one. */
	@Test
	void theyAreKeptForLongerEachTime() throws SQLException {
		PostgresDialect dialect = new PostgresDialect();
		SqlLog log = new SqlLog(dialect.errors(), null);
		try (HikariDataSource postgres = TestDatabase.POSTGRESQL.create(2)) {
			postgres.setConnectionInitSql("set session characteristics as transaction read only");
			FormerPrimary found = new FormerPrimary(postgres, this.clock::get);
			List<Long> kept = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				kept.add(secondsKept(found, postgres, dialect, log));
			}

			this.clock.addAndGet(TimeUnit.HOURS.toNanos(1));

			assertThat(kept).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
			assertThat(secondsKept(found, postgres, dialect, log)).isOne();
		}
	}

	/** How long connections are kept once two new ones have led there as well. */
	private long secondsKept(FormerPrimary found, HikariDataSource postgres, PostgresDialect dialect, SqlLog log)
			throws SQLException {
		assertThat(found.found()).isTrue();
		try (Connection first = postgres.getConnection(); Connection second = postgres.getConnection()) {
			this.clock.addAndGet(TimeUnit.HOURS.toNanos(1));
			found.isBehind(first, dialect, log);
			found.isBehind(second, dialect, log);
		}
		long seconds = 0;
		while (!found.found()) {
			this.clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
			seconds++;
		}
		return seconds;
	}

	private Connection connection() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			return connection.unwrap(Connection.class);
		}
	}

}
