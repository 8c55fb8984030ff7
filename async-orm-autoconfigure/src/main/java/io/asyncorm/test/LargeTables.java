package io.asyncorm.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.expression.QuotedSql;
import io.asyncorm.jdbc.SideStatements;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.json.JsonParserFactory;

/**
 * The tables of a PostgreSQL database that are large where the application runs. In a
 * test they have a few rows, for which no index is worth its while: so the database is
 * told that they have many, and discouraged from all that needs no index, in a
 * transaction of its own that is rolled back.
 */
final class LargeTables {

	private static final Log logger = LogFactory.getLog(LargeTables.class);

	/** Plans without values, {@code EXPLAIN (GENERIC_PLAN)}. */
	private static final int LEAST_VERSION = 16;

	/** What it says of tables can be set. */
	private static final int BELIEVES_IN_ROWS = 18;

	private static final Set<String> PLANNED = Set.of("select", "with", "insert", "update", "delete", "merge");

	private static final String SETTINGS = "SET LOCAL lock_timeout = '5s'; SET LOCAL enable_seqscan = off;"
			+ " SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;"
			+ " SET LOCAL max_parallel_workers_per_gather = 0";

	private static final String MANY_ROWS = """
			SELECT pg_restore_relation_stats('schemaname', n.nspname::text, 'relname', c.relname::text,
				'relpages', 1, 'reltuples', 100000000::real)
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relname = ANY(string_to_array(?, chr(10))) AND c.relkind = 'r' AND has_table_privilege(c.oid, 'MAINTAIN')""";

	/** What keeps the database from being told so, or all from being read. */
	private static final String LOCKS = """
			SELECT DISTINCT quote_literal(c.relname) || ' (' || l.mode || ')'
			FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
			WHERE l.granted AND l.pid <> pg_backend_pid() AND c.relkind IN ('r', 'p') AND c.oid >= 16384
				AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
				AND l.mode IN ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
					'AccessExclusiveLock')
			ORDER BY 1""";

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	private static final String PARTIAL_INDEXES = "SELECT c.relname FROM pg_index i JOIN pg_class c"
			+ " ON c.oid = i.indexrelid WHERE i.indpred IS NOT NULL";

	/** Of tables whose rows the database cannot be made to believe in. */
	private static final String LEADING_COLUMNS = """
			SELECT t.relname || '.' || a.attname
			FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
				JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
			WHERE i.indpred IS NULL AND (pg_relation_size(t.oid) = 0 OR current_setting('server_version_num')::int < 180000)""";

	private final DataSource dataSource;

	private final Dialect dialect;

	private final Set<String> tables;

	LargeTables(DataSource dataSource, Dialect dialect, Set<String> tables) {
		this.dataSource = dataSource;
		this.dialect = dialect;
		this.tables = tables;
	}

	/** What cannot use an index, with its line and the one that is missing. */
	List<String> faults(Collection<SentQuery> sent) throws SQLException {
		Set<String> faults = new LinkedHashSet<>();
		Map<String, List<ScannedTable>> scans = new HashMap<>();
		try (Connection connection = this.dataSource.getConnection()) {
			requirePostgreSql(connection);
			boolean before = connection.getAutoCommit();
			connection.setAutoCommit(false);
			try {
				SideStatements statements = new SideStatements("index guard", connection, this.dialect);
				ScannedTables.Indexes indexes = prepare(connection, statements);
				for (SentQuery query : sent) {
					if (!scans.containsKey(query.sql())) {
						scans.put(query.sql(), scans(connection, statements, query, indexes));
					}
					scans.get(query.sql()).forEach((scan) -> faults.add(text(query, scan)));
				}
			}
			finally {
				connection.rollback();
				connection.setAutoCommit(before);
			}
		}
		return List.copyOf(faults);
	}

	private static void requirePostgreSql(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName();
		int version = connection.getMetaData().getDatabaseMajorVersion();
		if (!product.equals("PostgreSQL") || version < LEAST_VERSION) {
			throw new IllegalStateException("@AsyncOrmTest(indexes = REQUIRED) asks PostgreSQL " + LEAST_VERSION
					+ " or newer for its plans, and the database of the test is " + product + " " + version);
		}
	}

	private ScannedTables.Indexes prepare(Connection connection, SideStatements statements) throws SQLException {
		statements.execute(SETTINGS);
		Savepoint savepoint = connection.setSavepoint();
		try {
			if (connection.getMetaData().getDatabaseMajorVersion() >= BELIEVES_IN_ROWS) {
				statements.query(MANY_ROWS, String.join("\n", this.tables));
			}
			return new ScannedTables.Indexes(Set.copyOf(statements.query(PARTIAL_INDEXES)),
					Set.copyOf(statements.query(LEADING_COLUMNS)));
		}
		catch (SQLException ex) {
			connection.rollback(savepoint);
			requireNotLocked(ex, statements);
			throw ex;
		}
	}

	private static void requireNotLocked(SQLException failure, SideStatements statements) throws SQLException {
		if (LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
			List<String> locks = statements.query(LOCKS);
			throw new IllegalStateException("@AsyncOrmTest(indexes = REQUIRED) asks for plans on a connection of its"
					+ " own, which has waited too long for a table that another transaction has locked"
					+ (locks.isEmpty() ? "" : ": " + String.join(", ", locks))
					+ ". If it is the transaction of the test, which lasts until the plans are known, do not TRUNCATE or"
					+ " change tables in it: delete the rows, or do that before it, as in @BeforeTransaction", failure);
		}
	}

	private List<ScannedTable> scans(Connection connection, SideStatements statements, SentQuery query,
			ScannedTables.Indexes indexes) throws SQLException {
		if (!PLANNED.contains(query.sql().strip().split("\\W", 2)[0].toLowerCase(Locale.ROOT))) {
			return List.of();
		}
		Savepoint savepoint = connection.setSavepoint();
		try {
			statements.execute(explained("EXPLAIN (GENERIC_PLAN, VERBOSE, FORMAT JSON) " + numbered(query.sql())));
			String plan = statements.query("SELECT current_setting('async_orm.plan')").get(0);
			return new ScannedTables(this.tables, indexes, query.sql())
				.of(JsonParserFactory.getJsonParser().parseList(plan));
		}
		catch (SQLException ex) {
			connection.rollback(savepoint);
			logger.warn("Nobody knows whether an index can serve '" + query + "': " + ex.getMessage());
			return List.of();
		}
	}

	/**
	 * The driver would bind values to the parameters of a plan that has none, so that the
	 * server itself runs the statement, and keeps what it says.
	 */
	private static String explained(String explain) {
		return "DO " + literal("DECLARE plan text; BEGIN EXECUTE " + literal(explain)
				+ " INTO plan; PERFORM set_config('async_orm.plan', plan, true); END");
	}

	private static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	/** The statement with the server's parameters in place of JDBC's. */
	private static String numbered(String sql) {
		StringBuilder numbered = new StringBuilder();
		int number = 0;
		int position = 0;
		while (position < sql.length()) {
			int end = QuotedSql.end(sql, position);
			if (end > position) {
				numbered.append(sql, position, end);
				position = end;
			}
			else if (sql.startsWith("??", position)) {
				numbered.append('?');
				position += 2;
			}
			else if (sql.charAt(position) == '?') {
				numbered.append('$').append(++number);
				position++;
			}
			else {
				numbered.append(sql.charAt(position++));
			}
		}
		return numbered.toString();
	}

	private static String text(SentQuery query, ScannedTable scan) {
		List<String> columns = new ArrayList<>(scan.columns());
		String missing = columns.isEmpty()
				? (scan.conditions().isEmpty()
						? "It has no condition on the table: give it one, or order it by an index and slice it"
						: "Missing: an index on the expression in the condition")
				: "Missing: CREATE INDEX ON \"" + scan.table() + "\" (" + String.join(", ", columns) + ")";
		String conditions = scan.conditions().isEmpty() ? "" : " for " + String.join(" and ", scan.conditions());
		return query.operation() + ((query.line() != null) ? " at " + query.line() : "") + " reads all of '"
				+ scan.table() + "'" + conditions + ": " + query.sql() + "\n    " + missing;
	}

}
