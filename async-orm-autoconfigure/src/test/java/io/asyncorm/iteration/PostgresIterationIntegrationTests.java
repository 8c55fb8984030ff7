package io.asyncorm.iteration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.asyncorm.Orm;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.iteration.IterationDatabase.Author;
import io.asyncorm.iteration.IterationDatabase.Book;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Row;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for what the server and other threads see of a reading.
 */
@Timeout(120)
class PostgresIterationIntegrationTests {

	private final ThreadLocal<String> context = new ThreadLocal<>();

	private final IterationDatabase database = new IterationDatabase(TestDatabase.POSTGRESQL, 3,
			new VirtualThreadExecutor("test-", (task) -> {
				String captured = this.context.get();
				return () -> {
					this.context.set(captured);
					task.run();
					this.context.remove();
				};
			}));

	@AfterEach
	void close() {
		this.database.awaitNoConnectionInUse();
		this.database.close();
	}

	@Test
	void theConnectionIsIdleWhileNothingIsWanted() throws InterruptedException {
		Collector<Row<Author>> collector = new Collector<>();
		this.database.countedRows(500_000).aiterator(100).subscribe(collector);

		collector.request(10);

		collector.take(10);
		assertThat(this.database.jdbc
			.sql("select state from pg_stat_activity where query like '%generate_series%' and pid <> pg_backend_pid()")
			.query(String.class)
			.single()).isEqualTo("idle in transaction");
		collector.cancel();
	}

	@Test
	void readsInATransactionThatCannotWrite() {
		List<String> settings = new ArrayList<>();

		Orm.await(this.database.authors()
			.raw("select 1 as id, current_setting('transaction_read_only') as name")
			.aiterator()
			.forEach((row) -> settings.add(row.get("name", String.class))));
		Throwable refused = catchThrowable(() -> Orm.await(this.database.authors()
			.raw("insert into author (name) values ('new') returning id")
			.aiterator()
			.forEach((row) -> {
			})));

		assertThat(settings).containsExactly("on");
		assertThat(refused).isInstanceOf(DataAccessException.class)
			.rootCause()
			.hasMessageContaining("read-only transaction");
		Orm.await(this.database.authors().filter("id", 1).aupdate(Orm.kw("name", "written")));
	}

	@Test
	void anActionThatLeavesItsThreadInterruptedCostsNoConnection() {
		RawQuerySet<Author> backend = this.database.authors().raw("select pg_backend_pid() as id, 'a' as name");
		List<Long> backends = new ArrayList<>();

		for (int i = 0; i < 2; i++) {
			CompletableFuture<?> all = backend.aiterator().forEach((row) -> {
				backends.add(row.get("id", Long.class));
				Thread.currentThread().interrupt();
				throw new IllegalStateException("broken");
			});
			assertThat(catchThrowable(() -> Orm.await(all))).isInstanceOf(IllegalStateException.class);
		}

		assertThat(this.database.jdbc.sql("select pid from pg_stat_activity where datname = current_database()")
			.query(Long.class)
			.list()).containsAll(backends);
	}

	@Test
	void actionsMayWaitForOperationsInAllReadings() {
		List<CompletableFuture<?>> readings = new ArrayList<>();
		CountDownLatch twoAreReading = new CountDownLatch(2);
		for (int i = 0; i < 3; i++) {
			readings.add(this.database.books().aiterator(2).forEach((book) -> {
				twoAreReading.countDown();
				waitFor(twoAreReading);
				Orm.await(this.database.books().filter("id", book.id()).aget());
			}));
		}

		readings.forEach(Orm::await);
		assertThat(readings).allSatisfy((reading) -> assertThat(reading).isCompleted());
	}

	@Test
	void rowsAndTheEndAreGivenInTheContextOfTheSubscriber() {
		List<String> seen = new ArrayList<>();
		Collector<Book> collector = new Collector<>((book) -> seen.add(this.context.get()));
		this.context.set("caller");
		this.database.books().aiterator(2).subscribe(collector);
		CompletableFuture<String> atTheEnd = collector.end().thenApply((rows) -> this.context.get());
		this.context.remove();

		collector.request(Long.MAX_VALUE);

		assertThat(Orm.await(atTheEnd)).isEqualTo("caller");
		assertThat(seen).hasSize(10).containsOnly("caller");
	}

	private static void waitFor(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
