package io.asyncorm.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationCursor;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link JdbcOperationSession}: how it treats its connection.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class JdbcOperationSessionIntegrationTests {

	@Parameter
	TestDatabase database;

	private HikariDataSource pool;

	private JdbcOperationExecutor executor;

	private OperationSession session;

	@BeforeEach
	void open() {
		this.pool = this.database.create(2);
		this.executor = SqlDatabase.executor(this.pool);
		this.session = this.executor.openSession();
	}

	@AfterEach
	void close() {
		this.session.release();
		assertThat(active()).isZero();
		this.pool.close();
	}

	@Test
	void takesAConnectionWhenItFirstNeedsOneAndKeepsIt() {
		assertThat(active()).isZero();

		Long first = this.session.execute(backend());
		assertThat(active()).isEqualTo(1);

		assertThat(this.session.execute(backend())).isEqualTo(first);
		this.session.release();
		assertThat(active()).isZero();
	}

	@Test
	void canBeUsedAgainAfterItsRelease() {
		this.session.execute(backend());
		this.session.release();

		assertThat(this.session.execute(SqlDatabase.scalar(Long.class, "select 7"))).isEqualTo(7);
	}

	@Test
	void keepsTheConnectionWhenAStatementIsWrong() {
		Long backend = this.session.execute(backend());

		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.session.execute(SqlDatabase.scalar(Long.class, "select nonsense")));

		assertThat(this.session.execute(backend())).isEqualTo(backend);
	}

	@Test
	void cancelEndsTheStatementInTheServer() throws Exception {
		CompletableFuture<Object> result = start(endless());

		long begin = System.nanoTime();
		cancelUntilDone(result);

		assertThat(failure(result)).isInstanceOf(QueryTimeoutException.class)
			.hasMessageStartingWith("Test.asql: ")
			.hasMessageContaining("cancelled");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
		assertThat(this.session.execute(SqlDatabase.scalar(Long.class, "select 7"))).isEqualTo(7);
	}

	@Test
	void cancelWithNothingToCancelLeavesTheConnectionAlone() {
		Long backend = this.session.execute(backend());

		this.session.cancel();

		assertThat(this.session.execute(backend())).isEqualTo(backend);
	}

	@Test
	void connectionsOfPoolsWithoutAutoCommitComeBackAsTheyWere() throws SQLException {
		try (HikariDataSource manual = this.database.create(1)) {
			manual.setAutoCommit(false);
			OperationSession other = SqlDatabase.executor(manual).openSession();
			other.execute(SqlDatabase.change("create table t (id int)"));
			other.execute(SqlDatabase.change("insert into t values (1)"));
			other.release();

			try (Connection connection = manual.getConnection()) {
				assertThat(connection.getAutoCommit()).isFalse();
				connection.rollback();
			}
			assertThat(other.execute(SqlDatabase.scalar(Long.class, "select count(*) from t"))).isEqualTo(1);
			other.release();
		}
	}

	@Test
	void aConnectionOnWhichAReadingCannotBeginIsNotUsedAgain() {
		DatabaseAddress address = this.database.create();
		UnwillingToBegin driver = new UnwillingToBegin(address);
		try (HikariDataSource one = new HikariDataSource()) {
			one.setDataSource(driver);
			one.setMaximumPoolSize(1);
			one.setMinimumIdle(0);
			OperationSession other = SqlDatabase.executor(one).openSession();
			other.execute(backend());
			other.release();
			int before = driver.connections.get();

			try (OperationCursor<List<Long>> cursor = other.open(rows(), 10, CallSite.none())) {
				assertThat(catchThrowable(cursor::next)).isInstanceOf(DataAccessException.class);
			}

			other.execute(backend());
			other.release();
			assertThat(driver.connections).hasValue(before + 1);
		}
	}

	@Test
	void aReadingGivesItsConnectionBackAsItWas() throws SQLException {
		try (HikariDataSource manual = this.database.create(1)) {
			manual.setAutoCommit(false);
			OperationSession other = SqlDatabase.executor(manual).openSession();
			Long backend = other.execute(backend());

			for (boolean toTheEnd : new boolean[] { true, false }) {
				try (OperationCursor<List<Long>> cursor = other.open(rows(), 2, CallSite.none())) {
					assertThat(cursor.next()).hasSize(2);
					assertThat(toTheEnd ? cursor.next() : null).isNull();
				}
				assertThat(other.execute(SqlDatabase.change("create table t" + toTheEnd + " (id int)"))).isZero();
				other.release();
				try (Connection connection = manual.getConnection()) {
					assertThat(connection.getAutoCommit()).isFalse();
					assertThat(connection.isReadOnly()).isFalse();
				}
				assertThat(other.execute(backend())).isEqualTo(backend);
			}
			other.release();
		}
	}

	@Test
	void saysThatThereWasNoConnection() throws SQLException {
		try (HikariDataSource small = this.database.create(1)) {
			small.setConnectionTimeout(250);
			OperationSession other = SqlDatabase.executor(small).openSession();
			Connection taken = small.getConnection();

			assertThatExceptionOfType(CannotGetJdbcConnectionException.class).isThrownBy(() -> other.execute(backend()))
				.withMessageStartingWith("Test.asql: no connection");

			taken.close();
			assertThat(other.execute(SqlDatabase.scalar(Long.class, "select 7"))).isEqualTo(7);
			other.release();
		}
	}

	@Test
	void brokenConnectionsAreNotUsedAgain() {
		Long backend = this.session.execute(backend());
		kill(backend);

		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> this.session.execute(SqlDatabase.scalar(Long.class, "select 7")));

		assertThat(active()).isZero();
		assertThat(this.session.execute(backend())).isNotEqualTo(backend);
	}

	@Test
	void aWriteOnAConnectionThatIsLostHasAnUnknownOutcome() {
		kill(this.session.execute(backend()));

		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> this.session.execute(SqlDatabase.change("create table t (id int)")))
			.withMessageContaining("it is unknown whether this was written");
	}

	@Test
	void aReadingWhoseConnectionIsLostFailsByThatAndClosesQuietly() {
		TestDatabase.require(this.database != TestDatabase.H2, "H2 has read two rows with the first");
		OperationSession reading = this.executor.openSession();
		for (int i = 0; i < 20; i++) {
			Long backend = reading.execute(backend());
			OperationCursor<List<Long>> cursor = reading.open(manyRows(), 1, CallSite.none());
			assertThat(cursor.next()).hasSize(1);
			kill(backend);

			Throwable failure = catchThrowable(() -> {
				while (cursor.next() != null) {
					Thread.onSpinWait();
				}
			});
			Throwable closing = catchThrowable(cursor::close);

			assertThat(failure).isInstanceOf(DataAccessResourceFailureException.class);
			assertThat(closing).isNull();
		}
		reading.release();
	}

	@Test
	void whatIsCancelledBeforeItsCommitIsNotWritten() throws SQLException {
		this.session.execute(SqlDatabase.change("create table t (id int)"));
		StatementGate gate = new StatementGate(DataSourceDialects.of(this.pool));
		SessionConnection connection = new SessionConnection(this.pool, DataSourceDialects.of(this.pool), gate,
				new SqlLog(DataSourceDialects.of(this.pool).errors(), null));
		connection.take();
		gate.open();

		Throwable failure = catchThrowable(() -> connection.writing(() -> {
			connection.jdbc().createStatement().execute("insert into t values (1)");
			return gate.cancel();
		}));

		gate.close();
		connection.release();
		assertThat(failure).isInstanceOf(SQLException.class).hasMessageContaining("cancelled");
		assertThat(this.session.execute(SqlDatabase.scalar(Long.class, "select count(*) from t"))).isZero();
	}

	/** HikariCP closes connections that cannot do what they are asked for. */
	@Test
	void anErrorAfterWhichThePoolClosesTheConnectionCostsTheNextOperationNothing() {
		TestDatabase.require(this.database != TestDatabase.MARIADB, "MariaDB locks rows whatever the query");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.session.execute(SqlDatabase
			.scalar(String.class, "select distinct table_name from information_schema.tables for update")));

		assertThat(this.session.execute(SqlDatabase.scalar(Long.class, "select 7"))).isEqualTo(7);
	}

	@Test
	void aFailureInASavepointIsNotHiddenByItsUndoing() throws SQLException {
		try (Connection transaction = this.pool.getConnection()) {
			transaction.setAutoCommit(false);
			Dialect dialect = DataSourceDialects.of(this.pool);
			JdbcWriteSession writes = new JdbcWriteSession("Test.asave",
					new CallerConnection(this.pool, transaction, new StatementGate(dialect), CallSite.none()),
					SqlDatabase.statements(dialect), SqlDatabase.runner(dialect), new TransactionLocks(dialect.locks(),
							SqlDatabase.runner(dialect), new SqlLog(dialect.errors(), null), Duration.ZERO));

			Throwable failure = catchThrowable(() -> writes.inSavepoint(() -> {
				transaction.rollback();
				throw new SQLException("collided", "40001");
			}));

			assertThat(failure).hasMessage("collided");
			// MariaDB's driver knows that there is nothing to undo
			assertThat(failure.getSuppressed()).hasSize((this.database == TestDatabase.MARIADB) ? 0 : 1);
			transaction.rollback();
		}
	}

	@Test
	void whatIsDoneTogetherIsUndoneTogether() throws SQLException {
		this.session.execute(SqlDatabase.change("create table t (id int)"));
		SessionConnection connection = connection(this.pool);
		connection.take();

		Throwable failure = catchThrowable(() -> connection.inTransaction(() -> {
			connection.inTransaction(() -> connection.jdbc().createStatement().execute("insert into t values (1)"));
			throw new SQLException("enough", "12345");
		}));
		connection.inTransaction(() -> connection.jdbc().createStatement().execute("insert into t values (2)"));

		assertThat(failure).hasMessage("enough");
		assertThat(connection.jdbc().getAutoCommit()).isTrue();
		connection.release();
		assertThat(this.session.execute(SqlDatabase.scalar(Long.class, "select sum(id) from t"))).isEqualTo(2);
	}

	@Test
	void transactionsOfItsOwnAreReadCommittedAndLeaveNoTrace() throws SQLException {
		try (Connection strict = this.pool.getConnection()) {
			strict.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
			strict.setAutoCommit(false);
			SessionConnection connection = connection(new SingleConnectionDataSource(strict, true));
			connection.take();

			String inside = connection.inTransaction(() -> isolation(connection.jdbc()));
			connection.release();

			assertThat(inside).isEqualToIgnoringCase("read committed");
			assertThat(strict.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
			assertThat(strict.getAutoCommit()).isFalse();
		}
	}

	/** MariaDB knows it of a transaction when that has met a table. */
	private String isolation(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			if (this.database == TestDatabase.MARIADB) {
				statement.execute("create temporary table t (id int) engine = innodb");
				statement.execute("insert into t values (1)");
			}
			try (ResultSet rows = statement.executeQuery(switch (this.database) {
				case POSTGRESQL -> "show transaction isolation level";
				case H2 -> "select isolation_level from information_schema.sessions where session_id = session_id()";
				case MARIADB -> "select trx_isolation_level from information_schema.innodb_trx"
						+ " where trx_mysql_thread_id = connection_id()";
			})) {
				return rows.next() ? rows.getString(1) : "";
			}
		}
	}

	private static SessionConnection connection(DataSource dataSource) {
		Dialect dialect = DataSourceDialects.of(dataSource);
		return new SessionConnection(dataSource, dialect, new StatementGate(dialect),
				new SqlLog(dialect.errors(), null));
	}

	private CompletableFuture<Object> start(Operation<?> operation) {
		CompletableFuture<Object> result = new CompletableFuture<>();
		Thread.ofVirtual().start(() -> {
			try {
				result.complete(this.session.execute(operation));
			}
			catch (RuntimeException ex) {
				result.completeExceptionally(ex);
			}
		});
		return result;
	}

	/** Before the operation began there is nothing to cancel. */
	private void cancelUntilDone(CompletableFuture<?> result) {
		while (!result.isDone()) {
			this.session.cancel();
			Thread.onSpinWait();
		}
	}

	private static Throwable failure(CompletableFuture<?> result) throws Exception {
		Throwable failure = catchThrowable(() -> result.get(20, TimeUnit.SECONDS));
		return (failure instanceof ExecutionException) ? failure.getCause() : failure;
	}

	private Operation<?> endless() {
		return switch (this.database) {
			case POSTGRESQL -> SqlDatabase.scalar(String.class, "select pg_sleep(30)");
			case H2 -> SqlDatabase.scalar(Long.class,
					"select count(*) from system_range(1, 1000000) a cross join system_range(1, 1000000) b");
			case MARIADB -> SqlDatabase.scalar(Long.class,
					"select sum(a.seq * b.seq) from seq_1_to_1000000 a cross join seq_1_to_1000000 b");
		};
	}

	/** More than a driver has in its buffers. */
	private Operation.Rows<List<Long>> manyRows() {
		String sql = (this.database == TestDatabase.POSTGRESQL) ? "select * from generate_series(1, 1000000)"
				: "select seq from seq_1_to_1000000";
		return new Operation.Sql<>("Test.aiterator", sql, List.of(),
				new SqlRows.Scalars<Long, List<Long>>(Long.class, (rows) -> rows));
	}

	private static Operation.Rows<List<Long>> rows() {
		return new Operation.Sql<>("Test.aiterator", "select 1 union all select 2", List.of(),
				new SqlRows.Scalars<Long, List<Long>>(Long.class, (rows) -> rows));
	}

	private Operation<Long> backend() {
		return SqlDatabase.scalar(Long.class, switch (this.database) {
			case POSTGRESQL -> "select pg_backend_pid()";
			case H2 -> "select session_id()";
			case MARIADB -> "select connection_id()";
		});
	}

	private void kill(long backend) {
		OperationSession other = this.executor.openSession();
		Operation<?> kill = switch (this.database) {
			case POSTGRESQL -> SqlDatabase.scalar(Boolean.class, "select pg_terminate_backend(?::int)", backend);
			case H2 -> SqlDatabase.scalar(Boolean.class, "select abort_session(?)", backend);
			case MARIADB -> SqlDatabase.change("kill ?", backend);
		};
		other.execute(kill);
		other.release();
	}

	private int active() {
		return (this.pool.getHikariPoolMXBean() != null) ? this.pool.getHikariPoolMXBean().getActiveConnections() : 0;
	}

	/**
	 * Gives connections that refuse to begin a transaction.
	 */
	private static final class UnwillingToBegin extends DelegatingDataSource {

		private final AtomicInteger connections = new AtomicInteger();

		UnwillingToBegin(DatabaseAddress address) {
			super(new DriverManagerDataSource(address.url(), address.username(), address.password()));
		}

		@Override
		public Connection getConnection() throws SQLException {
			this.connections.incrementAndGet();
			Connection connection = super.getConnection();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("setAutoCommit") && Boolean.FALSE.equals(arguments[0])) {
							throw new SQLFeatureNotSupportedException("No transactions", "0A000");
						}
						try {
							return method.invoke(connection, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

	}

}
