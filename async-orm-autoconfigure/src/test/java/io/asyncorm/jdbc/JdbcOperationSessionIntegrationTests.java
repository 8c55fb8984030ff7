package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link JdbcOperationSession}: how it treats its connection.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class JdbcOperationSessionIntegrationTests extends AbstractSessionIntegrationTests {

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
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
		assertThat(this.session.execute(SqlDatabase.scalar(Long.class, "select 7"))).isEqualTo(7);
	}

	@Test
	void cancelWithNothingToCancelLeavesTheConnectionAlone() {
		Long backend = this.session.execute(backend());

		this.session.running().cancel();

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

		Throwable failure = catchThrowable(() -> this.session.execute(SqlDatabase.change("create table t (id int)")));

		if (this.database == TestDatabase.H2) {
			// its driver knows before it sends anything
			assertThat(failure).isInstanceOf(DataAccessResourceFailureException.class);
			return;
		}
		assertThat(failure).isInstanceOf(TransactionOutcomeUnknownException.class)
			.hasMessageContaining("it is unknown whether this was written")
			.hasCauseInstanceOf(SQLException.class);
	}

	/** HikariCP closes connections that cannot do what they are asked for. */
	@Test
	void anErrorAfterWhichThePoolClosesTheConnectionCostsTheNextOperationNothing() {
		TestDatabase.require(this.database != TestDatabase.MARIADB, "MariaDB locks rows whatever the query");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.session.execute(SqlDatabase
			.scalar(String.class, "select distinct table_name from information_schema.tables for update")));

		assertThat(this.session.execute(SqlDatabase.scalar(Long.class, "select 7"))).isEqualTo(7);
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
			this.session.running().cancel();
			Thread.onSpinWait();
		}
	}

	private static Throwable failure(CompletableFuture<?> result) throws Exception {
		Throwable failure = catchThrowable(() -> result.get(60, TimeUnit.SECONDS));
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

}
