package io.asyncorm.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.asyncorm.query.OverloadedException;
import io.asyncorm.faults.Warehouse.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.NonTransientDataAccessResourceException;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * More operations than there is place for, and an application that closes while there are
 * many: what is refused is refused at once, and says why, and the rest is right.
 */
@Timeout(120)
class LoadLimitsIntegrationTests {

	private static final int LANES = 4;

	private static final int QUEUE = 20;

	private final Warehouse warehouse = new Warehouse(LANES, (builder) -> builder.queueCapacity(QUEUE));

	@AfterEach
	void close() {
		this.warehouse.close();
	}

	@Test
	void fiveHundredTimesWhatTheQueueHoldsIsRefusedAtOnce() {
		List<CompletableFuture<Entry>> calls = new ArrayList<>();
		List<String> refused = new ArrayList<>();
		for (int number = 0; number < 500 * QUEUE; number++) {
			CompletableFuture<Entry> call = this.warehouse.entries
				.acreate(kw("name", "entry " + number, "amount", number));
			if (call.isDone() && call.isCompletedExceptionally()) {
				assertThatOverloadExplainsItself(call.exceptionNow());
				refused.add("entry " + number);
			}
			else {
				calls.add(call);
			}
		}

		List<String> created = calls.stream().map(CompletableFuture::join).map(Entry::name).toList();

		assertThat(refused).hasSizeGreaterThan(QUEUE);
		assertThat(created).hasSizeGreaterThanOrEqualTo(LANES + QUEUE);
		assertThat(this.warehouse.stored()).containsOnlyKeys(created);
		this.warehouse.assertThatNothingIsLeft();
	}

	private static void assertThatOverloadExplainsItself(Throwable failure) {
		assertThat(failure).isInstanceOf(OverloadedException.class)
			.hasMessageStartingWith("'Entry.acreate' was refused: all lanes are busy")
			.hasMessageContaining("LoadLimitsIntegrationTests.java");
		assertThat(failure.getStackTrace()).extracting(StackTraceElement::getClassName)
			.contains(LoadLimitsIntegrationTests.class.getName());
	}

	@Test
	void closingUnderLoadCompletesEverything() throws InterruptedException {
		List<CompletableFuture<?>> asleep = IntStream.range(0, LANES)
			.<CompletableFuture<?>>mapToObj((lane) -> this.warehouse.entries.asleep(60))
			.toList();
		Account account = new Account(Traffic.class);
		Traffic traffic = new Traffic(this.warehouse, account, 1, QUEUE);
		Warehouse.await(() -> this.warehouse.countExecuting("pg_sleep") == LANES, () -> "nobody sleeps");
		Thread closing = Thread.ofPlatform().daemon().name("closing").start(this.warehouse.orm::close);

		traffic.flow(() -> asleep.stream().allMatch(CompletableFuture::isDone));
		closing.join();

		assertThat(traffic.awaitEnd(30)).isTrue();
		assertThat(account.balance(this.warehouse.stored())).isEmpty();
		assertThat(asleep).allSatisfy((sleep) -> assertThat(Warehouse.failure(sleep))
			.hasMessageContaining(
					"asleep' was cancelled: the dispatcher was closed, as its application is shutting down")
			.hasMessageEndingWith("(async-orm.execution.shutdown-timeout)"));
		assertThat(Warehouse.failure(this.warehouse.entries.acount()))
			.isInstanceOf(NonTransientDataAccessResourceException.class)
			.hasMessageContaining("'Entry.acount' was refused: the dispatcher is closed");
		this.warehouse.assertThatNothingIsLeftAfterClosing();
	}

}
