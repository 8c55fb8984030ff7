package io.asyncorm.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.autoconfigure.library.LibraryApplication;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens to lanes and connections while an application runs, and when it ends.
 */
class LifecycleIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	@Test
	void callbackThatBlocksForEverHoldsNeitherLaneNorConnection() throws Exception {
		CountDownLatch blocking = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		try (ConfigurableApplicationContext context = start("spring.datasource.hikari.maximum-pool-size=1")) {
			Books books = context.getBean(Books.class);
			List<CompletableFuture<?>> futures = whileNoConnectionIsFree(context,
					() -> List.of(books.acount().thenRun(() -> {
						blocking.countDown();
						waitFor(end);
					}), books.aexists()));
			CompletableFuture<?> blocked = futures.get(0);
			CompletableFuture<?> next = futures.get(1);
			assertThat(blocking.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

			assertThat(next).succeedsWithin(SOON);
			assertThat(books.acount()).succeedsWithin(SOON);
			assertThat(context.getBean(JdbcClient.class).sql("select 1").query(Integer.class).single()).isEqualTo(1);

			assertThat(blocked).isNotDone();
			end.countDown();
			assertThat(blocked).succeedsWithin(SOON);
		}
	}

	@Test
	void closingWaitsForWhatIsUnderWay() {
		ConfigurableApplicationContext context = start("spring.datasource.hikari.maximum-pool-size=1");
		HikariDataSource dataSource = context.getBean(HikariDataSource.class);
		Books books = context.getBean(Books.class);
		CompletableFuture<Integer> running = books.asleep(0.3);
		CompletableFuture<Long> waiting = books.acount();

		context.close();

		assertThat(running).succeedsWithin(SOON).isEqualTo(1);
		assertThat(waiting).succeedsWithin(SOON).isEqualTo(0L);
		assertThat(dataSource.isClosed()).isTrue();
		assertThat(books.acount()).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(NonTransientDataAccessResourceException.class)
			.withMessageContaining("shutting down");
	}

	@Test
	void closingCancelsWhatTakesTooLong() {
		ConfigurableApplicationContext context = start("async-orm.execution.shutdown-timeout=50ms");
		CompletableFuture<Integer> running = context.getBean(Books.class).asleep(600);

		context.close();

		assertThat(running).isCancelled();
	}

	@Test
	void closingEndsReadingsThatTakeTooLong() throws Exception {
		ConfigurableApplicationContext context = start("async-orm.execution.shutdown-timeout=50ms");
		HikariDataSource dataSource = context.getBean(HikariDataSource.class);
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		CompletableFuture<?> running = context.getBean(Books.class)
			.raw("select 1 as id from generate_series(1, 10)")
			.aiterator(2)
			.forEach((row) -> {
				reading.countDown();
				waitFor(end);
			});
		assertThat(reading.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

		context.close();

		assertThat(running).isCancelled();
		end.countDown();
		assertThat(dataSource.isClosed()).isTrue();
	}

	@Test
	void tablesAreDroppedAfterTheLastOperation() throws SQLException {
		DatabaseAddress database = TestDatabase.POSTGRESQL.create();
		ConfigurableApplicationContext context = start(database, "async-orm.schema.action=create-drop");
		CompletableFuture<Integer> running = context.getBean(Books.class).asleep(0.1);

		context.close();

		assertThat(running).succeedsWithin(SOON).isEqualTo(1);
		try (HikariDataSource pool = database.openPool(1)) {
			assertThat(JdbcClient.create(pool).sql("select to_regclass('book') is null").query(Boolean.class).single())
				.isTrue();
		}
	}

	/** As DevTools closes it. */
	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void nobodyWarnsOfTablesInMemoryThatAreGoneAlready(CapturedOutput output) throws SQLException {
		ConfigurableApplicationContext context = start(TestDatabase.H2.create(), "async-orm.schema.action=create-drop");
		try (Connection connection = context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("shutdown");
		}
		catch (SQLException ex) {
			assertThat(ex.getMessage()).contains("closed");
		}

		context.close();

		assertThat(output.toString()).contains("No tables were dropped, as the database is gone")
			.doesNotContain("propagated an exception");
	}

	private static ConfigurableApplicationContext start(String property) {
		return start(TestDatabase.POSTGRESQL.create(), property);
	}

	private static ConfigurableApplicationContext start(DatabaseAddress database, String property) {
		return new SpringApplicationBuilder(LibraryApplication.class).bannerMode(Banner.Mode.OFF)
			.properties("async-orm.schema.action=create")
			.properties(database.toProperties())
			.properties(property)
			.run();
	}

	/** So that the callback is there before what it waits for is complete. */
	private static <T> T whileNoConnectionIsFree(ConfigurableApplicationContext context, Supplier<T> action)
			throws SQLException {
		Connection connection = context.getBean(DataSource.class).getConnection();
		try {
			return action.get();
		}
		finally {
			connection.close();
		}
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
