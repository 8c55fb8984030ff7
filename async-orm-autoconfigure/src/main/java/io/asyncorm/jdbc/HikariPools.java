package io.asyncorm.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.ProxyConnection;
import org.jspecify.annotations.Nullable;

/**
 * Reads the size and version of HikariCP's pools, and evicts their connections. Loaded
 * only where it is on the class path.
 */
final class HikariPools {

	private HikariPools() {
	}

	/** Whether a data source is a pool of HikariCP's itself. */
	static boolean isPool(DataSource dataSource) {
		return dataSource instanceof HikariDataSource;
	}

	/** The pool behind a data source; null if it is another. */
	static @Nullable HikariDataSource find(DataSource dataSource) {
		if (dataSource instanceof HikariDataSource pool) {
			return pool;
		}
		try {
			return dataSource.isWrapperFor(HikariDataSource.class) ? dataSource.unwrap(HikariDataSource.class) : null;
		}
		catch (SQLException | RuntimeException ex) {
			// such as of a data source that finds none to choose for this thread
			return null;
		}
	}

	/**
	 * Takes a connection out of its pool; false if it is not from there, or not directly,
	 * or may be from another one: a pool loses for good what is evicted by the wrong one.
	 */
	static boolean evict(DataSource dataSource, Connection connection) {
		HikariDataSource pool = PoolFacts.isChooser(dataSource) ? null : find(dataSource);
		if (pool == null || !(connection instanceof ProxyConnection)) {
			return false;
		}
		pool.evictConnection(connection);
		return true;
	}

	/** Has a pool make all its connections anew, unless it may be one of several. */
	static void evictAll(DataSource dataSource) {
		HikariDataSource pool = PoolFacts.isChooser(dataSource) ? null : find(dataSource);
		HikariPoolMXBean connections = (pool != null) ? pool.getHikariPoolMXBean() : null;
		if (connections != null) {
			connections.softEvictConnections();
		}
	}

	/**
	 * Whether connections come straight from the pool, with nothing done to them by a
	 * subclass.
	 */
	static boolean isPlain(DataSource dataSource) {
		try {
			return dataSource.getClass().getMethod("getConnection").getDeclaringClass() == HikariDataSource.class;
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

	/** The pool's version; null if its jar does not tell. */
	static @Nullable String version() {
		Properties properties = new Properties();
		try (InputStream in = HikariDataSource.class
			.getResourceAsStream("/META-INF/maven/com.zaxxer/HikariCP/pom.properties")) {
			if (in != null) {
				properties.load(in);
			}
		}
		catch (IOException ex) {
			return null;
		}
		return properties.getProperty("version");
	}

}
