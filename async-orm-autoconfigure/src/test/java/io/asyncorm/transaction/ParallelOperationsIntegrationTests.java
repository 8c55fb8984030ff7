package io.asyncorm.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.asyncorm.async.Waiting;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that operations outside of transactions run in parallel in the server, and that
 * what users do with their results holds no connection.
 */
@Timeout(120)
class ParallelOperationsIntegrationTests {

	private static final String WAITING = "select count(*) from pg_locks where locktype = 'advisory' and not granted "
			+ "and database = (select oid from pg_database where datname = current_database())";

	private final TransactionDatabase database = new TransactionDatabase(TestDatabase.POSTGRESQL, 10);

	private final CountDownLatch gate = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.gate.countDown();
		this.database.close();
	}

	@Test
	void fiftyQueriesOverTenLanesAreUnderWayTenAtATime() {
		List<CompletableFuture<Object>> queries = new ArrayList<>();

		whileNoQueryCanFinish(() -> {
			CompletableFuture.runAsync(() -> {
				for (int i = 0; i < 50; i++) {
					queries.add(query());
				}
			}).join();
			while (this.database.jdbc.sql(WAITING).query(Integer.class).single() < 10) {
				Thread.onSpinWait();
			}
			assertThat(this.database.dispatcher().waitingCount()).isEqualTo(40);
		});

		assertThat(Waiting.await(Waiting.gather(queries))).hasSize(50);
	}

	@Test
	void aCallbackThatBlocksHoldsNoConnection() throws InterruptedException {
		CountDownLatch inCallback = new CountDownLatch(1);
		whileNoQueryCanFinish(() -> CompletableFuture.runAsync(() -> query().thenRun(() -> {
			inCallback.countDown();
			awaitGate();
		})).join());

		assertThat(inCallback.await(30, TimeUnit.SECONDS)).isTrue();

		assertThat(this.database.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
		assertThat(this.database.dispatcher().runningCount()).isZero();
	}

	/**
	 * Runs something while every query waits for a lock that the calling thread holds.
	 */
	private void whileNoQueryCanFinish(Runnable action) {
		this.database.template().executeWithoutResult((status) -> {
			this.database.jdbc.sql("select 1 from pg_advisory_xact_lock(1)").query(Integer.class).single();
			action.run();
		});
	}

	private CompletableFuture<Object> query() {
		return this.database.aread("select count(*) from pg_sleep(0.02), pg_advisory_xact_lock_shared(1)");
	}

	private void awaitGate() {
		try {
			assertThat(this.gate.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
