package io.asyncorm.testdatabase;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;

/**
 * Where a test finds its database.
 *
 * @param url the JDBC URL
 * @param username the name to log in with
 * @param password the password to log in with
 */
public record DatabaseAddress(String url, String username, String password) {

	/**
	 * The same database for another user. The URL must not name one: PostgreSQL's driver
	 * would log in as that.
	 */
	public DatabaseAddress as(String username, String password) {
		return new DatabaseAddress(
				this.url.replaceAll("(?<=[?&])(?:user|password)=[^&]*&?", "").replaceAll("[?&]$", ""), username,
				password);
	}

	/**
	 * Returns a pool on the database. It takes its first connection when it is first
	 * asked for one, so settings may be changed until then. The caller closes it.
	 */
	public HikariDataSource openPool(int size) {
		return configure(new HikariDataSource(), size);
	}

	/** Returns such a pool, with which the database goes. */
	HikariDataSource openPool(int size, Runnable drop) {
		return configure(new OwnDatabasePool(drop), size);
	}

	private HikariDataSource configure(HikariDataSource pool, int size) {
		pool.setJdbcUrl(this.url);
		pool.setUsername(this.username);
		pool.setPassword(this.password);
		pool.setMaximumPoolSize(size);
		pool.setMinimumIdle(0);
		return pool;
	}

	/**
	 * Returns the properties that point Spring Boot to the database, as
	 * {@code name=value}.
	 */
	public String[] toProperties() {
		return new String[] { "spring.datasource.url=" + this.url, "spring.datasource.username=" + this.username,
				"spring.datasource.password=" + this.password };
	}

	/** The name of the database on its server. */
	String databaseName() {
		String path = this.url.replaceFirst("[?].*", "");
		return path.substring(path.lastIndexOf('/') + 1);
	}

	Connection connect() throws SQLException {
		return DriverManager.getConnection(this.url, this.username, this.password);
	}

}
