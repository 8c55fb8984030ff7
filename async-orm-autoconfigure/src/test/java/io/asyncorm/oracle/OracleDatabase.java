package io.asyncorm.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.asyncorm.assembly.Assembly;
import io.asyncorm.assembly.Engine;
import io.asyncorm.assembly.ExecutionSettings;
import io.asyncorm.assembly.LanePlan;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.jdbc.DataSourceDialects;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The bookshop, and the library on it.
 */
final class OracleDatabase implements AutoCloseable {

	private static final Pattern TABLE = Pattern.compile("CREATE TABLE \"(\\w+)\" (.*);");

	private static final Pattern CHECK = Pattern.compile("CHECK \\((?:[^()]|\\([^()]*\\))*\\)");

	private final HikariDataSource pool;

	private final TestDatabase database;

	private final RecordedSql log = RecordedSql.at(Level.DEBUG);

	private final JdbcTemplate jdbc;

	private final Engine engine;

	private final TransactionTemplate transactionTemplate;

	private final AsyncTransactions transactions;

	private final List<String> resetSequences;

	/** The bookshop on PostgreSQL. */
	OracleDatabase() {
		this(TestDatabase.POSTGRESQL);
	}

	OracleDatabase(TestDatabase database) {
		this.pool = switch (database) {
			case POSTGRESQL -> database.createInUtc(4);
			case H2 -> H2Bookshop.create(database.create());
			case MARIADB -> MariaDbBookshop.create(database.create());
		};
		this.database = database;
		this.jdbc = new JdbcTemplate(this.pool);
		switch (database) {
			case POSTGRESQL -> fillPostgreSql();
			case H2 -> new H2Bookshop(this.jdbc).fill(DataSourceDialects.of(this.pool));
			case MARIADB -> new MariaDbBookshop(this.jdbc).fill(DataSourceDialects.of(this.pool));
		}
		if (database != TestDatabase.POSTGRESQL) {
			checks(CaseFile.resource("oracle/schema.sql")).forEach(this.jdbc::execute);
		}
		this.resetSequences = resetsOfSequences();
		LanePlan lanes = new LanePlan(ExecutionSettings.DEFAULTS, 2, true, false, null, null);
		this.engine = Engine.start(Assembly.of(this.pool, OracleModels.REGISTRY), new VirtualThreadExecutor(), lanes,
				SchemaAction.NONE);
		DataSourceTransactionManager manager = new DataSourceTransactionManager(this.pool);
		this.transactionTemplate = new TransactionTemplate(manager);
		this.transactions = this.engine.transactions(manager);
	}

	/** The checks of the tables that were recorded, which no model tells of. */
	private static List<String> checks(String schema) {
		return TABLE.matcher(schema)
			.results()
			.flatMap((table) -> CHECK.matcher(table.group(2))
				.results()
				.map((check) -> "alter table " + table.group(1) + " add " + check.group().replace("\"", "")))
			.toList();
	}

	private void fillPostgreSql() {
		// A statement that waits for a lock which nobody releases is a failed case
		this.pool.setConnectionInitSql("set time zone 'UTC'; set statement_timeout = '20s'");
		// The pool takes this for a broken connection, but PostgreSQL also says so of a
		// query
		this.pool.setExceptionOverride(new SQLExceptionOverride() {

			@java.lang.Override
			public Override adjudicate(SQLException exception) {
				return "0A000".equals(exception.getSQLState()) ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
			}

		});
		load("oracle/schema.sql");
		load("oracle/data.sql");
		this.jdbc.execute("analyze");
	}

	/** The driver sends a script as it is. */
	private void load(String script) {
		String sql = CaseFile.resource(script);
		try (Connection connection = this.pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Cannot run " + script, ex);
		}
	}

	/** How results are held against recorded ones. */
	Comparison comparison() {
		return (this.database == TestDatabase.POSTGRESQL) ? Comparison.SAME_DATABASE : Comparison.OTHER_DATABASE;
	}

	QuerySets querySets() {
		return this.engine.querySets();
	}

	AsyncTransactions transactions() {
		return this.transactions;
	}

	TransactionTemplate transactionTemplate() {
		return this.transactionTemplate;
	}

	/** The statements since the last {@link #forgetSent()}. */
	SentSql sent() {
		return new SentSql(this.log.statements());
	}

	void forgetSent() {
		this.log.clear();
	}

	/** On the connection of the thread's transaction, if it has one. */
	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	/** So that the next keys are those that were recorded; it may end a transaction. */
	void resetSequences() {
		this.resetSequences.forEach(this.jdbc::execute);
	}

	private List<String> resetsOfSequences() {
		if (this.database == TestDatabase.POSTGRESQL) {
			return List.of(CaseFile.resource("oracle/reset_sequences.sql"));
		}
		return OracleModels.tables()
			.stream()
			.map(OracleModels::ofTable)
			.filter((model) -> model.key().type() == Long.class)
			.map((model) -> {
				Long last = this.jdbc.queryForObject("select coalesce(max(id), 0) from " + model.table(), Long.class);
				return "alter table " + model.table()
						+ ((this.database == TestDatabase.H2) ? " alter column id restart with " : " auto_increment = ")
						+ (Objects.requireNonNull(last) + 1);
			})
			.toList();
	}

	/** Runs something while another session keeps rows locked. */
	void whileLocked(JsonNode locked, Runnable action) {
		var model = OracleModels.named(locked.get("model").stringValue());
		// Only PostgreSQL has others
		String strength = (this.database == TestDatabase.POSTGRESQL) ? locked.path("strength").asString("FOR UPDATE")
				: "FOR UPDATE";
		try (Connection connection = this.pool.getConnection(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			String keys = locked.get("pks").toString().replace('[', '(').replace(']', ')').replace('"', '\'');
			statement.execute("SELECT 1 FROM " + model.table() + " WHERE " + model.key().column() + " IN " + keys + " "
					+ strength);
			try {
				action.run();
			}
			finally {
				connection.rollback();
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Cannot lock " + locked, ex);
		}
	}

	@Override
	public void close() {
		this.engine.close();
		this.pool.close();
		this.log.close();
	}

}
