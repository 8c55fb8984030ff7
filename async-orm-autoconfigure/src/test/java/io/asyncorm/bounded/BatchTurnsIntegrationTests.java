package io.asyncorm.bounded;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.bounded.BatchesIntegrationTests.BatchMarks;
import io.asyncorm.bounded.BatchesIntegrationTests.Job;
import io.asyncorm.bounded.BatchesIntegrationTests.Jobs;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.BatchMark;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How several processes take turns at work in batches.
 */
@Timeout(120)
class BatchTurnsIntegrationTests {

	@ParameterizedTest
	@EnumSource
	void aProcessThatWaitsForTheOnlyBatchOfAnotherDoesNotDoItAgain(TestDatabase database) throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		try (HikariDataSource pool = database.create(6);
				AsyncOrm first = application(pool);
				AsyncOrm second = application(pool)) {
			Jobs jobs = first.repository(Jobs.class);
			Jobs others = second.repository(Jobs.class);
			await(jobs.abulkCreate(List.of(new Job(1, 0), new Job(2, 0))));

			CompletableFuture<Long> one = jobs.all().inBatches(100).resumeAs("shared").forEachBatch((batch) -> {
				work(jobs);
				begun.countDown();
				pass(released);
			});
			begun.await();
			CompletableFuture<Long> two = others.all()
				.inBatches(100)
				.resumeAs("shared")
				.forEachBatch((batch) -> work(others));
			awaitWaiting(database, JdbcClient.create(pool));
			released.countDown();

			assertThat(await(one)).isEqualTo(2);
			assertThat(await(two)).isZero();
			assertThat(await(jobs.all().alist())).extracting(Job::done).containsOnly(1);
			assertThat(await(first.repository(BatchMarks.class).acount())).isZero();
		}
	}

	private static AsyncOrm application(HikariDataSource pool) {
		return AsyncOrm.builder(pool)
			.models(Job.class, BatchMark.class)
			.lanes(2)
			.schemaAction(SchemaAction.CREATE)
			.build();
	}

	private static void work(Jobs jobs) {
		await(jobs.all().aupdate(set(Job::done).to(f(Job::done).plus(1))));
	}

	/** Waits until a session waits for a mark. */
	private static void awaitWaiting(TestDatabase database, JdbcClient jdbc) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		for (int seen = 0; seen < 20;) {
			seen = (database.countExecuting(jdbc, "async_orm_batch_mark") == 1) ? seen + 1 : 0;
			assertThat(System.nanoTime()).isLessThan(end);
		}
	}

	private static void pass(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
