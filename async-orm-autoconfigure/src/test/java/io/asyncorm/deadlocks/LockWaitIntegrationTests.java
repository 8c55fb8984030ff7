package io.asyncorm.deadlocks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Waits for a lock in PostgreSQL, and what is told of them.
 */
@Timeout(120)
class LockWaitIntegrationTests {

	@Test
	void aWaitOfMoreThanASecondNamesTheLineThatHasTheLock() {
		Banks.at(TestDatabase.POSTGRESQL.create()).run((context) -> {
			Planted planted = Banks.planted(context);
			Function<Runnable, CompletableFuture<?>> blocks = Banks.blocks(context);
			CountDownLatch locked = new CountDownLatch(1);
			CountDownLatch told = new CountDownLatch(1);
			try (RecordedLocks recorded = new RecordedLocks()) {
				CompletableFuture<?> holder = blocks.apply(() -> {
					planted.firstRow();
					planted.read();
					locked.countDown();
					PlantedDeadlock.await(told);
				});
				PlantedDeadlock.await(locked);
				CompletableFuture<?> waiter = blocks.apply(planted::thenFirstRow);

				String warning = recorded.next();
				told.countDown();
				holder.get(30, TimeUnit.SECONDS);
				waiter.get(30, TimeUnit.SECONDS);

				String planted1 = "'Account.aupdate' on account at " + Planted.class.getName();
				assertThat(warning).startsWith("WARN Waits for a lock: " + planted1 + ".thenFirstRow(Planted.java:")
					.containsPattern("has waited 1\\.\\d s so far for " + planted1.replace(".", "\\.")
							+ "\\.firstRow\\(Planted\\.java:\\d+\\), sent \\d\\.\\d s ago in a transaction that is idle"
							+ " in transaction");
				assertThat(recorded.isEmpty()).isTrue();
			}
		});
	}

	@Test
	void whatIsSlowWithoutALockIsLetBe() {
		Banks.at(TestDatabase.POSTGRESQL.create()).run((context) -> {
			Planted planted = Banks.planted(context);
			try (RecordedLocks recorded = new RecordedLocks()) {
				Banks.blocks(context).apply(planted::slow).get(30, TimeUnit.SECONDS);

				assertThat(recorded.isEmpty()).isTrue();
			}
		});
	}

}
