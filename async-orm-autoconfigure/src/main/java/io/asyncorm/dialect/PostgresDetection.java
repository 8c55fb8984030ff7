package io.asyncorm.dialect;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tells engines that speak PostgreSQL apart by their versions and extensions, and drivers
 * in front of several servers by what they cannot do. What is not known for another
 * engine is PostgreSQL.
 */
final class PostgresDetection implements EngineDetection {

	private static final String VERSION = "version";

	private static final String PARTS = "parts";

	private static final String CITUS = "extension citus ";

	private static final String AURORA = "function aurora_version";

	private static final String ALLOYDB = "settings of alloydb";

	private static final String LOCK_TABLE = "table " + PostgresEngine.LOCK_TABLE;

	/** What engines have that PostgreSQL has not, and the table of locks. */
	private static final String FIND_PARTS = "SELECT 'extension ' || extname || ' ' || extversion FROM pg_extension"
			+ " UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE proname = 'aurora_version'"
			+ " UNION ALL SELECT DISTINCT '" + ALLOYDB + "' FROM pg_settings WHERE name LIKE 'alloydb.%'"
			+ " UNION ALL SELECT '" + LOCK_TABLE + "' WHERE to_regclass('" + PostgresEngine.LOCK_TABLE
			+ "') IS NOT NULL";

	/** As in {@code CockroachDB CCL v24.3.1 (x86_64-pc-linux-gnu, ...)}. */
	private static final Pattern COCKROACH = Pattern.compile("CockroachDB .*?v?(\\d[\\w.-]*).*");

	/** As in {@code PostgreSQL 15.2-YB-2.25.1.0-b381 on x86_64-pc-linux-gnu, ...}. */
	private static final Pattern YUGABYTE = Pattern.compile("PostgreSQL \\S*-YB-(\\d[\\d.]*).*");

	private static final Pattern POSTGRESQL = Pattern.compile("PostgreSQL (\\d[\\w.]*).*");

	@Override
	public Map<String, String> queries() {
		Map<String, String> queries = new LinkedHashMap<>();
		queries.put(VERSION, "SELECT version()");
		queries.put(PARTS, FIND_PARTS);
		return queries;
	}

	@Override
	public Dialect choose(Map<String, List<String>> answers, Connection connection) {
		List<String> version = answers.getOrDefault(VERSION, List.of());
		PostgresEngine server = server(version.isEmpty() ? "" : version.get(0), answers.getOrDefault(PARTS, List.of()));
		return new PostgresDialect(behind(connection, server));
	}

	private static PostgresEngine server(String version, List<String> parts) {
		Matcher cockroach = COCKROACH.matcher(version);
		if (cockroach.matches()) {
			return PostgresEngine.cockroach("CockroachDB " + cockroach.group(1));
		}
		Matcher yugabyte = YUGABYTE.matcher(version);
		if (yugabyte.matches()) {
			return PostgresEngine.yugabyte("YugabyteDB " + yugabyte.group(1));
		}
		Matcher matcher = POSTGRESQL.matcher(version);
		String postgres = matcher.matches() ? "PostgreSQL " + matcher.group(1) : PostgresEngine.POSTGRESQL.name();
		for (String part : parts) {
			if (part.startsWith(CITUS)) {
				return PostgresEngine.citus(PostgresEngine.CITUS + part.substring(CITUS.length()) + " on " + postgres,
						parts.contains(LOCK_TABLE));
			}
		}
		String kind = parts.contains(AURORA) ? "Aurora " : parts.contains(ALLOYDB) ? "AlloyDB " : "";
		return PostgresEngine.named(kind + postgres);
	}

	/** What is left of an engine behind a driver that stands in front of several. */
	private static PostgresEngine behind(Connection connection, PostgresEngine server) {
		if (isShardingSphere(connection)) {
			return server.behindShardingSphere();
		}
		return makesArrays(connection) ? server
				: server.with(EngineSettings.DETECTED.withArrays(ArrayBinding.LISTS).withLargeUpdate(false));
	}

	private static boolean isShardingSphere(Connection connection) {
		return isOfShardingSphere(connection) || isOfShardingSphere(unwrapped(connection));
	}

	private static boolean isOfShardingSphere(@Nullable Connection connection) {
		return connection != null && connection.getClass().getName().startsWith("org.apache.shardingsphere.");
	}

	/** The connection in a pool's; null if it does not tell. */
	private static @Nullable Connection unwrapped(Connection connection) {
		try {
			return connection.unwrap(Connection.class);
		}
		catch (SQLException | RuntimeException ex) {
			return null;
		}
	}

	/** Whoever cannot make arrays does not count in {@code long} either. */
	private static boolean makesArrays(Connection connection) {
		try {
			Array array = connection.createArrayOf("int8", new Object[] { 1L });
			array.free();
			return true;
		}
		catch (SQLFeatureNotSupportedException | UnsupportedOperationException ex) {
			return false;
		}
		catch (SQLException ex) {
			return true; // of another cause, which statements will tell
		}
	}

}
