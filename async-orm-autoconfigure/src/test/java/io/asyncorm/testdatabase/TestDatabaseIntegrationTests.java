package io.asyncorm.testdatabase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link TestDatabase}.
 */
class TestDatabaseIntegrationTests {

	@ParameterizedTest
	@EnumSource
	void answers(TestDatabase database) throws SQLException {
		assertThat(query(database, "select 1")).containsExactly("1");
	}

	@ParameterizedTest
	@EnumSource
	void everyDatabaseIsANewOne(TestDatabase database) throws SQLException {
		try (HikariDataSource one = database.create(1); HikariDataSource other = database.create(1)) {
			update(one, "create table book (id int)");

			update(other, "create table book (id int)");
			update(one, "insert into book values (1)");

			assertThat(query(other, "select id from book")).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void databaseGoesWithItsPool(TestDatabase database) throws SQLException {
		HikariDataSource pool = database.create(1);
		update(pool, "create table book (id int)");

		pool.close();

		try (HikariDataSource again = new DatabaseAddress(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword())
			.openPool(1)) {
			assertThatException().isThrownBy(() -> query(again, "select id from book"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void poolHasTheSizeThatWasAskedFor(TestDatabase database) throws SQLException {
		try (HikariDataSource pool = database.create(3)) {
			List<Connection> connections = List.of(pool.getConnection(), pool.getConnection(), pool.getConnection());

			assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(3);
			assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
			for (Connection connection : connections) {
				connection.close();
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void sessionsMayBeInUtc(TestDatabase database) throws SQLException {
		try (HikariDataSource pool = database.createInUtc(1)) {
			assertThat(query(pool, switch (database) {
				case POSTGRESQL -> "show timezone";
				case H2 -> "select setting_value from information_schema.settings where setting_name = 'TIME ZONE'";
				case MARIADB -> "select if(@@time_zone = '+00:00', 'UTC', @@time_zone)";
			})).containsExactly("UTC");
		}
	}

	@Test
	void postgreSqlIsVersion18() throws SQLException {
		List<String> version = query(TestDatabase.POSTGRESQL, "show server_version_num");

		assertThat(version).singleElement().asString().startsWith("18");
	}

	@Test
	void postgreSqlIsInUtf8AndSortsByCodePoint() throws SQLException {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(1)) {
			assertThat(query(pool, "show server_encoding")).containsExactly("UTF8");
			assertThat(query(pool,
					"select coalesce(datlocale, datcollate) from pg_database " + "where datname = current_database()"))
				.containsExactly("C.UTF-8");
			assertThat(query(pool, "select v from (values ('a'), ('B'), ('\u00e9'), ('Z')) t (v) order by v"))
				.containsExactly("B", "Z", "a", "\u00e9");
			assertThat(query(pool, "select upper('\u00e9')")).containsExactly("\u00c9");
		}
	}

	private static List<String> query(TestDatabase database, String sql) throws SQLException {
		try (HikariDataSource pool = database.create(1)) {
			return query(pool, sql);
		}
	}

	private static List<String> query(HikariDataSource pool, String sql) throws SQLException {
		List<String> values = new ArrayList<>();
		try (Connection connection = pool.getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				values.add(rows.getString(1));
			}
		}
		return values;
	}

	private static void update(HikariDataSource pool, String sql) throws SQLException {
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.executeUpdate(sql);
		}
	}

}
