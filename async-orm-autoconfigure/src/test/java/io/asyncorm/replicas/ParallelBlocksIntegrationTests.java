package io.asyncorm.replicas;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.asyncorm.AsyncOrm;
import io.asyncorm.replicas.Meetings.Guest;
import io.asyncorm.replicas.Meetings.Meeting;
import io.asyncorm.transaction.TransactionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.readOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for reads of one block that run beside each other on a streaming standby.
 */
@Timeout(120)
class ParallelBlocksIntegrationTests extends AbstractMeetingTests {

	@Test
	void gatheredReadsOfABlockRunAtTheSameTimeThere() {
		List<Long> sessions = await(
				this.place.transactions.atomic(readOnly(), () -> await(gather(this.place.meetings.ameet(1, 3),
						this.place.meetings.ameet(1, 3), this.place.meetings.ameet(1, 3)))));

		assertThat(sessions).hasSize(3).doesNotHaveDuplicates();
		assertThat(this.place.primary.getHikariPoolMXBean().getActiveConnections()).isZero();
		this.place.assertThatAllIsBack();
	}

	/** A table that is locked at the primary cannot be read at the standby either. */
	@Test
	void readsOfQuerySetsDoNotWaitForEachOther() throws SQLException {
		try (Connection connection = this.place.primary.getConnection();
				Statement lock = connection.createStatement()) {
			connection.setAutoCommit(false);
			lock.execute("lock table meeting in access exclusive mode");
			awaitExclusiveLock();

			Long both = await(this.place.transactions.atomic(readOnly(), () -> {
				CompletableFuture<Long> waits = this.place.meetings.acount();
				int found = await(this.place.guests.all().alist()).size();
				assertThat(waits).isNotDone();
				connection.rollback();
				return found + await(waits);
			}));

			assertThat(both).isEqualTo(2);
		}
		this.place.assertThatAllIsBack();
	}

	/** The primary tells of the lock when it next writes to its log for good. */
	private void awaitExclusiveLock() {
		JdbcClient standby = JdbcClient.create(this.place.standby);
		do {
			await(this.place.transactions.atomic(() -> await(this.place.guests.acreate(kw("name", "Bob")))));
			await(this.place.transactions.atomic(() -> await(this.place.guests.filter("name", "Bob").adelete())));
			cluster.awaitReplayed();
		}
		while (standby.sql("select count(*) from pg_locks where mode = 'AccessExclusiveLock'")
			.query(Long.class)
			.single() == 0);
	}

	@Test
	void allReadsOfARepeatableReadBlockSeeTheSameMoment() {
		List<Long> counts = await(
				this.place.transactions.atomic(readOnly().isolation(Isolation.REPEATABLE_READ), () -> {
					List<Long> seen = new ArrayList<>();
					seen.add(await(this.place.meetings.acount()));
					for (int round = 1; round < 4; round++) {
						meetElsewhere();
						seen.addAll(await(gather(this.place.meetings.ameetAndCount(round, 2),
								this.place.meetings.ameetAndCount(round, 2))));
					}
					return seen;
				}));

		assertThat(counts).hasSize(7).containsOnly(1L);
		assertThat(await(this.place.meetings.acount())).isEqualTo(4);
		this.place.assertThatAllIsBack();
	}

	@Test
	void eachReadOfAReadCommittedBlockSeesWhatIsThere() {
		List<Long> counts = await(this.place.transactions.atomic(readOnly(), () -> {
			List<Long> seen = new ArrayList<>(
					await(gather(this.place.meetings.acount(), this.place.meetings.acount())));
			meetElsewhere();
			seen.addAll(
					await(gather(this.place.meetings.ameetAndCount(1, 2), this.place.meetings.ameetAndCount(1, 2))));
			return seen;
		}));

		assertThat(counts).containsExactly(1L, 1L, 2L, 2L);
	}

	private void meetElsewhere() {
		CompletableFuture.runAsync(
				() -> JdbcClient.create(this.place.primary).sql("insert into meeting (name) values ('later')").update())
			.join();
		cluster.awaitReplayed();
	}

	@Test
	void whereNothingIsReadFromAReplicaEachReadHasEndedWhenItsFutureIsReturned() {
		try (AsyncOrm alone = AsyncOrm.builder(this.place.primary).models(Meeting.class, Guest.class).build()) {
			Meetings there = alone.repository(Meetings.class);

			List<Long> sessions = await(alone.transactions().atomic(readOnly(), () -> {
				List<CompletableFuture<Long>> reads = new ArrayList<>();
				for (int read = 0; read < 20; read++) {
					reads.add(there.asession());
					assertThat(reads.get(read)).isDone();
				}
				return await(gather(reads));
			}));

			assertThat(new HashSet<>(sessions)).hasSize(1);
		}
	}

	@Test
	void oneReadAfterTheOtherNeedsOneConnection() {
		List<Long> sessions = await(this.place.transactions.atomic(readOnly(), () -> {
			List<Long> used = new ArrayList<>();
			for (int read = 0; read < 50; read++) {
				used.add(await(this.place.meetings.asession()));
			}
			return used;
		}));

		assertThat(new HashSet<>(sessions)).hasSize(1);
		assertThat(this.place.standby.getHikariPoolMXBean().getTotalConnections()).isOne();
	}

	@Test
	void whereNoLaneIsFreeTheBlockReadsAloneAndEnds() throws InterruptedException {
		CountDownLatch busy = new CountDownLatch(2);
		CountDownLatch end = new CountDownLatch(1);
		List<CompletableFuture<Void>> others = new ArrayList<>();
		for (int other = 0; other < 2; other++) {
			others.add(this.place.transactions.atomic(readOnly(), () -> {
				busy.countDown();
				end.await();
			}));
		}
		assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();

		List<Long> sessions = await(this.place.transactions.atomic(readOnly(), () -> await(gather(sessions(20)))));

		assertThat(new HashSet<>(sessions)).hasSize(1);
		end.countDown();
		await(gather(others));
		this.place.assertThatAllIsBack();
	}

	/** Lanes are free, and what they need is not. */
	@Test
	void whereOthersHaveAllConnectionsNobodyWaitsForOne() throws SQLException {
		try (Connection first = this.place.standby.getConnection();
				Connection second = this.place.standby.getConnection();
				Connection third = this.place.standby.getConnection()) {

			List<Long> sessions = await(this.place.transactions.atomic(readOnly(), () -> await(gather(sessions(20)))));

			assertThat(new HashSet<>(sessions)).hasSize(1);
			assertThat(List.of(first.isClosed(), second.isClosed(), third.isClosed())).containsOnly(false);
		}
		this.place.assertThatAllIsBack();
	}

	@Test
	void blocksThatAllReadAtTheSameTimeAllEnd() {
		List<CompletableFuture<List<Long>>> blocks = new ArrayList<>();
		for (int block = 0; block < 20; block++) {
			blocks.add(this.place.transactions.atomic(
					readOnly().isolation((block % 2 == 0) ? Isolation.REPEATABLE_READ : Isolation.DEFAULT),
					() -> await(gather(List.of(this.place.meetings.acount(), this.place.meetings.acount(),
							this.place.meetings.acount(), this.place.meetings.acount())))));
		}

		assertThat(await(gather(blocks))).hasSize(20).containsOnly(List.of(1L, 1L, 1L, 1L));
		this.place.assertThatAllIsBack();
	}

	private List<CompletableFuture<Long>> sessions(int reads) {
		List<CompletableFuture<Long>> sessions = new ArrayList<>();
		for (int read = 0; read < reads; read++) {
			sessions.add(this.place.meetings.asession());
		}
		return sessions;
	}

	@Test
	void afterPlainJdbcAllIsReadOnTheConnectionOfTheBlock() {
		JdbcClient jdbc = JdbcClient.create(this.place.primary);

		List<String> rooms = await(this.place.transactions.atomic(readOnly(), () -> {
			List<CompletableFuture<String>> read = new ArrayList<>();
			read.add(this.place.meetings.aroom());
			jdbc.sql("select set_config('meetings.room', 'blue', true)").query(String.class).single();
			for (int later = 0; later < 20; later++) {
				read.add(this.place.meetings.aroom());
			}
			return await(gather(read));
		}));

		assertThat(rooms.get(0)).isEmpty();
		assertThat(rooms.subList(1, 21)).containsOnly("blue");
	}

	@Test
	void afterSqlOfItsOwnAllIsReadOnTheConnectionOfTheBlock() {
		List<String> rooms = await(this.place.transactions.atomic(readOnly(), () -> {
			List<CompletableFuture<String>> read = new ArrayList<>();
			read.add(this.place.meetings.aroom());
			read.add(this.place.meetings.achooseRoom("blue"));
			for (int later = 0; later < 20; later++) {
				read.add(this.place.meetings.aroom());
			}
			return await(gather(read));
		}));

		assertThat(rooms.get(0)).isEmpty();
		assertThat(rooms.subList(1, 22)).containsOnly("blue");
		assertThat(await(this.place.meetings.aroom())).isEmpty();
	}

	@Test
	void afterRowsOfSqlOfItsOwnAllIsReadOnTheConnectionOfTheBlock() {
		List<String> rooms = await(this.place.transactions.atomic(readOnly(), () -> {
			await(this.place.meetings
				.raw("select * from meeting where set_config('meetings.room', 'blue', true) = 'blue'")
				.aiterator()
				.forEach((meeting) -> {
				}));
			return await(gather(Stream.generate(this.place.meetings::aroom).limit(20).toList()));
		}));

		assertThat(rooms).hasSize(20).containsOnly("blue");
	}

	@Test
	void afterASavepointAllIsReadOnTheConnectionOfTheBlock() {
		List<Long> sessions = await(this.place.transactions.atomic(readOnly(), () -> {
			List<CompletableFuture<Long>> read = sessions(3);
			read.add(CompletableFuture
				.completedFuture(await(this.place.transactions.atomic(() -> await(this.place.meetings.asession())))));
			catchThrowable(
					() -> await(this.place.transactions.atomic(() -> await(this.place.meetings.ameetAndFail(7, 1)))));
			read.addAll(sessions(20));
			return await(gather(read));
		}));

		assertThat(new HashSet<>(sessions.subList(3, 24))).hasSize(1);
		this.place.assertThatAllIsBack();
	}

	@Test
	void aBlockOfItsOwnWithinIsNotItsMatter() {
		Long counted = await(this.place.transactions.atomic(readOnly(), () -> {
			CompletableFuture<Long> before = this.place.meetings.acount();
			await(this.place.transactions.atomic(TransactionOptions.defaults().propagation(Propagation.REQUIRES_NEW),
					() -> await(this.place.meetings.acreate(kw("name", "within")))));
			await(gather(this.place.meetings.ameet(1, 2), this.place.meetings.ameet(1, 2)));
			return await(before);
		}));

		assertThat(counted).as("what the standby may have replayed by then").isBetween(1L, 2L);
		assertThat(JdbcClient.create(this.place.primary).sql("select count(*) from meeting").query(Long.class).single())
			.isEqualTo(2);
	}

	@Test
	void rowsThatAreReadBitByBitLetOthersReadInBetween() {
		List<Long> seen = await(this.place.transactions.atomic(readOnly(), () -> {
			List<Long> counts = new ArrayList<>();
			await(this.place.guests.all().aiterator(1).forEach((guest) -> {
				counts.addAll(await(gather(this.place.meetings.ameet(1, 2), this.place.meetings.ameet(1, 2))));
				counts.add(await(this.place.meetings.acount()));
			}));
			return counts;
		}));

		assertThat(seen).hasSize(3).endsWith(1L);
		this.place.assertThatAllIsBack();
	}

}
