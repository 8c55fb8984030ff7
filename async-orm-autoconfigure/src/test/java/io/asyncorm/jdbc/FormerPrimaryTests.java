package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.HikariDataSource;
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

	private Connection connection() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			return connection.unwrap(Connection.class);
		}
	}

}
