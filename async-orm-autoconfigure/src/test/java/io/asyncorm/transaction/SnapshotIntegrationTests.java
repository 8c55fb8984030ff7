package io.asyncorm.transaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.asyncorm.async.Waiting;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.IllegalTransactionStateException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link AsyncTransactions#snapshot}.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class SnapshotIntegrationTests {

	private static final String COUNT = "select count(*) from book";

	private static final String NOT_MET = "not met";

	private final TestDatabase kind;

	private final TransactionDatabase database;

	SnapshotIntegrationTests(TestDatabase kind) {
		this.kind = kind;
		this.database = new TransactionDatabase(kind, 4);
		this.database.jdbc.sql("create table counter (id int primary key)").update();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void allReadsSeeTheSameMomentWhateverIsCommittedMeanwhile() {
		Waiting.await(this.database.acreate("one"));
		List<Callable<Object>> reads = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			String title = "later " + i;
			int id = i;
			reads.add(() -> {
				Object books = Waiting.await(this.database.aread(COUNT));
				elsewhere("insert into book values (?)", title);
				elsewhere("insert into counter values (?)", id);
				return books + ", " + Waiting.await(this.database.aread("select count(*) from counter"));
			});
		}

		List<Object> seen = Waiting.await(this.database.transactions.snapshot(3, reads));

		assertThat(seen).hasSize(20).containsOnly("1, 0");
		assertThat(this.database.titles()).hasSize(21);
	}

	@Test
	void aConnectionThatComesToHelpLaterSeesTheSameMoment() throws InterruptedException {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "others cannot share what a transaction sees");
		CountDownLatch busy = new CountDownLatch(2);
		CountDownLatch end = new CountDownLatch(1);
		CountDownLatch helped = new CountDownLatch(1);
		for (int i = 0; i < 2; i++) {
			this.database.transactions.atomic(() -> {
				busy.countDown();
				end.await();
			});
		}
		assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();

		List<Object> seen = Waiting.await(this.database.transactions.snapshot(2, List.of(() -> {
			Object before = Waiting.await(this.database.aread(COUNT));
			elsewhere("insert into book values (?)", "later");
			end.countDown();
			assertThat(helped.await(60, TimeUnit.SECONDS)).isTrue();
			return before;
		}, () -> {
			Object then = Waiting.await(this.database.aread(COUNT));
			helped.countDown();
			return then;
		})));

		assertThat(seen).containsExactly(0L, 0L);
		assertThat(this.database.titles()).containsExactly("later");
	}

	/** On a busy machine a connection may come too late, and is done without. */
	@Test
	void readsRunAtTheSameTime() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "others cannot share what a transaction sees");

		List<Object> connections = readThree();
		while (connections.contains(NOT_MET)) {
			connections = readThree();
		}

		assertThat(connections).hasSize(3).doesNotHaveDuplicates();
	}

	/** The connections of three reads that have met, as they run at the same time. */
	private List<Object> readThree() {
		CyclicBarrier all = new CyclicBarrier(3);
		Callable<Object> read = () -> {
			try {
				all.await(10, TimeUnit.SECONDS);
			}
			catch (BrokenBarrierException | TimeoutException ex) {
				return NOT_MET;
			}
			return Waiting.await(this.database.aread("select pg_backend_pid()"));
		};
		return Waiting.await(this.database.transactions.snapshot(3, List.of(read, read, read)));
	}

	@Test
	void noMoreConnectionsThanWantedAreUsed() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "it tells which connection it is");
		List<Callable<Object>> reads = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			reads.add(() -> Waiting.await(this.database.aread("select pg_backend_pid()")));
		}

		List<Object> connections = Waiting.await(this.database.transactions.snapshot(2, reads));

		assertThat(connections.stream().distinct().count()).isLessThanOrEqualTo(2);
	}

	@Test
	void aBusyPoolHasOneConnectionReadAll() throws InterruptedException {
		CountDownLatch busy = new CountDownLatch(2);
		CountDownLatch end = new CountDownLatch(1);
		List<CompletableFuture<Void>> others = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			others.add(this.database.transactions.atomic(() -> {
				busy.countDown();
				end.await();
			}));
		}
		assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
		List<Callable<Object>> reads = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			reads.add(() -> Waiting.await(this.database.aread(COUNT)));
		}

		List<Object> seen = Waiting.await(this.database.transactions.snapshot(4, reads));

		assertThat(seen).hasSize(20).containsOnly(0L);
		assertThatOnlyTheseRun(2);
		end.countDown();
		Waiting.await(Waiting.gather(others));
	}

	@Test
	void valuesAreInOrderAndMayBeNull() {
		CompletableFuture<List<String>> snapshot = this.database.transactions.snapshot(3,
				List.of(() -> "one", () -> null, () -> "three"));

		assertThat(Waiting.await(snapshot)).isEqualTo(Arrays.asList("one", null, "three"));
		assertThat(Waiting.await(this.database.transactions.snapshot(3, List.<Callable<String>>of()))).isEmpty();
	}

	@Test
	void twoReadsOfDifferentTypesBecomeOneValue() {
		Waiting.await(this.database.acreate("one"));

		CompletableFuture<String> report = this.database.transactions.snapshot(2,
				() -> (Long) Waiting.await(this.database.aread(COUNT)),
				() -> (String) Waiting.await(this.database.aread("select title from book")),
				(count, title) -> count + " " + title);

		assertThat(Waiting.await(report)).isEqualTo("1 one");
	}

	@Test
	void plainJdbcTakesPart() {
		Waiting.await(this.database.acreate("one"));

		CompletableFuture<List<List<String>>> snapshot = this.database.transactions.snapshot(2,
				List.of(this.database::titles, this.database::titles));

		assertThat(Waiting.await(snapshot)).containsOnly(List.of("one"));
	}

	@Test
	void writesAreRefused() {
		CompletableFuture<List<Integer>> snapshot = this.database.transactions.snapshot(2,
				List.of(() -> Waiting.await(this.database.acreate("never"))));

		assertThatExceptionOfType(ReadOnlyTransactionException.class).isThrownBy(() -> Waiting.await(snapshot));
		assertThatOnlyTheseRun(0);
		Waiting.await(this.database.acreate("later"));
		assertThat(this.database.titles()).containsExactly("later");
	}

	@Test
	void oneReadThatFailsEndsTheOthers() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "others read one after the other");
		for (int failing = 0; failing < 3; failing++) {
			List<Callable<Object>> reads = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				boolean fails = i == failing;
				reads.add(() -> {
					if (!fails) {
						return Waiting.await(this.database.asleep());
					}
					CompletableFuture.runAsync(this::awaitTwoAsleep).join();
					throw new IllegalStateException("failed");
				});
			}

			CompletableFuture<List<Object>> snapshot = this.database.transactions.snapshot(3, reads);

			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Waiting.await(snapshot))
				.withMessage("failed");
			this.database.awaitSleeping(false);
			assertThatOnlyTheseRun(0);
		}
	}

	@Test
	void aFailureOfWhichNobodyHeardFailsTheSnapshot() {
		CompletableFuture<List<String>> snapshot = this.database.transactions.snapshot(2, List.of(() -> {
			catchThrowable(() -> Waiting.await(this.database.aread("select nonsense from nowhere")));
			return "looks fine";
		}));

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Waiting.await(snapshot));
	}

	@Test
	void aFutureAsTheValueOfAReadIsRefused() {
		CompletableFuture<List<Object>> snapshot = this.database.transactions.snapshot(2,
				List.of(() -> this.database.aread(COUNT)));

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> Waiting.await(snapshot));
	}

	@Test
	void aCancelFreesEveryConnection() {
		Callable<Object> read = () -> Waiting.await(this.database.asleep());
		CompletableFuture<List<Object>> snapshot = this.database.transactions.snapshot(3, List.of(read, read, read));
		int sleeping = (this.kind == TestDatabase.POSTGRESQL) ? 3 : 1;
		String text = (this.kind == TestDatabase.POSTGRESQL) ? "pg_sleep" : "sum(a.";
		while (this.kind.countExecuting(this.database.jdbc, text) != sleeping) {
			Thread.onSpinWait();
		}

		assertThat(snapshot.cancel(true)).isTrue();

		this.database.awaitSleeping(false);
		assertThatOnlyTheseRun(0);
		Waiting.await(this.database.acreate("later"));
		assertThat(this.database.titles()).containsExactly("later");
	}

	@Test
	void itIsRefusedWithinATransaction() {
		Waiting.await(this.database.transactions.atomic(() -> {
			CompletableFuture<List<String>> snapshot = this.database.transactions.snapshot(2, List.of(() -> "never"));

			assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(() -> Waiting.await(snapshot))
				.withMessageContaining("outside of any transaction");
		}));
	}

	@Test
	void oneConnectionIsTheLeast() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.database.transactions.snapshot(0, List.of(() -> "never")));
	}

	private void awaitTwoAsleep() {
		while (TestDatabase.POSTGRESQL.countExecuting(this.database.jdbc, "pg_sleep") != 2) {
			Thread.onSpinWait();
		}
	}

	private void elsewhere(String sql, Object value) {
		CompletableFuture.runAsync(() -> this.database.jdbc.sql(sql).param(value).update()).join();
	}

	/** What is over gives its lane back, and its connection before. */
	private void assertThatOnlyTheseRun(int blocks) {
		while (this.database.dispatcher().runningCount() > blocks
				|| this.database.pool().getHikariPoolMXBean().getActiveConnections() > blocks) {
			Thread.onSpinWait();
		}
		assertThat(this.database.dispatcher().waitingCount()).isZero();
	}

}
