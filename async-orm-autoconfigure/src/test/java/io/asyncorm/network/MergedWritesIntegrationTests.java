package io.asyncorm.network;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.asyncorm.Orm;
import io.asyncorm.network.PostOffice.Letter;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of writes that are one statement for several callers, when that cannot be
 * taken back: none is sent again where nobody knows whether it is stored, and nobody
 * stops it for the others.
 */
@Timeout(300)
class MergedWritesIntegrationTests {

	private final PostOffice office = new PostOffice(TestDatabase.POSTGRESQL, 1,
			(builder) -> builder.merge(MergeKind.values()));

	@AfterEach
	void close() {
		this.office.close();
	}

	@Test
	void theOutcomeOfAllIsUnknownIfTheCommitIsCutOff() throws SQLException {
		Connection lane = holdTheLane();
		List<CompletableFuture<Letter>> writes = IntStream.range(0, 20).mapToObj(this::create).toList();
		this.office.proxy.cutAfterCommit();

		unlock(lane);

		assertThat(writes).allSatisfy((write) -> assertThatExceptionOfType(TransactionOutcomeUnknownException.class)
			.isThrownBy(() -> Orm.await(write)));
		assertThat(this.office.stored()).hasSize(20).doesNotHaveDuplicates();
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void eachHasAFailureOfItsOwn() throws SQLException {
		Connection lane = holdTheLane();
		List<CompletableFuture<Letter>> writes = IntStream.range(0, 3).mapToObj(this::create).toList();
		this.office.proxy.cutAfterCommit();

		unlock(lane);

		assertThat(writes.stream().map((write) -> write.handle((letter, failure) -> failure).join())).hasSize(3)
			.doesNotHaveDuplicates();
	}

	@Test
	void oneCallerCannotStopIt() throws SQLException {
		Connection lane = holdTheLane();
		List<CompletableFuture<Letter>> writes = IntStream.range(0, 3).mapToObj(this::create).toList();
		try {
			execute(lane, "rollback to savepoint reading");
			this.office.awaitExecuting("INSERT INTO");

			assertThat(writes.get(0).cancel(true)).isFalse();
			assertThat(writes.get(0)).isNotDone();
		}
		finally {
			unlock(lane);
		}

		assertThat(Orm.await(writes.get(0)).name()).isEqualTo("letter 0");
		assertThat(Orm.await(writes.get(2)).name()).isEqualTo("letter 2");
		assertThat(this.office.stored()).hasSize(3);
	}

	@Test
	void allOfThemCan() throws SQLException {
		Connection lane = holdTheLane();
		List<CompletableFuture<Letter>> writes = IntStream.range(0, 3).mapToObj(this::create).toList();
		try {
			execute(lane, "rollback to savepoint reading");
			this.office.awaitExecuting("INSERT INTO");
			writes.forEach((write) -> write.cancel(true));

			this.office.awaitNotExecuting("INSERT INTO");
			assertThat(writes).allSatisfy((write) -> assertThat(write).failsWithin(Duration.ofSeconds(10)));
			assertThat(writes).allMatch(CompletableFuture::isCancelled);
			assertThat(this.office.orm.statistics().cancelled()).isEqualTo(3);
		}
		finally {
			unlock(lane);
		}
		assertThat(this.office.stored()).isEmpty();
	}

	@Test
	void theOutcomeIsUnknownToWhoseTimeIsUp() throws SQLException {
		Connection lane = holdTheLane();
		CompletableFuture<Letter> patient = create(0);
		CompletableFuture<Letter> hurried = create(1).orTimeout(10, TimeUnit.SECONDS);
		CompletableFuture<Letter> late = this.office.letters.timeout(Duration.ofSeconds(2))
			.acreate(Orm.kw("name", "late"));
		try {
			execute(lane, "rollback to savepoint reading");
			assertThatExceptionOfType(TransactionOutcomeUnknownException.class).isThrownBy(() -> Orm.await(late))
				.withMessageContaining("together with writes of others")
				.withCauseInstanceOf(QueryTimeoutException.class);
		}
		finally {
			unlock(lane);
		}
		assertThat(Orm.await(patient).name()).isEqualTo("letter 0");
		assertThat(Orm.await(hurried).name()).isEqualTo("letter 1");
		assertThat(this.office.stored()).contains("late");
	}

	private CompletableFuture<Letter> create(int number) {
		return this.office.acreate("letter " + number);
	}

	/**
	 * A read holds the only lane, as it waits for a lock of a connection past the proxy,
	 * which keeps others from writing as well.
	 */
	private Connection holdTheLane() throws SQLException {
		Connection connection = this.office.direct().getConnection();
		connection.setAutoCommit(false);
		execute(connection, "lock table letter in share mode");
		execute(connection, "savepoint reading");
		execute(connection, "lock table letter in access exclusive mode");
		this.office.letters.alist();
		this.office.awaitExecuting("letter");
		return connection;
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static void unlock(Connection connection) throws SQLException {
		connection.rollback();
		connection.setAutoCommit(true);
		connection.close();
	}

}
