package io.asyncorm.replicas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.replicas.Meetings.Guest;
import io.asyncorm.replicas.Meetings.Guests;
import io.asyncorm.replicas.Meetings.Meeting;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.TransactionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.readOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for the end of blocks on a streaming standby whose reads run beside each other.
 */
@Timeout(120)
class ParallelBlockEndsIntegrationTests extends AbstractMeetingTests {

	@Test
	void whatAReadCallsBackReadsInTheSameBlock() {
		Callable<Long> block = () -> {
			Long before = await(this.place.meetings.acount());
			meetElsewhere();
			return 10 * before + await(this.place.guests.acount().thenCompose((found) -> this.place.meetings.acount()));
		};

		Long seen = await(this.place.transactions.atomic(readOnly().isolation(Isolation.REPEATABLE_READ), block));

		assertThat(seen).isEqualTo(11);
		assertThatExceptionOfType(ReadOnlyTransactionException.class)
			.isThrownBy(() -> await(this.place.transactions.atomic(readOnly(), () -> await(this.place.meetings.acount()
				.thenCompose((found) -> this.place.meetings.acreate(kw("name", "never")))))));
		this.place.assertThatAllIsBack();
	}

	@Test
	void whatACallbackDoesAtAnotherDataSourceIsNotOfTheBlock() {
		try (HikariDataSource pool = TestDatabase.H2.create(1);
				AsyncOrm elsewhere = AsyncOrm.builder(pool)
					.models(Meeting.class, Guest.class)
					.schemaAction(SchemaAction.CREATE)
					.build()) {
			Guests others = elsewhere.repository(Guests.class);

			Long counted = await(this.place.transactions.atomic(readOnly(), () -> {
				CompletableFuture<Long> audited = this.place.meetings.ameet(1, 2)
					.thenCompose((session) -> others.acreate(kw("name", "Bob")))
					.thenCompose((bob) -> others.acount());
				await(this.place.meetings.ameet(1, 2));
				return await(audited);
			}));

			assertThat(counted).isEqualTo(1);
		}
	}

	@Test
	void blocksAndStreamsOfACallbackAreRefused() {
		List<Throwable> refusals = await(this.place.transactions.atomic(readOnly(), () -> {
			CompletableFuture<Long> block = this.place.meetings.ameet(1, 3)
				.thenCompose((session) -> this.place.transactions
					.atomic(() -> await(this.place.meetings.acreate(kw("name", "never"))).id()));
			CompletableFuture<Void> stream = this.place.meetings.ameet(1, 3)
				.thenCompose((session) -> this.place.guests.all().aiterator(1).forEach((guest) -> {
				}));
			await(this.place.meetings.ameet(1, 3));
			return List.of(catchThrowable(() -> await(block)), catchThrowable(() -> await(stream)));
		}));

		assertThat(refusals).hasOnlyElementsOfType(IllegalTransactionStateException.class)
			.allSatisfy((refusal) -> assertThat(refusal)
				.hasMessageContaining("was called back by a read of a block, where only single reads can be called"));
		assertThat(await(this.place.meetings.acount())).isEqualTo(1);
		this.place.assertThatAllIsBack();
	}

	@Test
	void whatCallsBackAfterTheBlockIsRefused() {
		CountDownLatch ended = new CountDownLatch(1);

		CompletableFuture<Long> late = await(this.place.transactions.atomic(readOnly(), () -> {
			CompletableFuture<Long> composed = this.place.meetings.acount().thenCompose((found) -> {
				CompletableFuture.runAsync(() -> awaitQuietly(ended)).join();
				return this.place.meetings.acount();
			});
			return List.of(composed);
		})).get(0);
		ended.countDown();

		assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(() -> await(late))
			.withMessageContaining("called back by a read of a block that has ended");
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aReadThatFailsOnAnyConnectionFailsTheBlock() {
		for (int failing = 0; failing < 2; failing++) {
			int room = failing;
			boolean first = failing == 0;

			CompletableFuture<String> block = this.place.transactions.atomic(readOnly(), () -> {
				List<CompletableFuture<Long>> both = List.of(
						first ? this.place.meetings.ameetAndFail(room, 2) : this.place.meetings.ameet(room, 2),
						first ? this.place.meetings.ameet(room, 2) : this.place.meetings.ameetAndFail(room, 2));
				both.forEach((read) -> catchThrowable(() -> await(read)));
				return "looks fine";
			});

			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> await(block))
				.withMessageContaining("division by zero");
			this.place.assertThatAllIsBack();
		}
	}

	@Test
	void aBlockEndsWhenAllThatItCalledHasEnded() {
		List<CompletableFuture<Long>> reads = new ArrayList<>();

		await(this.place.transactions.atomic(readOnly(), () -> {
			reads.add(this.place.meetings.ameet(1, 2));
			reads.add(this.place.meetings.ameet(1, 2));
			reads.addAll(sessions(10));
		}));

		assertThat(reads).hasSize(12).allSatisfy((read) -> assertThat(read.get(60, TimeUnit.SECONDS)).isPositive());
		this.place.assertThatAllIsBack();
	}

	@Test
	void aBlockThatFailsCancelsWhatItStillReads() {
		List<CompletableFuture<Long>> reads = new ArrayList<>();

		CompletableFuture<Void> block = this.place.transactions.atomic(readOnly(), () -> {
			reads.add(this.place.meetings.asleep());
			reads.add(this.place.meetings.asleep());
			this.place.awaitAsleep(2);
			throw new IllegalStateException("failed");
		});

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> await(block)).withMessage("failed");
		this.place.awaitAsleep(0);
		assertThat(reads).allSatisfy((read) -> assertThat(catchThrowable(() -> await(read))).isNotNull());
		this.place.assertThatAllIsBack();
	}

	@Test
	void aCancelReachesAllConnectionsOfTheBlock() {
		CompletableFuture<List<Long>> block = this.place.transactions.atomic(readOnly(),
				() -> await(gather(this.place.meetings.asleep(), this.place.meetings.asleep())));
		this.place.awaitAsleep(2);

		assertThat(block.cancel(true)).isTrue();

		this.place.awaitAsleep(0);
		this.place.assertThatAllIsBack();
		assertThat(await(this.place.transactions.atomic(readOnly(), () -> await(gather(sessions(20)))))).hasSize(20);
	}

	@Test
	void aCancelReachesTheTransactionWithinTheBlockAfterAReadBesideIt() {
		JdbcClient primary = JdbcClient.create(this.place.primary);
		List<CompletableFuture<Long>> beside = new CopyOnWriteArrayList<>();
		CompletableFuture<Long> block = this.place.transactions.atomic(readOnly(), () -> {
			beside.add(this.place.meetings.ameet(1, 2));
			return await(
					this.place.transactions.atomic(TransactionOptions.defaults().propagation(Propagation.REQUIRES_NEW),
							() -> await(this.place.meetings.asleep())));
		});
		awaitAsleep(primary, 1);
		JdbcClient.create(this.place.standby).sql("select meet(1, 2)").query(Long.class).single();
		await(beside.get(0));

		block.cancel(true);

		awaitAsleep(primary, 0);
		this.place.assertThatAllIsBack();
	}

	private static void awaitAsleep(JdbcClient server, int count) {
		while (server
			.sql("select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()"
					+ " and query like '%pg_sleep(600)%'")
			.query(Integer.class)
			.single() != count) {
			Thread.onSpinWait();
		}
	}

	@Test
	void aDeadlineReachesAllConnectionsOfTheBlock() {
		CompletableFuture<List<Long>> block = this.place.transactions.atomic(readOnly().timeout(Duration.ofSeconds(5)),
				() -> await(gather(this.place.meetings.asleep(), this.place.meetings.asleep())));
		this.place.awaitAsleep(2);

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> await(block));

		this.place.awaitAsleep(0);
		this.place.assertThatAllIsBack();
	}

	@Test
	void aBlockThatFailsAtOnceDoesNotWaitForWhatHasHardlyBegun() {
		for (int block = 0; block < 20; block++) {
			CompletableFuture<Void> failing = this.place.transactions.atomic(readOnly(), () -> {
				this.place.meetings.asleep();
				this.place.meetings.asleep();
				throw new IllegalStateException("failed");
			});

			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> await(failing));
			this.place.awaitAsleep(0);
			this.place.assertThatAllIsBack();
		}
	}

	private void meetElsewhere() {
		CompletableFuture.runAsync(
				() -> JdbcClient.create(this.place.primary).sql("insert into meeting (name) values ('later')").update())
			.join();
		cluster.awaitReplayed();
	}

	private List<CompletableFuture<Long>> sessions(int reads) {
		List<CompletableFuture<Long>> sessions = new ArrayList<>();
		for (int read = 0; read < reads; read++) {
			sessions.add(this.place.meetings.asession());
		}
		return sessions;
	}

}
