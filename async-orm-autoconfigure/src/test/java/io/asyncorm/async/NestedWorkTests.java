package io.asyncorm.async;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.query.OverloadedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Blocks and streams, which hold a permit, and wait for operations that need one, too.
 */
@Timeout(300)
class NestedWorkTests extends AbstractDispatcherTests {

	@Test
	void blocksThatWaitForOperationsOfOtherThreadsEnd() {
		this.dispatcher = dispatcher(DispatcherSettings.of(10, 100));

		List<CompletableFuture<String>> blocks = IntStream.range(0, 20)
			.mapToObj((number) -> this.dispatcher.submit("block",
					(cancellation) -> CompletableFuture
						.supplyAsync(() -> Waiting.await(dispatch((session) -> "done " + number)))
						.join()))
			.toList();

		assertThat(Waiting.await(Waiting.gather(blocks))).hasSize(20).contains("done 0", "done 19");
	}

	@Test
	void blocksThatWaitForBlocksOfOtherThreadsEndOrAreRefused() {
		this.dispatcher = dispatcher(DispatcherSettings.of(3, 100));
		AtomicInteger refused = new AtomicInteger();

		List<CompletableFuture<String>> blocks = IntStream.range(0, 20)
			.mapToObj((number) -> this.dispatcher.submit("outer", (cancellation) -> {
				CompletableFuture<String> other = CompletableFuture
					.supplyAsync(() -> this.dispatcher.submit("inner", (inner) -> "done"))
					.join();
				try {
					return Waiting.await(other);
				}
				catch (OverloadedException ex) {
					refused.incrementAndGet();
					return "refused";
				}
			}))
			.toList();

		assertThat(Waiting.await(Waiting.gather(blocks))).hasSize(20).containsAnyOf("done", "refused");
		assertThat(this.dispatcher.runningCount()).isZero();
		assertThat(this.dispatcher.waitingCount()).isZero();
	}

	@Test
	void aStreamThatHoldsTheOnlyPermitIsToldThatItWouldWaitForEver() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 100));
		AtomicInteger read = new AtomicInteger();

		CompletableFuture<?> stream = rows().forEach((row) -> {
			read.incrementAndGet();
			Waiting.await(dispatch((session) -> "never"));
		});

		assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> Waiting.await(stream))
			.withMessageContaining("'operation' was refused, as it would wait for ever")
			.withMessageContaining("async-orm.execution.lanes: 1")
			.satisfies((ex) -> assertThat(ex.getRunning()).isEqualTo(1));
		assertThat(read).hasValue(1);
		assertThatTheNextOneRuns();
		assertThat(this.dispatcher.waitingCount()).isZero();
	}

	@Test
	void whoWaitsForAWhileIsNotTakenToWaitForEver() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 100));

		CompletableFuture<CompletableFuture<String>> block = this.dispatcher.submit("block", (cancellation) -> {
			CompletableFuture<String> operation = dispatch((session) -> "later");
			assertThatExceptionOfType(TimeoutException.class)
				.isThrownBy(() -> operation.get(10, TimeUnit.MILLISECONDS));
			return operation;
		});

		assertThat(Waiting.await(Waiting.await(block))).isEqualTo("later");
	}

	@Test
	void whatIsAwaitedForAWhileComesFirst() {
		this.dispatcher = dispatcher(DispatcherSettings.of(2, 100));
		OperationDispatcher background = this.dispatcher.with(CallOptions::inBackground);

		CompletableFuture<String> block = this.dispatcher.submit("block", CallOptions.DEFAULTS.inBackground(),
				(cancellation) -> background.dispatch(this.executor.operation("background", (session) -> "nested"))
					.get(40, TimeUnit.SECONDS));

		assertThat(Waiting.await(block)).isEqualTo("nested");
	}

	@Test
	void whatIsGatheredOrComposedIsRefusedAsAWhole() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 100));

		CompletableFuture<?> gathered = this.dispatcher.submit("block",
				(cancellation) -> Waiting.await(Waiting.gather(dispatch((session) -> "one"),
						dispatch((session) -> "two").thenCompose((two) -> dispatch((session) -> "three")))));

		assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> Waiting.await(gathered))
			.withMessageContaining("'gather' was refused");
		assertThatTheNextOneRuns();
		assertThat(this.dispatcher.waitingCount()).isZero();
	}

	@Test
	void whatIsNotWaitedForIsNotRefused() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 100));

		CompletableFuture<CompletableFuture<String>> block = this.dispatcher.submit("block",
				(cancellation) -> dispatch((session) -> "later"));

		assertThat(Waiting.await(Waiting.await(block))).isEqualTo("later");
	}

	@Test
	void whatOthersWillEndIsWaitedFor() {
		this.dispatcher = dispatcher(DispatcherSettings.of(2, 100));
		CompletableFuture<String> held = blocked();
		CountDownLatch waits = new CountDownLatch(1);

		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> {
			CompletableFuture<String> other = dispatch((session) -> "after");
			waits.countDown();
			return Waiting.await(other);
		});

		await(waits);
		this.gate.countDown();
		assertThat(Waiting.await(block)).isEqualTo("after");
		assertThat(Waiting.await(held)).isEqualTo("done");
	}

	@Test
	void whatRunningCodeStartsIsNext() {
		this.dispatcher = dispatcher(DispatcherSettings.of(2, 100));
		List<String> order = new CopyOnWriteArrayList<>();
		CountDownLatch queued = new CountDownLatch(1);
		CompletableFuture<String> held = blocked();
		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> {
			await(queued);
			return Waiting.await(dispatch((session) -> {
				order.add("nested");
				return "nested";
			}));
		});
		CompletableFuture<?> other = dispatch((session) -> order.add("other"));
		queued.countDown();
		while (this.dispatcher.waitingCount() < 2) {
			Thread.onSpinWait();
		}

		this.gate.countDown();

		Waiting.await(Waiting.gather(held, block, other));
		assertThat(order).containsExactly("nested", "other");
	}

	@Test
	void whatRunningCodeStartsWithoutWaitingTakesTurnsWithOthers() {
		this.dispatcher = dispatcher(DispatcherSettings.of(2, 100));
		List<String> order = new CopyOnWriteArrayList<>();
		List<CompletableFuture<?>> all = new CopyOnWriteArrayList<>();
		CountDownLatch queued = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		CompletableFuture<?> stream = oneRow(this.dispatcher).forEach((row) -> {
			all.add(blocked());
			for (int number = 0; number < 4; number++) {
				all.add(dispatch((session) -> order.add("nested")));
			}
			queued.countDown();
			await(ended);
		});
		await(queued);
		for (int number = 0; number < 3; number++) {
			all.add(dispatch((session) -> order.add("other")));
		}

		this.gate.countDown();
		Waiting.await(Waiting.gather(all));
		ended.countDown();
		Waiting.await(stream);

		assertThat(order).containsExactly("nested", "other", "nested", "other", "nested", "other", "nested");
	}

}
