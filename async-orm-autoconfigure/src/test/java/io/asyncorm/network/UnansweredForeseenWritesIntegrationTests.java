package io.asyncorm.network;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.asyncorm.Orm;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.QueryTimeoutException;

import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A write that commits with its statement, whose answer does not come: whoever cancels
 * it, or whose time is up, is told that it is unknown whether it is stored, unless the
 * server says that it is not.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class UnansweredForeseenWritesIntegrationTests {

	private final Kind kind;

	private final PostOffice office = new PostOffice(TestDatabase.POSTGRESQL, 1);

	UnansweredForeseenWritesIntegrationTests(Kind kind) {
		this.kind = kind;
	}

	@BeforeEach
	void writeForTheFirstTime() {
		Orm.await(write("there"));
	}

	@AfterEach
	void close() {
		this.office.close();
	}

	@Test
	void theOutcomeIsUnknownIfTheAnswerIsCutOff() throws InterruptedException {
		CompletableFuture<?> write = writeUnanswered();

		long begin = System.nanoTime();
		this.office.proxy.cut();

		assertThatNobodyKnows(write, begin);
	}

	@Test
	void aCancelComesTooLateButEndsItSoon() throws InterruptedException {
		CompletableFuture<?> write = writeUnanswered();

		long begin = System.nanoTime();
		assertThat(write.cancel(true)).isFalse();

		assertThatNobodyKnows(write, begin);
	}

	@Test
	void theOutcomeIsUnknownToWhoseTimeIsUp() throws InterruptedException {
		CompletableFuture<?> write = writeUnanswered();

		long begin = System.nanoTime();
		write.orTimeout(1, TimeUnit.MILLISECONDS);

		assertThatNobodyKnows(write, begin);
	}

	@Test
	void theOutcomeIsUnknownToWhatDependsOnItAndWhoseTimeIsUp() throws InterruptedException {
		CompletableFuture<?> write = writeUnanswered();

		long begin = System.nanoTime();
		assertThatNobodyKnows(write.thenApply((stored) -> "done").orTimeout(1, TimeUnit.MILLISECONDS), begin);
	}

	@Test
	void whatTheServerCancelsIsNotStored() throws SQLException {
		try (Connection locking = lock()) {
			CompletableFuture<?> write = write("not stored");
			this.office.awaitExecuting("INSERT INTO");

			assertThat(write.cancel(true)).isFalse();

			assertThat(write.handle((stored, failure) -> failure).join())
				.isExactlyInstanceOf(CancellationException.class)
				.hasMessageContaining("was cancelled in the server: nothing is stored");
			assertThat(write).isCancelled();
			locking.rollback();
		}
		assertThat(this.office.stored()).containsExactly("there");
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void whatTheServerCancelsAsTheTimeIsUpIsNotStored() throws SQLException {
		try (Connection locking = lock()) {
			CompletableFuture<?> write = write("not stored");
			this.office.awaitExecuting("INSERT INTO");

			long begin = System.nanoTime();
			write.orTimeout(1, TimeUnit.MILLISECONDS);

			assertThat(PostOffice.failure(write, begin)).isInstanceOf(QueryTimeoutException.class)
				.hasMessageContaining("did not finish within");
			locking.rollback();
		}
		assertThat(this.office.stored()).containsExactly("there");
		this.office.assertThatAllWorksAgain();
	}

	private void assertThatNobodyKnows(CompletableFuture<?> write, long begin) {
		assertThat(PostOffice.failure(write, begin)).isInstanceOf(TransactionOutcomeUnknownException.class)
			.hasMessageContaining("unknown whether");
		this.office.assertThatAllIsFreeSoonAfter(begin);
		assertThat(this.office.stored()).containsExactly("perhaps", "there");
		this.office.assertThatAllWorksAgain();
	}

	/** The server has written it, and its answer is kept back. */
	private CompletableFuture<?> writeUnanswered() throws InterruptedException {
		this.office.proxy.stallAfter("insert ");
		CompletableFuture<?> write = write("perhaps");
		this.office.proxy.awaitFault();
		while (this.office.stored().size() < 2) {
			Thread.onSpinWait();
		}
		return write;
	}

	/** Keeps others from writing. */
	private Connection lock() throws SQLException {
		Connection connection = this.office.direct().getConnection();
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("lock table letter in share mode");
		}
		return connection;
	}

	private CompletableFuture<?> write(String name) {
		return this.kind.write(this.office.letters, name);
	}

	enum Kind {

		CREATE {

			@Override
			CompletableFuture<?> write(PostOffice.Letters letters, String name) {
				return letters.acreate(kw("name", name, "place", "here"));
			}

		},

		UPSERT {

			@Override
			CompletableFuture<?> write(PostOffice.Letters letters, String name) {
				return letters.aupdateOrCreate(kw("name", name), defaults("place", "here"));
			}

		};

		abstract CompletableFuture<?> write(PostOffice.Letters letters, String name);

	}

}
