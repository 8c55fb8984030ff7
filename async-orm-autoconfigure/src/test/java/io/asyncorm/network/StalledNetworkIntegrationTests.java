package io.asyncorm.network;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.asyncorm.Orm;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * On a network that stalls, and closes nothing, whatever is cancelled is over a second
 * later: a statement, a transaction between its statements, a rollback, a reading, the
 * wait for a connection.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "MARIADB" })
class StalledNetworkIntegrationTests {

	private final PostOffice office;

	StalledNetworkIntegrationTests(TestDatabase database) {
		this.office = new PostOffice(database, 1, (builder) -> builder.shutdownTimeout(Duration.ofMillis(100)));
	}

	@AfterEach
	void close() {
		this.office.close();
	}

	@Test
	void aStatementThatIsCancelledGivesItsLaneBack() {
		this.office.proxy.stall();
		CompletableFuture<Long> count = this.office.letters.acount();
		this.office.awaitActive(1);

		long begin = System.nanoTime();
		assertThat(count.cancel(true)).isTrue();

		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void aStatementThatTheServerExecutesGivesItsLaneBack() {
		CompletableFuture<?> asleep = this.office.asleep(60);
		this.office.awaitExecuting("sleep");
		this.office.proxy.stall();

		long begin = System.nanoTime();
		asleep.cancel(true);

		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void aBulkInsertIsOverDuringEachOfItsStatements() throws InterruptedException {
		for (String name : List.of("letter 17 ", "letter 2525 ", "letter 5050 ")) {
			this.office.proxy.stallBefore(name);
			CompletableFuture<?> inserts = this.office.letters.abulkCreate(IntStream.range(0, 6_000)
				.mapToObj((index) -> new PostOffice.Letter(null, "letter " + index + " ", null))
				.toList());
			this.office.proxy.awaitFault();

			long begin = System.nanoTime();
			inserts.cancel(true);

			this.office.assertThatAllIsFreeSoonAfter(begin);
			this.office.proxy.resume();
		}
		this.office.assertThatAllWorksAgain();
		assertThat(this.office.stored()).containsExactly("again");
	}

	@Test
	void aBlockThatIsCancelledBetweenItsStatementsIsOver() throws InterruptedException {
		CountDownLatch between = new CountDownLatch(1);
		CompletableFuture<String> block = this.office.orm.transactions().atomic(() -> {
			Orm.await(this.office.acreate("lost"));
			between.countDown();
			new CountDownLatch(1).await();
			return "never";
		});
		between.await();
		this.office.proxy.stall();

		assertThatACancelEnds(block);
	}

	@Test
	void aRollbackThatDoesNotReturnIsEndedWithItsConnection() throws InterruptedException {
		this.office.proxy.stallBefore("ROLLBACK");
		CompletableFuture<Object> block = this.office.orm.transactions().atomic(() -> {
			Orm.await(this.office.acreate("lost"));
			throw new IllegalStateException("own");
		});
		this.office.proxy.awaitFault();

		long begin = System.nanoTime();
		block.cancel(true);

		assertThat(PostOffice.failure(block, begin)).isInstanceOf(IllegalStateException.class).hasMessage("own");
		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
		assertThat(this.office.stored()).containsExactly("again");
	}

	@Test
	void aSavepointThatDoesNotReturnIsEndedWithItsConnection() throws InterruptedException {
		this.office.proxy.stallBefore("ROLLBACK");
		CompletableFuture<Object> block = this.office.orm.transactions().atomic(() -> {
			Orm.await(this.office.acreate("lost"));
			return Orm.await(this.office.orm.transactions().atomic(() -> {
				throw new IllegalStateException("inner");
			}));
		});
		this.office.proxy.awaitFault();

		assertThatACancelEnds(block);
	}

	@Test
	void aTransactionThatDoesNotBeginIsEndedWithItsConnection() throws InterruptedException {
		Orm.await(this.office.letters.aupdateOrCreate(Orm.kw("place", "there"), Orm.defaults("name", "before")));
		this.office.proxy.stallBefore("READ COMMITTED");
		CompletableFuture<?> upsert = this.office.letters.aupdateOrCreate(Orm.kw("place", "here"),
				Orm.defaults("name", "lost"));
		if (this.office.setsIsolationInTransactions()) {
			this.office.proxy.awaitFault();
			long begin = System.nanoTime();
			upsert.cancel(true);

			this.office.assertThatAllIsFreeSoonAfter(begin);
			this.office.assertThatAllWorksAgain();
			assertThat(this.office.stored()).containsExactly("again", "before");
		}
	}

	@Test
	void aReadingThatIsCancelledBetweenItsChunksIsOver() throws InterruptedException {
		for (int i = 0; i < 10; i++) {
			Orm.await(this.office.acreate("letter " + i));
		}
		CountDownLatch first = new CountDownLatch(1);
		CountDownLatch stalled = new CountDownLatch(1);
		AtomicBoolean once = new AtomicBoolean();
		CompletableFuture<?> reading = this.office.letters.orderBy("id").aiterator(2).forEach((letter) -> {
			if (once.compareAndSet(false, true)) {
				first.countDown();
				await(stalled);
			}
		});
		first.await();
		this.office.proxy.stall();
		stalled.countDown();

		long begin = System.nanoTime();
		reading.cancel(true);

		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void theWaitForAConnectionIsOver() throws Exception {
		CompletableFuture<Long> count;
		long begin;
		try (AutoCloseable taken = this.office.pool.getConnection()) {
			assertThat(taken).isNotNull();
			count = this.office.letters.acount();
			while (this.office.pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 0) {
				Thread.onSpinWait();
			}

			begin = System.nanoTime();
			count.cancel(true);

			while (this.office.pool.getHikariPoolMXBean().getThreadsAwaitingConnection() != 0) {
				Thread.onSpinWait();
			}
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PostOffice.SOON);
		}
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void closingIsNotHeldUp() {
		CompletableFuture<?> asleep = this.office.asleep(60);
		this.office.awaitExecuting("sleep");
		this.office.proxy.stall();

		long begin = System.nanoTime();
		this.office.orm.close();

		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Orm.await(asleep))
			.withMessageContaining("the dispatcher was closed");
		this.office.assertThatAllIsFreeSoonAfter(begin);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** It is over soon, everything works again, and nothing of it is stored. */
	private void assertThatACancelEnds(CompletableFuture<?> call) {
		long begin = System.nanoTime();
		call.cancel(true);

		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
		assertThat(this.office.stored()).containsExactly("again");
	}

}
