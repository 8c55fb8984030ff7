package io.asyncorm.async;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.OverloadedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

	@Test
	void streamsAndBlocksLeaveALaneToOperations() {
		this.dispatcher = dispatcher(DispatcherSettings.of(4, 10_000));
		List<CompletableFuture<Void>> streams = IntStream.range(0, 1_000)
			.mapToObj((number) -> rows().forEach((row) -> await(this.gate)))
			.toList();
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> {
			begun.countDown();
			await(this.gate);
			return "done";
		});

		await(begun);
		assertThatTheNextOneRuns();
		assertThat(this.dispatcher.runningCount()).isEqualTo(3);
		assertThat(this.dispatcher.waitingCount()).isEqualTo(998);
		streams.forEach((stream) -> stream.cancel(true));
		this.gate.countDown();
		assertThat(Waiting.await(block)).isEqualTo("done");
		assertThat(this.dispatcher.waitingCount()).isZero();
	}

	@Test
	void whatIsDoneInTheBackgroundLeavesHalfOfTheLanes() {
		this.dispatcher = dispatcher(DispatcherSettings.of(4, 100));
		OperationDispatcher background = this.dispatcher.with(CallOptions::inBackground);
		Operation<String> operation = this.executor.operation("background", (session) -> {
			await(this.gate);
			return "done";
		});
		List<CompletableFuture<String>> jobs = IntStream.range(0, 50)
			.mapToObj((number) -> background.dispatch(operation))
			.toList();
		assertThat(this.dispatcher.runningCount()).isEqualTo(2);
		assertThat(this.dispatcher.waitingCount()).isEqualTo(48);

		assertThatTheNextOneRuns();
		CompletableFuture<String> first = blocked();
		CompletableFuture<String> second = blocked();

		assertThat(this.dispatcher.runningCount()).isEqualTo(4);
		this.gate.countDown();
		assertThat(Waiting.await(Waiting.gather(jobs))).containsOnly("done");
		assertThat(Waiting.await(Waiting.gather(first, second))).containsOnly("done");
	}

	@Test
	void streamsAndListenersInTheBackgroundLeaveThemToo() {
		this.dispatcher = dispatcher(DispatcherSettings.of(8, 100));
		CountDownLatch begun = new CountDownLatch(4);
		List<CompletableFuture<?>> jobs = new ArrayList<>();
		OperationDispatcher background = this.dispatcher.with(CallOptions::inBackground);
		for (int number = 0; number < 5; number++) {
			jobs.add(rows(background).forEach((row) -> holdAfter(begun)));
			ListenedTask<String> listened = new ListenedTask<>(
					this.executor.operation("listened", (session) -> holdAfter(begun)), this.dispatcher.lanes(),
					CallOptions.DEFAULTS.inBackground());
			this.dispatcher.lanes().admit(listened);
			jobs.add(listened.future());
		}

		await(begun);
		assertThat(this.dispatcher.runningCount()).isEqualTo(4);
		assertThat(this.dispatcher.waitingCount()).isEqualTo(6);
		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> "runs");
		assertThat(Waiting.await(block)).isEqualTo("runs");
		jobs.forEach((job) -> job.cancel(true));
		this.gate.countDown();
	}

	/**
	 * Of few lanes none is kept for operations but by streams, which last as long as
	 * their consumers like.
	 * @param work blocks (b), streams (s), operations (w) and streams (r) in the
	 * background, in the order in which they are started
	 */
	@ParameterizedTest
	@CsvSource({ "5, bbbbb, 4", "4, bbbb, 3", "3, bbb, 3", "1, b, 1", "5, sssss, 3", "4, sss, 2", "3, sss, 2",
			"2, ss, 1", "1, s, 1", "4, ssbb, 3", "4, bbbs, 3", "3, bbs, 2", "2, bs, 1", "5, wwwww, 2", "4, wwww, 2",
			"2, ww, 1", "1, ww, 1", "4, wwbbb, 4", "4, wwss, 4", "10, rrrrrbbbbb, 9", "4, rrrbb, 3", "4, rrww, 2",
			"4, rwww, 2", "4, bbrww, 4", "2, sr, 1", "1, r, 1", "4, rrs, 3", "4, rrss, 3" })
	void whatHoldsLanesForLongLeavesSomeToOthers(int lanes, String work, int running) {
		this.dispatcher = dispatcher(DispatcherSettings.of(lanes, 100));

		List<CompletableFuture<?>> all = new ArrayList<>();
		work.chars().forEach((kind) -> all.add(start((char) kind)));

		assertThat(this.dispatcher.runningCount()).isEqualTo(running);
		assertThat(this.dispatcher.waitingCount()).isEqualTo(work.length() - running);
		if (running < lanes) {
			assertThatTheNextOneRuns();
		}
		this.gate.countDown();
		Waiting.await(Waiting.gather(all));
	}

	private CompletableFuture<?> start(char kind) {
		return switch (kind) {
			case 'b' -> this.dispatcher.submit("block", (cancellation) -> hold());
			case 's' -> oneRow(this.dispatcher).forEach((row) -> hold());
			case 'r' -> oneRow(this.dispatcher.with(CallOptions::inBackground)).forEach((row) -> hold());
			default -> this.dispatcher.with(CallOptions::inBackground)
				.dispatch(this.executor.operation("background", (session) -> hold()));
		};
	}

	private String hold() {
		await(this.gate);
		return "done";
	}

	@Test
	void whatWaitsForItsOwnBackgroundWorkIsNotHeldBackByItself() {
		this.dispatcher = dispatcher(DispatcherSettings.of(2, 0));
		OperationDispatcher background = this.dispatcher.with(CallOptions::inBackground);
		List<String> seen = new CopyOnWriteArrayList<>();

		CompletableFuture<?> stream = oneRow(background).forEach((row) -> seen
			.add(Waiting.await(background.dispatch(this.executor.operation("background", (session) -> "nested")))));

		Waiting.await(stream);
		assertThat(seen).containsExactly("nested");
	}

	@Test
	void whatRunningCodeStartsInTheBackgroundLeavesLanesToOthers() {
		this.dispatcher = dispatcher(DispatcherSettings.of(4, 100));
		OperationDispatcher background = this.dispatcher.with(CallOptions::inBackground);
		List<CompletableFuture<String>> jobs = new CopyOnWriteArrayList<>();
		CountDownLatch started = new CountDownLatch(1);

		CompletableFuture<?> stream = oneRow(this.dispatcher).forEach((row) -> {
			for (int number = 0; number < 50; number++) {
				jobs.add(background.dispatch(this.executor.operation("background", (session) -> hold())));
			}
			started.countDown();
			hold();
		});

		await(started);
		assertThat(this.dispatcher.runningCount()).isEqualTo(3);
		assertThatTheNextOneRuns();
		this.gate.countDown();
		Waiting.await(stream);
		assertThat(Waiting.await(Waiting.gather(jobs))).hasSize(50);
	}

	@Test
	void whereTheQueueIsFullWhatRunningCodeStartsInTheBackgroundLeavesLanesToOthers() {
		this.dispatcher = dispatcher(DispatcherSettings.of(6, 0));
		OperationDispatcher background = this.dispatcher.with(CallOptions::inBackground);
		List<CompletableFuture<String>> jobs = new CopyOnWriteArrayList<>();
		CountDownLatch started = new CountDownLatch(1);

		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> {
			for (int number = 0; number < 10; number++) {
				jobs.add(background.dispatch(this.executor.operation("background", (session) -> hold())));
			}
			started.countDown();
			return hold();
		});

		await(started);
		assertThat(this.dispatcher.runningCount()).isEqualTo(4);
		assertThatTheNextOneRuns();
		assertThat(jobs).filteredOn(CompletableFuture::isCompletedExceptionally).hasSize(7);
		this.gate.countDown();
		assertThat(Waiting.await(block)).isEqualTo("done");
	}

	private String holdAfter(CountDownLatch begun) {
		begun.countDown();
		return hold();
	}

	private AsyncIterable<String> oneRow(OperationDispatcher dispatcher) {
		AtomicBoolean read = new AtomicBoolean();
		Operation<@Nullable List<String>> operation = this.executor.operation("row",
				(session) -> read.getAndSet(true) ? null : List.of("row"));
		return dispatcher.iterate(StubExecutor.rows(operation), 1);
	}

	private AsyncIterable<String> rows() {
		return rows(this.dispatcher);
	}

	private AsyncIterable<String> rows(OperationDispatcher dispatcher) {
		Operation<List<String>> operation = this.executor.operation("rows", (session) -> List.of("row"));
		return dispatcher.iterate((Operation.Rows<List<String>>) operation, 1);
	}

}
