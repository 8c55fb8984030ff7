package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.plan.CallSite;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for the transactions and savepoints in which operations write.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SessionTransactionsIntegrationTests extends AbstractSessionIntegrationTests {

	@Test
	void whatIsCancelledBeforeItsCommitIsNotWritten() throws SQLException {
		this.session.execute(SqlDatabase.change("create table t (id int)"));
		StatementGate gate = new StatementGate(DataSourceDialects.of(this.pool));
		SessionConnection connection = new SessionConnection(this.pool, this.pool, DataSourceDialects.of(this.pool),
				gate, new SqlLog(DataSourceDialects.of(this.pool).errors(), null));
		connection.take();
		gate.open();

		Throwable failure = catchThrowable(() -> connection.writing(() -> {
			connection.jdbc().createStatement().execute("insert into t values (1)");
			return gate.stop(gate.number());
		}));

		gate.close();
		connection.release();
		assertThat(failure).isInstanceOf(SQLException.class).hasMessageContaining("cancelled");
		assertThat(this.session.execute(SqlDatabase.scalar(Long.class, "select count(*) from t"))).isZero();
	}

	@Test
	void aFailureInASavepointIsNotHiddenByItsUndoing() throws SQLException {
		try (Connection transaction = this.pool.getConnection()) {
			transaction.setAutoCommit(false);
			Dialect dialect = DataSourceDialects.of(this.pool);
			JdbcWriteSession writes = new JdbcWriteSession("Test.asave",
					new CallerConnection(this.pool, transaction, new StatementGate(dialect), CallSite.none(), null),
					SqlDatabase.statements(dialect), SqlDatabase.runner(dialect),
					new TransactionLocks(dialect, SqlDatabase.runner(dialect), new SqlLog(dialect.errors(), null),
							Duration.ZERO),
					new ErrorTranslation(dialect.errors(),
							new ErrorMessages(dialect.errors(), ModelRegistry.of(List.of()), null)));

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
		return new SessionConnection(dataSource, dataSource, dialect, new StatementGate(dialect),
				new SqlLog(dialect.errors(), null));
	}

}
