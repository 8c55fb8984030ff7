package io.asyncorm.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;

import io.asyncorm.async.Waiting;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for a-methods in Spring's transactions on an event loop.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class EventLoopTransactionsIntegrationTests {

	private final TransactionDatabase database;

	private final Scheduler eventLoop = Schedulers.newParallel("event-loop", 1);

	EventLoopTransactionsIntegrationTests(TestDatabase kind) {
		this.database = new TransactionDatabase(kind, 2);
	}

	@AfterEach
	void close() {
		this.eventLoop.dispose();
		this.database.close();
	}

	@Test
	void operationsAreRefusedBeforeAnythingIsSent() {
		assertRefused("Book.acreate", (here) -> here.acreate("never"));

		assertThat(this.database.titles()).isEmpty();
	}

	@Test
	void blocksAreRefusedBeforeTheyRun() {
		List<String> ran = new ArrayList<>();

		assertRefused("atomic", (here) -> here.transactions.atomic(() -> ran.add("block")));

		assertThat(ran).isEmpty();
	}

	@Test
	void readingIsRefused() {
		assertRefused("Book.aiterator", (here) -> titles(here).forEach((title) -> {
		}));
	}

	@Test
	void subscribersAreRefusedByASignal() {
		assertRefused("Book.aiterator", (here) -> subscribed(titles(here)));
	}

	@Test
	void withoutATransactionOperationsAndBlocksHaveThreadsOfTheirOwn() {
		CompletableFuture<Integer> created = Mono.fromCallable(() -> this.database.acreate("one"))
			.subscribeOn(this.eventLoop)
			.flatMap(Mono::fromFuture)
			.toFuture();
		CompletableFuture<Integer> block = Mono
			.fromCallable(() -> this.database.transactions.atomic(() -> Waiting.await(this.database.acreate("two"))))
			.subscribeOn(this.eventLoop)
			.flatMap(Mono::fromFuture)
			.toFuture();

		assertThat(Waiting.await(created) + Waiting.await(block)).isEqualTo(2);
		assertThat(this.database.titles()).containsExactly("one", "two");
	}

	private void assertRefused(String operation, Function<TransactionDatabase, CompletableFuture<?>> call) {
		CompletableFuture<Throwable> failure = Mono
			.fromCallable(() -> this.database.template()
				.execute((status) -> catchThrowable(() -> Waiting.await(call.apply(this.database)))))
			.subscribeOn(this.eventLoop)
			.toFuture();

		assertThat(Waiting.await(failure)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("'" + operation + "' joins the transaction of the thread 'event-loop-")
			.hasMessageContaining("Nothing was sent. Use transactions.atomic(...)");
	}

	private static AsyncIterable<String> titles(TransactionDatabase here) {
		return here.dispatcher()
			.iterate(new Operation.Sql<>("Book.aiterator", "select title from book", List.of(),
					new SqlRows.Scalars<String, List<String>>(String.class, (rows) -> rows)), 10);
	}

	private static CompletableFuture<?> subscribed(Flow.Publisher<String> rows) {
		return JdkFlowAdapter.flowPublisherToFlux(rows).collectList().toFuture();
	}

}
