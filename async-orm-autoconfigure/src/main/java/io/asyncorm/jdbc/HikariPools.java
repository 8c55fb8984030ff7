package io.asyncorm.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.ProxyConnection;
import com.zaxxer.hikari.util.ConcurrentBag;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Reads the size and version of HikariCP's pools, and evicts their connections. Loaded
 * only where it is on the class path.
 */
final class HikariPools {

	private static final String VERSION_FILE = "META-INF/maven/com.zaxxer/HikariCP/pom.properties";

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

	/** Where a pool connects to; null if it is another, or has no URL. */
	static @Nullable String url(DataSource dataSource) {
		HikariDataSource pool = find(dataSource);
		return (pool != null) ? pool.getJdbcUrl() : null;
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

	/**
	 * Has a pool make all its connections anew; false if it is another, or may be one of
	 * several.
	 */
	static boolean evictAll(DataSource dataSource) {
		HikariDataSource pool = PoolFacts.isChooser(dataSource) ? null : find(dataSource);
		HikariPoolMXBean connections = (pool != null) ? pool.getHikariPoolMXBean() : null;
		if (connections != null) {
			connections.softEvictConnections();
		}
		return connections != null;
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

	/**
	 * The pool's version; null if its jar does not tell. Other jars are not asked: one
	 * that holds a pool under another name brings that one's file along.
	 */
	static @Nullable String version() {
		try {
			String jar = jar();
			List<URL> files = Collections.list(loader().getResources(VERSION_FILE))
				.stream()
				.filter((file) -> jar == null || file.toString().equals(jar + VERSION_FILE))
				.toList();
			return (files.size() == 1) ? version(files.get(0)) : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Whether the pool tells virtual threads from others, as 7.1.0 does and what others
	 * have made of versions before it: those do not spin, whatever version a file says
	 * that may be of another pool in the same jar.
	 */
	static boolean knowsVirtualThreads() {
		try {
			ConcurrentBag.class.getDeclaredMethod("isCurrentThreadVirtual");
			return true;
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

	/** Where the pool's classes are; null in a native image, where no files are. */
	private static @Nullable String jar() {
		String type = ClassUtils.convertClassNameToResourcePath(HikariDataSource.class.getName())
				+ ClassUtils.CLASS_FILE_SUFFIX;
		URL file = loader().getResource(type);
		return (file != null) ? file.toString().substring(0, file.toString().length() - type.length()) : null;
	}

	private static ClassLoader loader() {
		return HikariDataSource.class.getClassLoader();
	}

	private static @Nullable String version(URL file) throws IOException {
		Properties properties = new Properties();
		try (InputStream in = file.openStream()) {
			properties.load(in);
		}
		return properties.getProperty("version");
	}

}
