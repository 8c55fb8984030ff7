package io.asyncorm.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Mergeable;
import io.asyncorm.plan.Merged;
import io.asyncorm.plan.Operation;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.MergeKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Blocks and streams of one dispatcher that wait for operations of another one, such as
 * that of a second data source or of a replica.
 */
@Timeout(300)
class WaitsAcrossDispatchersTests extends AbstractDispatcherTests {

	private final StubExecutor otherExecutor = new StubExecutor();

	private final AsyncDispatcher other = new AsyncDispatcher(this.otherExecutor, new VirtualThreadExecutor(),
			DispatcherSettings.of(1, 10));

	private final List<String> order = new CopyOnWriteArrayList<>();

	private final List<CompletableFuture<String>> queued = new ArrayList<>();

	private final CountDownLatch waits = new CountDownLatch(1);

	@BeforeEach
	void holdTheOtherLane() {
		this.otherExecutor.operation("unused", (session) -> "keys of the two differ");
		CountDownLatch begun = new CountDownLatch(1);
		this.queued.add(this.other.dispatch(this.otherExecutor.operation("held", (session) -> {
			begun.countDown();
			await(this.gate);
			return "held";
		})));
		await(begun);
		admit("first", false);
		admit("second", true);
		admit("third", true);
		admit("fourth", false);
	}

	@AfterEach
	void closeTheOther() {
		this.gate.countDown();
		this.other.close();
	}

	/**
	 * @param number that of the one that is awaited: it runs alone, is the first of those
	 * that become one statement, is not the first of them, or is the last of all
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4 })
	void whatABlockWaitsForIsNextWhereItBelongs(int number) {
		CompletableFuture<String> awaited = this.queued.get(number);

		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> {
			this.waits.countDown();
			return Waiting.await(awaited);
		});

		assertThatItIsNext(number, block);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4 })
	void whatAStreamWaitsForIsNextWhereItBelongs(int number) {
		CompletableFuture<String> awaited = this.queued.get(number);
		CompletableFuture<?> stream = oneRow().forEach((row) -> {
			this.waits.countDown();
			Waiting.await(awaited);
		});

		assertThatItIsNext(number, stream.thenApply((rows) -> name(number)));
	}

	@Test
	void aBlockThatHoldsTheOnlyLaneWaitsForTheOtherDispatcher() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 0));

		CompletableFuture<List<String>> block = this.dispatcher.submit("block", (cancellation) -> {
			this.waits.countDown();
			return Waiting.await(Waiting.gather(this.queued));
		});

		await(this.waits);
		this.gate.countDown();
		assertThat(Waiting.await(block)).containsExactly("held", "first", "second", "third", "fourth");
	}

	@Test
	void whatBothDispatchersDoIsGathered() {
		this.dispatcher = dispatcher(DispatcherSettings.of(2, 1));

		CompletableFuture<List<String>> block = this.dispatcher.submit("block", (cancellation) -> {
			CompletableFuture<String> own = dispatch((session) -> "own");
			this.waits.countDown();
			return Waiting.await(Waiting.gather(own, this.queued.get(4)));
		});

		await(this.waits);
		this.gate.countDown();
		assertThat(Waiting.await(block)).containsExactly("own", "fourth");
		assertThatNoException().isThrownBy(this::assertThatTheNextOneRuns);
	}

	private void assertThatItIsNext(int number, CompletableFuture<String> waiting) {
		await(this.waits);
		while (!isWanted(number) && !Thread.currentThread().isInterrupted()) {
			Thread.onSpinWait();
		}
		assertThat(this.other.waitingCount()).isEqualTo(4);

		this.gate.countDown();

		assertThat(Waiting.await(waiting)).isEqualTo(name(number));
		assertThat(Waiting.await(Waiting.gather(this.queued))).containsExactly("held", "first", "second", "third",
				"fourth");
		assertThat(this.order).hasSize(4).startsWith(name(number));
		assertThat(this.executor.taken).hasValueLessThan(2);
		assertThat(this.dispatcher.waitingCount()).isZero();
		assertThat(this.other.waitingCount()).isZero();
		assertThat(this.other.runningCount()).isZero();
		assertThatTheNextOneRuns();
	}

	private boolean isWanted(int number) {
		return ((OperationFuture<?>) this.queued.get(number)).work()
			.unfinishedTasks()
			.stream()
			.allMatch((task) -> this.other.lanes().read((running, waiting, closed) -> task.isWanted()));
	}

	private String name(int number) {
		return List.of("held", "first", "second", "third", "fourth").get(number);
	}

	private void admit(String name, boolean merged) {
		Operation<String> operation = this.otherExecutor.operation(name, (session) -> {
			this.order.add(name);
			return name;
		});
		OperationTask<String> task = new OperationTask<>(operation, this.other.lanes(), CallOptions.DEFAULTS,
				CallSite.none(), merged ? new Part(name, this) : null);
		this.other.admit(task);
		this.queued.add(task.future());
	}

	private AsyncIterable<String> oneRow() {
		List<String> left = new CopyOnWriteArrayList<>(List.of("row"));
		Operation<List<String>> operation = this.executor.operation("rows",
				(session) -> left.isEmpty() ? null : List.of(left.removeFirst()));
		return this.dispatcher.iterate(StubExecutor.rows(operation), 1);
	}

	/** Gives each its name. */
	private record Part(String name, WaitsAcrossDispatchersTests test) implements Mergeable {

		@Override
		public MergeKind kind() {
			return MergeKind.LOOKUPS;
		}

		@Override
		public Object shape() {
			return this.test;
		}

		@Override
		public boolean isWrite() {
			return false;
		}

		@Override
		public Collection<?> values() {
			return List.of(this.name);
		}

		@Override
		public Merged<?> merge(List<Mergeable> parts) {
			List<String> names = parts.stream().map((part) -> ((Part) part).name()).toList();
			Operation<List<String>> all = this.test.otherExecutor.operation("merged", (session) -> {
				this.test.order.addAll(names);
				return names;
			});
			return new Merged<>(all, List::get);
		}

	}

}
