package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Connections}.
 */
class ConnectionsTests {

	/** The pool closes what is evicted in a thread of its own. */
	@Test
	void evictingAConnectionWithChangedSettingsNeverFails() throws SQLException {
		try (HikariDataSource pool = TestDatabase.H2.create(1)) {
			for (int i = 0; i < 300; i++) {
				Connection connection = pool.getConnection();
				connection.setReadOnly(true);
				connection.setAutoCommit(false);

				Connections.evict(pool, connection);

				assertThat(connection.isClosed()).isTrue();
			}
		}
	}

}
