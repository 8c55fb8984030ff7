package io.asyncorm.testdatabase;

import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;

/**
 * The databases that a test runs on. A test for both of them is a
 * {@code @ParameterizedClass} or {@code @ParameterizedTest} with
 * {@code @EnumSource(TestDatabase.class)}.
 */
public enum TestDatabase {

	/**
	 * PostgreSQL 18 in a container, from embedded binaries or named by a URL, see
	 * {@link PostgreSqlProvider}.
	 */
	POSTGRESQL {

		@Override
		public DatabaseAddress create() {
			return PostgreSqlServer.running().createDatabase();
		}

	},

	/**
	 * H2 in memory, with the settings that Spring Boot gives an embedded database.
	 */
	H2 {

		@Override
		public DatabaseAddress create() {
			String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
			return new DatabaseAddress(url, "sa", "");
		}

	};

	/**
	 * Creates a new, empty database.
	 */
	public abstract DatabaseAddress create();

	/**
	 * Creates a new, empty database and returns a pool on it, which the caller closes.
	 */
	public HikariDataSource create(int poolSize) {
		return create().openPool(poolSize);
	}

	/**
	 * Creates a new, empty database and returns a pool on it whose sessions are in UTC,
	 * where otherwise they are in the time zone of the JVM.
	 */
	public HikariDataSource createInUtc(int poolSize) {
		HikariDataSource pool = create(poolSize);
		pool.setConnectionInitSql("set time zone 'UTC'");
		return pool;
	}

}
