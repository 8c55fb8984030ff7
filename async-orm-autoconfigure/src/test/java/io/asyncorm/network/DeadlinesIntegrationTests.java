package io.asyncorm.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.asyncorm.Deadline;
import io.asyncorm.Orm;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every wait of a single operation for the database has an end: for a lane, a connection,
 * a statement, rows, a commit. What fails says where the time went; a second later at the
 * latest all is free.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "MARIADB" })
class DeadlinesIntegrationTests extends AbstractDeadlinesIntegrationTests {

	DeadlinesIntegrationTests(TestDatabase database) {
		super(database);
	}

	@Test
	void aStatementOnAStalledNetworkFailsInTime() {
		this.office.proxy.stall();

		long begin = System.nanoTime();
		CompletableFuture<Long> count = this.office.letters.acount();

		assertThat(PostOffice.failure(count, begin)).isInstanceOf(QueryTimeoutException.class)
			.hasMessageStartingWith(
					"'Letter.acount' did not finish within 1 s (async-orm.execution.timeout) and was cancelled: "
							+ "waiting for a lane 0")
			.hasMessageContaining("for a connection 0")
			.hasMessageContaining("in the statement ")
			.satisfies((ex) -> assertThat(ex.getStackTrace())
				.anyMatch((line) -> line.getMethodName().equals("aStatementOnAStalledNetworkFailsInTime")));
		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void aLongStatementIsCancelledInTheServer() {
		CompletableFuture<?> asleep = this.office.asleep(60);
		this.office.awaitExecuting("sleep");

		assertThat(PostOffice.failure(asleep, System.nanoTime())).isInstanceOf(QueryTimeoutException.class)
			.hasMessageContaining("in the statement");

		this.office.awaitNotExecuting("sleep");
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void theWaitForALaneCounts() throws InterruptedException {
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		CompletableFuture<String> holder = this.office.orm.transactions().atomic(() -> {
			held.countDown();
			end.await();
			return "done";
		});
		held.await();

		CompletableFuture<Long> count = this.office.letters.acount();

		assertThat(PostOffice.failure(count, System.nanoTime())).isInstanceOf(QueryTimeoutException.class)
			.hasMessageMatching(".* and was cancelled: waiting for a lane [1-9].*");
		end.countDown();
		assertThat(Orm.await(holder)).isEqualTo("done");
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void theWaitForAConnectionCounts() throws Exception {
		try (AutoCloseable taken = this.office.pool.getConnection()) {
			assertThat(taken).isNotNull();

			CompletableFuture<Long> count = this.office.letters.acount();
			CompletableFuture<?> block = this.office.orm.transactions().atomic(() -> "never");

			assertThat(PostOffice.failure(count, System.nanoTime())).isInstanceOf(QueryTimeoutException.class)
				.hasMessageMatching(".* for a connection [01].* s, in the statement 0.*");
			assertThat(PostOffice.failure(block, System.nanoTime())).isInstanceOf(QueryTimeoutException.class)
				.hasMessageContaining("'atomic' did not finish within 1 s");
		}
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void theCommitCountsAndItsOutcomeIsUnknown() {
		this.office.proxy.stallAfterCommit();

		long begin = System.nanoTime();
		CompletableFuture<?> write = this.office.acreate("perhaps");

		assertThat(PostOffice.failure(write, begin)).isInstanceOf(TransactionOutcomeUnknownException.class)
			.hasMessageContaining("'Letter.acreate' did not finish within 1 s")
			.hasMessageContaining("in the commit ")
			.hasMessageContaining("unknown whether");
		this.office.assertThatAllIsFreeSoonAfter(begin);
		assertThat(this.office.stored()).containsExactly("perhaps");
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void lookupsThatWouldBeMergedFailInTimeEach() {
		this.office.proxy.stall();

		long begin = System.nanoTime();
		List<CompletableFuture<PostOffice.Letter>> lookups = new ArrayList<>();
		for (long key = 0; key < 30; key++) {
			lookups.add(this.office.letters.aget(key));
		}

		assertThat(lookups).allSatisfy(
				(lookup) -> assertThat(PostOffice.failure(lookup, begin)).isInstanceOf(QueryTimeoutException.class)
					.hasMessageContaining("did not finish within 1 s"));
		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void aQuerySetSaysOtherwise() {
		this.office.proxy.stall();

		CompletableFuture<List<String>> names = this.office.letters.valuesList("name", String.class)
			.timeout(Duration.ofMillis(50))
			.alist();
		assertThat(PostOffice.failure(names, System.nanoTime())).isInstanceOf(QueryTimeoutException.class)
			.hasMessageContaining("within 0.05 s (the timeout of its query set)");
	}

	@Test
	void ofDeadlinesTheEarlierCounts() {
		this.office.proxy.stall();

		List<CompletableFuture<Long>> counts = Deadline.within(Duration.ofMillis(100),
				() -> List.of(Deadline.within(Duration.ofHours(1), () -> this.office.letters.acount()),
						this.office.letters.timeout(Duration.ofHours(1)).acount()));

		assertThat(counts).allSatisfy((count) -> assertThat(PostOffice.failure(count, System.nanoTime()))
			.isInstanceOf(QueryTimeoutException.class)
			.hasMessageContaining("within 0.1 s (the Deadline around it)"));
	}

	@Test
	void aDeadlineGivesWhatItsCodeGivesAndThrowsWhatItThrows() {
		assertThat(Deadline.<String, RuntimeException>within(SHORT, () -> "value")).isEqualTo("value");
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> Deadline.within(SHORT, () -> {
			throw new InterruptedException("own");
		})).withMessage("own");
		List<String> done = new ArrayList<>();
		Deadline.within(SHORT, () -> {
			done.add("done");
		});
		assertThat(done).containsExactly("done");
	}

	@Test
	void eachWaitForRowsCountsAndTheConsumersTimeDoesNot() {
		for (int i = 0; i < 6; i++) {
			Orm.await(this.office.acreate("letter " + i));
		}
		List<String> read = new ArrayList<>();
		PostOffice other = this.office;

		CompletableFuture<?> reading = this.office.letters.orderBy("id").aiterator(2).forEach((letter) -> {
			read.add(letter.name());
			assertThat(other.jdbcSleep(0.25)).isNotNull();
		});
		Orm.await(reading);

		assertThat(read).hasSize(6);
	}

	@Test
	void rowsThatDoNotComeFailTheReading() {
		TestDatabase.require(this.office.readsRowsBitByBit(), "MariaDB sends all of few rows at once");
		for (int i = 0; i < 6; i++) {
			Orm.await(this.office.acreate("letter " + i));
		}

		CompletableFuture<?> reading = this.office.letters.orderBy("id")
			.aiterator(2)
			.forEach((letter) -> this.office.proxy.stall());

		long begin = System.nanoTime();
		assertThat(PostOffice.failure(reading, begin)).isInstanceOf(QueryTimeoutException.class)
			.hasMessageContaining("'Letter.aiterator' did not finish within 1 s")
			.hasMessageContaining("for rows ");
		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
	}

}
