package io.asyncorm.network;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.Orm;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A cancel that reaches the server late, as behind a proxy or a pooler, meets nobody
 * else's statement.
 */
@Timeout(120)
class LateCancelsIntegrationTests {

	private final PostOffice office = new PostOffice(TestDatabase.POSTGRESQL, 1);

	@AfterEach
	void close() {
		this.office.close();
	}

	@Test
	void afterASingleOperation() throws InterruptedException {
		this.office.proxy.holdCancels();
		CompletableFuture<?> asleep = this.office.asleep(0.3);
		this.office.awaitExecuting("sleep");

		asleep.cancel(true);

		assertThatNobodyIsMet();
	}

	@Test
	void afterABlock() throws InterruptedException {
		this.office.proxy.holdCancels();
		CompletableFuture<?> block = this.office.orm.transactions().atomic(() -> Orm.await(this.office.asleep(0.3)));
		this.office.awaitExecuting("sleep");

		block.cancel(true);

		assertThatNobodyIsMet();
	}

	private void assertThatNobodyIsMet() throws InterruptedException {
		this.office.proxy.awaitHeldCancels(1);
		this.office.awaitActive(0);
		CompletableFuture<?> innocent = this.office.asleep(0.5);
		this.office.awaitExecuting("sleep");

		this.office.proxy.deliverCancels();

		assertThat(innocent).succeedsWithin(Duration.ofSeconds(60));
	}

}
