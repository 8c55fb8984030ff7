package io.asyncorm.replicas;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Replica;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.replicas.Meetings.Guest;
import io.asyncorm.replicas.Meetings.Guests;
import io.asyncorm.replicas.Meetings.Meeting;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.PostgreSqlCluster;
import io.asyncorm.transaction.TransactionOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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
 * Tests for reads of one block that run beside each other on a streaming standby.
 */
@Timeout(120)
class ParallelBlocksIntegrationTests {

	private static PostgreSqlCluster cluster;

	private HikariDataSource primary;

	private HikariDataSource standby;

	private AsyncOrm orm;

	private Meetings meetings;

	private Guests guests;

	@BeforeAll
	static void startCluster() {
		cluster = PostgreSqlCluster.start(Map.of());
	}

	@AfterAll
	static void stopCluster() {
		cluster.close();
	}

	@BeforeEach
	void prepare() {
		DatabaseAddress database = cluster.createDatabase();
		this.primary = database.openPool(4);
		this.standby = cluster.onStandby(database).openPool(4);
		try (AsyncOrm first = builder().schemaAction(SchemaAction.CREATE).build()) {
			JdbcClient.create(this.primary).sql(Meetings.FUNCTION).update();
			await(first.repository(Meetings.class).acreate(kw("name", "first")));
			await(first.repository(Guests.class).acreate(kw("name", "Ann")));
		}
		cluster.awaitReplayed();
		this.orm = builder().replica(Replica.of("replica", this.standby).stickiness(Duration.ZERO)).build();
		this.meetings = this.orm.repository(Meetings.class);
		this.guests = this.orm.repository(Guests.class);
	}

	private AsyncOrm.Builder builder() {
		return AsyncOrm.builder(this.primary).models(Meeting.class, Guest.class);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.standby.close();
		this.primary.close();
	}

	@Test
	void gatheredReadsOfABlockRunAtTheSameTimeThere() {
		List<Long> sessions = await(this.orm.transactions()
			.atomic(readOnly(), () -> await(
					gather(this.meetings.ameet(1, 3), this.meetings.ameet(1, 3), this.meetings.ameet(1, 3)))));

		assertThat(sessions).hasSize(3).doesNotHaveDuplicates();
		assertThat(this.primary.getHikariPoolMXBean().getActiveConnections()).isZero();
		assertThatAllIsBack();
	}

	/** A table that is locked at the primary cannot be read at the standby either. */
	@Test
	void readsOfQuerySetsDoNotWaitForEachOther() throws SQLException {
		try (Connection connection = this.primary.getConnection(); Statement lock = connection.createStatement()) {
			connection.setAutoCommit(false);
			lock.execute("lock table meeting in access exclusive mode");
			awaitExclusiveLock();

			Long both = await(this.orm.transactions().atomic(readOnly(), () -> {
				CompletableFuture<Long> waits = this.meetings.acount();
				int found = await(this.guests.all().alist()).size();
				assertThat(waits).isNotDone();
				connection.rollback();
				return found + await(waits);
			}));

			assertThat(both).isEqualTo(2);
		}
		assertThatAllIsBack();
	}

	/** The primary tells of the lock when it next writes to its log for good. */
	private void awaitExclusiveLock() {
		JdbcClient standby = JdbcClient.create(this.standby);
		do {
			await(this.orm.transactions().atomic(() -> await(this.guests.acreate(kw("name", "Bob")))));
			await(this.orm.transactions().atomic(() -> await(this.guests.filter("name", "Bob").adelete())));
			cluster.awaitReplayed();
		}
		while (standby.sql("select count(*) from pg_locks where mode = 'AccessExclusiveLock'")
			.query(Long.class)
			.single() == 0);
	}

	@Test
	void allReadsOfARepeatableReadBlockSeeTheSameMoment() {
		List<Long> counts = await(
				this.orm.transactions().atomic(readOnly().isolation(Isolation.REPEATABLE_READ), () -> {
					List<Long> seen = new ArrayList<>();
					seen.add(await(this.meetings.acount()));
					for (int round = 1; round < 4; round++) {
						meetElsewhere();
						seen.addAll(await(
								gather(this.meetings.ameetAndCount(round, 2), this.meetings.ameetAndCount(round, 2))));
					}
					return seen;
				}));

		assertThat(counts).hasSize(7).containsOnly(1L);
		assertThat(await(this.meetings.acount())).isEqualTo(4);
		assertThatAllIsBack();
	}

	@Test
	void eachReadOfAReadCommittedBlockSeesWhatIsThere() {
		List<Long> counts = await(this.orm.transactions().atomic(readOnly(), () -> {
			List<Long> seen = new ArrayList<>(await(gather(this.meetings.acount(), this.meetings.acount())));
			meetElsewhere();
			seen.addAll(await(gather(this.meetings.ameetAndCount(1, 2), this.meetings.ameetAndCount(1, 2))));
			return seen;
		}));

		assertThat(counts).containsExactly(1L, 1L, 2L, 2L);
	}

	private void meetElsewhere() {
		CompletableFuture
			.runAsync(() -> JdbcClient.create(this.primary).sql("insert into meeting (name) values ('later')").update())
			.join();
		cluster.awaitReplayed();
	}

	@Test
	void oneReadAfterTheOtherNeedsOneConnection() {
		List<Long> sessions = await(this.orm.transactions().atomic(readOnly(), () -> {
			List<Long> used = new ArrayList<>();
			for (int read = 0; read < 50; read++) {
				used.add(await(this.meetings.asession()));
			}
			return used;
		}));

		assertThat(new HashSet<>(sessions)).hasSize(1);
		assertThat(this.standby.getHikariPoolMXBean().getTotalConnections()).isOne();
	}

	@Test
	void whereNoLaneIsFreeTheBlockReadsAloneAndEnds() throws InterruptedException {
		CountDownLatch busy = new CountDownLatch(2);
		CountDownLatch end = new CountDownLatch(1);
		List<CompletableFuture<Void>> others = new ArrayList<>();
		for (int other = 0; other < 2; other++) {
			others.add(this.orm.transactions().atomic(readOnly(), () -> {
				busy.countDown();
				end.await();
			}));
		}
		assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();

		List<Long> sessions = await(this.orm.transactions().atomic(readOnly(), () -> await(gather(sessions(20)))));

		assertThat(new HashSet<>(sessions)).hasSize(1);
		end.countDown();
		await(gather(others));
		assertThatAllIsBack();
	}

	/** The first one to take a connection that another one gives back is the pool's. */
	@Test
	void whereOthersHaveAllConnectionsNobodyWaitsForOne() throws SQLException {
		try (Connection first = this.standby.getConnection();
				Connection second = this.standby.getConnection();
				Connection third = this.standby.getConnection()) {

			List<Long> sessions = await(this.orm.transactions().atomic(readOnly(), () -> await(gather(sessions(20)))));

			assertThat(new HashSet<>(sessions)).hasSize(1);
			assertThat(List.of(first.isClosed(), second.isClosed(), third.isClosed())).containsOnly(false);
		}
		assertThatAllIsBack();
	}

	@Test
	void blocksThatAllReadAtTheSameTimeAllEnd() {
		List<CompletableFuture<List<Long>>> blocks = new ArrayList<>();
		for (int block = 0; block < 20; block++) {
			blocks.add(this.orm.transactions()
				.atomic(readOnly().isolation((block % 2 == 0) ? Isolation.REPEATABLE_READ : Isolation.DEFAULT),
						() -> await(gather(List.of(this.meetings.acount(), this.meetings.acount(),
								this.meetings.acount(), this.meetings.acount())))));
		}

		assertThat(await(gather(blocks))).hasSize(20).containsOnly(List.of(1L, 1L, 1L, 1L));
		assertThatAllIsBack();
	}

	private List<CompletableFuture<Long>> sessions(int reads) {
		List<CompletableFuture<Long>> sessions = new ArrayList<>();
		for (int read = 0; read < reads; read++) {
			sessions.add(this.meetings.asession());
		}
		return sessions;
	}

	@Test
	void afterPlainJdbcAllIsReadOnTheConnectionOfTheBlock() {
		JdbcClient jdbc = JdbcClient.create(this.primary);

		List<String> rooms = await(this.orm.transactions().atomic(readOnly(), () -> {
			List<CompletableFuture<String>> read = new ArrayList<>();
			read.add(this.meetings.aroom());
			jdbc.sql("select set_config('meetings.room', 'blue', true)").query(String.class).single();
			for (int later = 0; later < 20; later++) {
				read.add(this.meetings.aroom());
			}
			return await(gather(read));
		}));

		assertThat(rooms.get(0)).isEmpty();
		assertThat(rooms.subList(1, 21)).containsOnly("blue");
	}

	@Test
	void afterSqlOfItsOwnAllIsReadOnTheConnectionOfTheBlock() {
		List<String> rooms = await(this.orm.transactions().atomic(readOnly(), () -> {
			List<CompletableFuture<String>> read = new ArrayList<>();
			read.add(this.meetings.aroom());
			read.add(this.meetings.achooseRoom("blue"));
			for (int later = 0; later < 20; later++) {
				read.add(this.meetings.aroom());
			}
			return await(gather(read));
		}));

		assertThat(rooms.get(0)).isEmpty();
		assertThat(rooms.subList(1, 22)).containsOnly("blue");
		assertThat(await(this.meetings.aroom())).isEmpty();
	}

	@Test
	void afterASavepointAllIsReadOnTheConnectionOfTheBlock() {
		List<Long> sessions = await(this.orm.transactions().atomic(readOnly(), () -> {
			List<CompletableFuture<Long>> read = sessions(3);
			read.add(CompletableFuture
				.completedFuture(await(this.orm.transactions().atomic(() -> await(this.meetings.asession())))));
			catchThrowable(() -> await(this.orm.transactions().atomic(() -> await(this.meetings.ameetAndFail(7, 1)))));
			read.addAll(sessions(20));
			return await(gather(read));
		}));

		assertThat(new HashSet<>(sessions.subList(3, 24))).hasSize(1);
		assertThatAllIsBack();
	}

	@Test
	void aBlockOfItsOwnWithinIsNotItsMatter() {
		Long counted = await(this.orm.transactions().atomic(readOnly(), () -> {
			CompletableFuture<Long> before = this.meetings.acount();
			await(this.orm.transactions()
				.atomic(TransactionOptions.defaults().propagation(Propagation.REQUIRES_NEW),
						() -> await(this.meetings.acreate(kw("name", "within")))));
			await(gather(this.meetings.ameet(1, 2), this.meetings.ameet(1, 2)));
			return await(before);
		}));

		assertThat(counted).isEqualTo(1);
		assertThat(JdbcClient.create(this.primary).sql("select count(*) from meeting").query(Long.class).single())
			.isEqualTo(2);
	}

	@Test
	void whatAReadCallsBackReadsInTheSameBlock() {
		Callable<Long> block = () -> {
			Long before = await(this.meetings.acount());
			meetElsewhere();
			return 10 * before + await(this.guests.acount().thenCompose((found) -> this.meetings.acount()));
		};

		Long seen = await(this.orm.transactions().atomic(readOnly().isolation(Isolation.REPEATABLE_READ), block));

		assertThat(seen).isEqualTo(11);
		assertThatExceptionOfType(ReadOnlyTransactionException.class).isThrownBy(() -> await(this.orm.transactions()
			.atomic(readOnly(), () -> await(
					this.meetings.acount().thenCompose((found) -> this.meetings.acreate(kw("name", "never")))))));
		assertThatAllIsBack();
	}

	@Test
	void whatCallsBackAfterTheBlockIsRefused() {
		CountDownLatch ended = new CountDownLatch(1);

		CompletableFuture<Long> late = await(this.orm.transactions().atomic(readOnly(), () -> {
			CompletableFuture<Long> composed = this.meetings.acount().thenCompose((found) -> {
				CompletableFuture.runAsync(() -> awaitQuietly(ended)).join();
				return this.meetings.acount();
			});
			return new CompletableFuture[] { composed };
		}))[0];
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
	void rowsThatAreReadBitByBitLetOthersReadInBetween() {
		List<Long> seen = await(this.orm.transactions().atomic(readOnly(), () -> {
			List<Long> counts = new ArrayList<>();
			await(this.guests.all().aiterator(1).forEach((guest) -> {
				counts.addAll(await(gather(this.meetings.ameet(1, 2), this.meetings.ameet(1, 2))));
				counts.add(await(this.meetings.acount()));
			}));
			return counts;
		}));

		assertThat(seen).hasSize(3).endsWith(1L);
		assertThatAllIsBack();
	}

	@Test
	void aReadThatFailsOnAnyConnectionFailsTheBlock() {
		for (int failing = 0; failing < 2; failing++) {
			int room = failing;
			boolean first = failing == 0;

			CompletableFuture<String> block = this.orm.transactions().atomic(readOnly(), () -> {
				List<CompletableFuture<Long>> both = List.of(
						first ? this.meetings.ameetAndFail(room, 2) : this.meetings.ameet(room, 2),
						first ? this.meetings.ameet(room, 2) : this.meetings.ameetAndFail(room, 2));
				both.forEach((read) -> catchThrowable(() -> await(read)));
				return "looks fine";
			});

			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> await(block))
				.withMessageContaining("division by zero");
			assertThatAllIsBack();
		}
	}

	@Test
	void aBlockEndsWhenAllThatItCalledHasEnded() {
		List<CompletableFuture<Long>> reads = new ArrayList<>();

		await(this.orm.transactions().atomic(readOnly(), () -> {
			reads.add(this.meetings.ameet(1, 2));
			reads.add(this.meetings.ameet(1, 2));
			reads.addAll(sessions(10));
		}));

		assertThat(reads).hasSize(12).allSatisfy((read) -> assertThat(read.get(60, TimeUnit.SECONDS)).isPositive());
		assertThatAllIsBack();
	}

	@Test
	void aBlockThatFailsCancelsWhatItStillReads() {
		List<CompletableFuture<Long>> reads = new ArrayList<>();

		CompletableFuture<Void> block = this.orm.transactions().atomic(readOnly(), () -> {
			reads.add(this.meetings.asleep());
			reads.add(this.meetings.asleep());
			awaitAsleep(2);
			throw new IllegalStateException("failed");
		});

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> await(block)).withMessage("failed");
		awaitAsleep(0);
		assertThat(reads).allSatisfy((read) -> assertThat(catchThrowable(() -> await(read))).isNotNull());
		assertThatAllIsBack();
	}

	@Test
	void aCancelReachesAllConnectionsOfTheBlock() {
		CompletableFuture<List<Long>> block = this.orm.transactions()
			.atomic(readOnly(), () -> await(gather(this.meetings.asleep(), this.meetings.asleep())));
		awaitAsleep(2);

		assertThat(block.cancel(true)).isTrue();

		awaitAsleep(0);
		assertThatAllIsBack();
		assertThat(await(this.orm.transactions().atomic(readOnly(), () -> await(gather(sessions(20)))))).hasSize(20);
	}

	@Test
	void aDeadlineReachesAllConnectionsOfTheBlock() {
		CompletableFuture<List<Long>> block = this.orm.transactions()
			.atomic(readOnly().timeout(Duration.ofSeconds(5)),
					() -> await(gather(this.meetings.asleep(), this.meetings.asleep())));
		awaitAsleep(2);

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> await(block));

		awaitAsleep(0);
		assertThatAllIsBack();
	}

	private static void awaitAsleep(int count) {
		while (!String.valueOf(count)
			.equals(cluster.standby()
				.query("select count(*) from pg_stat_activity where state = 'active'"
						+ " and pid <> pg_backend_pid() and query like '%pg_sleep(600)%'"))) {
			Thread.onSpinWait();
		}
	}

	/** What is over gives its lane back, and its connection before. */
	private void assertThatAllIsBack() {
		while (this.standby.getHikariPoolMXBean().getActiveConnections() > 0) {
			Thread.onSpinWait();
		}
		assertThat(this.primary.getHikariPoolMXBean().getActiveConnections()).isZero();
	}

}
