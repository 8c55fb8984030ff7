package io.asyncorm.async;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds lanes for long, and what is done in the background, leave lanes to others.
 */
@Timeout(300)
class LanesLeftToOthersTests extends AbstractDispatcherTests {

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

	private String holdAfter(CountDownLatch begun) {
		begun.countDown();
		return hold();
	}

}
