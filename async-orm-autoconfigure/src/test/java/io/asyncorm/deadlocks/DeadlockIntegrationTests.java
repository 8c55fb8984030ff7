package io.asyncorm.deadlocks;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.deadlocks.PlantedDeadlock.Outcome;
import io.asyncorm.deadlocks.PlantedDeadlock.Side;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.PgBouncer;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.retry;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deadlocks in PostgreSQL, and what is told of them.
 */
@Timeout(300)
class DeadlockIntegrationTests {

	private static final Runnable NOTHING = () -> {
	};

	@Test
	void bothLinesAreRightInTwentyDeadlocksOfFiveKinds() {
		Banks.failingAt(TestDatabase.POSTGRESQL.create()).run((context) -> {
			Map<String, Boolean> right = new LinkedHashMap<>();
			for (Kind kind : Kind.values()) {
				for (int way = 0; way < 4; way++) {
					Outcome outcome = meet(context, kind, way);
					right.put(kind + " " + way + ": " + outcome.message(), outcome.isRight());
				}
			}

			long count = right.values().stream().filter(Boolean::booleanValue).count();
			System.out.println(">> " + count + " of " + right.size());
			assertThat(right).hasSize(20).doesNotContainValue(false);
			assertThat(right.keySet()).noneMatch((message) -> message.contains("Zoe"));
		});
	}

	private static Outcome meet(BeanFactory beans, Kind kind, int way) throws InterruptedException, TimeoutException {
		Planted planted = Banks.planted(beans);
		PlantedDeadlock deadlock = switch (kind) {
			case ROWS -> planted.rows();
			case TABLES -> planted.tables();
			case BULK -> planted.bulk();
			case UPGRADE -> planted.upgrade();
			case KEYS -> (way < 2) ? planted.references() : planted.uniqueKeys();
		};
		PlantedDeadlock planned = switch (way) {
			case 0 -> deadlock;
			case 1 -> planted.among(deadlock);
			case 2 -> planted.goingOn(deadlock);
			default -> planted.goingOn(planted.among(deadlock));
		};
		// what Spring's manager throws for a commit is its own
		boolean block = way % 2 == 0 || kind == Kind.KEYS;
		return planned.meet(block ? Banks.blocks(beans) : Banks.transactionsOfSpring(beans),
				(kind == Kind.BULK) ? Banks.middleRow(beans) : NOTHING);
	}

	@Test
	void aSideOfOthersIsToldByItsTagsAndWithoutItsValues() {
		DatabaseAddress address = TestDatabase.POSTGRESQL.create();
		Banks.at(address).run((context) -> {
			Planted planted = Banks.planted(context);
			Side other = batch(context);

			Outcome outcome = new PlantedDeadlock(planted.rows().first(), other).meet(Banks.blocks(context),
					Banks::onThread, NOTHING);

			assertThat(outcome.message()).contains("waits op='Batch.run',site='Batch.java:7' on account",
					" of 'PostgreSQL JDBC Driver': what it waits for",
					"waits 'Account.aupdate' on account at Planted.thenSecondRow(");
			assertThat(outcome.message()).doesNotContain("4242");
		});
	}

	/** Plain JDBC, which locks the second row and then waits for the first. */
	private static Side batch(BeanFactory beans) {
		SingleConnectionDataSource connection = new SingleConnectionDataSource(
				DataSourceUtils.getConnection(beans.getBean(DataSource.class)), true);
		JdbcClient jdbc = JdbcClient.create(connection);
		jdbc.sql("set deadlock_timeout = '60s'").update();
		return new Side("", () -> {
			jdbc.sql("begin").update();
			jdbc.sql("update account set balance = 4242 where id = 2").update();
		}, "", () -> {
			jdbc.sql("update /*op='Batch.run',site='Batch.java:7'*/ account set balance = 4242 where id = 1").update();
			jdbc.sql("commit").update();
			connection.destroy();
		});
	}

	@Test
	void aSideOfAnotherApplicationIsToldByItsTags() {
		DatabaseAddress address = TestDatabase.POSTGRESQL.create();
		Banks.at(address)
			.run((context) -> Banks.patientAt(address)
				.withPropertyValues("async-orm.sql.tags=operation,site", "async-orm.diagnostics.locks=false")
				.run((other) -> {
					Side first = Banks.planted(context).rows().first();
					Side second = Banks.of(other).rows().second();

					Outcome outcome = new PlantedDeadlock(first, second).meet(Banks.blocks(context),
							Banks.blocks(other), NOTHING);

					assertThat(outcome.message()).contains("waits op='Account.aupdate',site='Planted.java:",
							"waits 'Account.aupdate' on account at Planted.thenSecondRow(");
				}));
	}

	@Test
	void theDeadlockIsThrownWhereOthersCannotBeAskedFor() {
		DatabaseAddress address = TestDatabase.POSTGRESQL.create();
		Banks.failingAt(address)
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=1")
			.run((context) -> Banks.patientAt(address)
				.withPropertyValues("async-orm.diagnostics.locks=false")
				.run((other) -> {
					Side first = Banks.planted(other).rows().first();
					Planted own = Banks.of(context);
					long begin = System.nanoTime();

					Outcome outcome = new PlantedDeadlock(own.rows().second(), first).meet(Banks.blocks(context),
							Banks.blocks(other), NOTHING);

					assertThat(outcome.message()).contains(", of which nothing is known",
							"waits 'Account.aupdate' on account at Planted.thenFirstRow(");
					assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
				}));
	}

	@Test
	void threeTransactionsAreThreeColumns() {
		Banks.failingAt(TestDatabase.POSTGRESQL.create()).run((context) -> {
			Planted planted = Banks.planted(context);
			CountDownLatch all = new CountDownLatch(3);

			List<CompletableFuture<?>> ends = LongStream.of(1, 2, 3)
				.<CompletableFuture<?>>mapToObj((row) -> Banks.blocks(context).apply(() -> {
					planted.change(row);
					all.countDown();
					PlantedDeadlock.await(all);
					planted.thenChange(row % 3 + 1);
				}))
				.toList();

			List<String> messages = ends.stream()
				.map(PlantedDeadlock::failureOf)
				.flatMap(Stream::ofNullable)
				.map(Throwable::getMessage)
				.toList();
			assertThat(messages).hasSize(1);
			assertThat(messages.get(0)).contains("Deadlock: 3 transactions", "| C: process ");
			assertThat(messages.get(0).split("locks 'Account.aupdate' on account at Planted.change\\(")).hasSize(4);
			assertThat(messages.get(0).split("waits 'Account.aupdate' on account at Planted.thenChange\\(")).hasSize(4);
		});
	}

	@Test
	void theOwnSideIsToldBehindAPooler() throws IOException {
		DatabaseAddress address = TestDatabase.POSTGRESQL.create();
		try (PgBouncer pooler = PgBouncer.start(address, 4)) {
			DatabaseAddress pooled = pooler.address();
			Banks.at(new DatabaseAddress(pooled.url() + "?prepareThreshold=0", pooled.username(), pooled.password()))
				.run((context) -> {
					Outcome outcome = Banks.planted(context).rows().meet(Banks.blocks(context), NOTHING);

					assertThat(outcome.message()).contains("A: this transaction, which was rolled back",
							"  waits 'Account.aupdate' on account at Planted." + outcome.failed().waits() + "(");
				});
		}
	}

	@Test
	void whatIsRepeatedIsLogged() {
		Banks.failingAt(TestDatabase.POSTGRESQL.create()).run((context) -> {
			PlantedDeadlock deadlock = Banks.planted(context).bulk();
			Runnable gate = Banks.middleRow(context);
			try (RecordedLocks recorded = new RecordedLocks()) {
				CompletableFuture<?> up = Banks.onThread(deadlock.first().waiting());
				CompletableFuture<?> down = Banks.onThread(deadlock.second().waiting());
				gate.run();
				up.get(30, TimeUnit.SECONDS);
				down.get(30, TimeUnit.SECONDS);

				assertThat(recorded.next()).startsWith("WARN Deadlock: 2 transactions")
					.contains("locks, waits 'Accounts.aupdateUp' on account at Planted.up(",
							"locks, waits 'Accounts.aupdateDown' on account at Planted.down(",
							"Rule: let statements that change many rows of account lock them in the same order");
			}
		});
	}

	@Test
	void whatAnOperationRepeatsByItselfIsLogged() {
		Banks.at(TestDatabase.POSTGRESQL.create()).run((context) -> {
			Planted planted = Banks.planted(context);
			Runnable meeting = Banks.changesOfTransfers(context);
			try (RecordedLocks recorded = new RecordedLocks()) {
				CompletableFuture<?> delete = Banks.onThread(planted::delete);
				meeting.run();

				assertThat(delete).succeedsWithin(30, TimeUnit.SECONDS);
				assertThat(recorded.next()).startsWith("WARN Deadlock: 2 transactions")
					.contains("waits 'Account.adelete' on transfer at Planted.delete(");
			}
			assertThat(await(planted.accounts().acount())).isEqualTo(2);
		});
	}

	@Test
	void aBlockThatIsRunAgainSucceeds() {
		Banks.failingAt(TestDatabase.POSTGRESQL.create()).run((context) -> {
			PlantedDeadlock deadlock = Banks.planted(context).rows();
			AsyncTransactions transactions = context.getBean(AsyncTransactions.class);

			List<CompletableFuture<?>> ends = deadlock.begin((block) -> transactions.atomic(retry(3), block::run));

			for (CompletableFuture<?> end : ends) {
				assertThat(end).succeedsWithin(30, TimeUnit.SECONDS);
			}
		});
	}

	@Test
	void nothingIsToldByDefault() throws InterruptedException, ExecutionException {
		Banks.failingAt(TestDatabase.POSTGRESQL.create())
			.withPropertyValues("async-orm.diagnostics.locks=false")
			.run((context) -> {
				Function<Runnable, CompletableFuture<?>> blocks = Banks.blocks(context);

				Outcome outcome = Banks.planted(context).rows().meet(blocks, NOTHING);

				assertThat(outcome.message()).contains("the transaction collided with another one")
					.doesNotContain("Deadlock:");
				assertThat(context.getBean(Assembly.class).observers().execution()).isNull();
			});
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "MARIADB" })
	void nobodyFollowsLocksWhereTheDatabaseTellsNothingOfThem(TestDatabase database) {
		Banks.at(database.create()).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Assembly.class).observers().execution()).isNull();
		});
	}

	/** What stands in each other's way. */
	private enum Kind {

		/** Two rows in opposite order. */
		ROWS,
		/** Two tables in opposite order. */
		TABLES,
		/** The rows of statements that change many. */
		BULK,
		/** A lock that both share, and want for themselves. */
		UPGRADE,
		/** Foreign keys, and unique keys in opposite order. */
		KEYS

	}

}
