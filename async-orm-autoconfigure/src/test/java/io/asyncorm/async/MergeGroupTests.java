package io.asyncorm.async;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Mergeable;
import io.asyncorm.plan.Merged;
import io.asyncorm.plan.Observers;
import io.asyncorm.query.MergeKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MergeGroup}: when merging is left off, and what lanes do meanwhile.
 */
class MergeGroupTests {

	private final MergeGroup group = new MergeGroup();

	private final StubExecutor executor = new StubExecutor();

	private final VirtualThreadExecutor threads = new VirtualThreadExecutor();

	private final List<Task<?>> started = new CopyOnWriteArrayList<>();

	@Test
	void noMoreThanTwoStatementsAreUnderWay() {
		assertThat(this.group.isHeld()).isFalse();

		this.group.started(statementOf(1));
		this.group.started(statementOf(1));

		assertThat(this.group.isHeld()).isTrue();
		assertThat(this.group.isHeldForAWhile()).isFalse();
	}

	@Test
	void theSecondStatementIsNotSmallerThanTheFirst() {
		withinTheHold(() -> {
			Lanes lanes = lanes(4, 10);
			statementForTwo(lanes);

			OperationTask<String> held = call(lanes, "author", 5);
			assertThat(this.started).hasSize(2).doesNotContain(held);

			OperationTask<String> next = call(lanes, "author", 6);
			assertThat(this.started).hasSize(3).endsWith(held);
			assertThat(held.companions()).isEqualTo(List.of(next));
		});
	}

	@Test
	void aStatementThatTakesLongHoldsUpNobody() {
		Lanes lanes = lanes(4, 10);
		statementForTwo(lanes);

		OperationTask<String> held = call(lanes, "author", 5);
		await(() -> this.started.contains(held));
		end(lanes, held);
		OperationTask<String> next = call(lanes, "author", 6);

		await(() -> this.started.contains(next));
	}

	@Test
	void noneOvertakesThoseThatWereHeldAndWaitForTheAlarm() {
		CountDownLatch ringing = new CountDownLatch(1);
		CountDownLatch rung = new CountDownLatch(1);
		this.threads.alarms().set(Alarm.of(() -> {
			ringing.countDown();
			awaitUninterruptibly(rung);
		}), System.nanoTime());
		awaitUninterruptibly(ringing);
		try {
			Lanes lanes = lanes(4, 10);
			statementForTwo(lanes);
			OperationTask<String> held = call(lanes, "author", 5);
			long begin = System.nanoTime();
			await(() -> System.nanoTime() - begin > MergeGroup.LONGEST_HOLD);

			OperationTask<String> next = call(lanes, "author", 6);

			assertThat(this.started).hasSize(3).endsWith(held);
			assertThat(held.companions()).isEqualTo(List.of(next));
		}
		finally {
			rung.countDown();
		}
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whoWasHeldIsStillInFrontOfThoseThatCameLater() {
		withinTheHold(() -> {
			Lanes lanes = lanes(2, 20);
			OperationTask<String> first = call(lanes, "author", 1);
			OperationTask<String> other = call(lanes, "shop", 1);
			OperationTask<String> second = call(lanes, "author", 2);
			call(lanes, "author", 3);
			assertThat(end(lanes, first)).isEqualTo(second);
			OperationTask<String> held = call(lanes, "author", 4);
			OperationTask<String> book = call(lanes, "book", 1);
			call(lanes, "tag", 1);

			assertThat(end(lanes, other)).isEqualTo(book);
			assertThat(end(lanes, second)).isEqualTo(held);
		});
	}

	@Test
	void whoIsStoppedLetsTheOthersGo() {
		Lanes lanes = lanes(4, 10);
		statementForTwo(lanes);
		OperationTask<String> held = call(lanes, "author", 5);
		held.stop();

		OperationTask<String> next = call(lanes, "author", 6);

		await(() -> this.started.contains(next));
		assertThat(this.started).doesNotContain(held);
	}

	@Test
	void thereIsOneStatementWhereMergingMakesOperationsCheap() {
		Lanes lanes = lanes(1, 10);
		this.group.waiting().addAll(calls(lanes, 3, "author", 1));
		statement(800_000, 1, false);
		statement(1_000_000, 20, false);
		this.group.started(statementOf(1));
		assertThat(this.group.isHeldForAWhile()).isTrue();

		for (int i = 0; i < 4; i++) {
			statement(800_000, 1, false);
		}

		assertThat(this.group.isHeld()).isFalse();
	}

	@Test
	void aFailureIsNotCheap() {
		Lanes lanes = lanes(1, 10);
		this.group.waiting().addAll(calls(lanes, 3, "author", 1));
		statement(800_000, 1, false);
		statement(1_000, 20, true);

		this.group.started(statementOf(1));

		assertThat(this.group.isHeld()).isFalse();
	}

	@Test
	void oneSlowStatementIsNoReasonToLeaveItOff() {
		statement(1_000, 1, false);
		for (int i = 0; i < 100; i++) {
			statement(5_000, 20, false);
			statement(1_000_000, 2, false);
		}

		assertThat(isMerging()).isTrue();
	}

	@Test
	void itIsLeftOffWhereItIsSlower() {
		statement(1_000, 1, false);
		for (int i = 0; i < 10; i++) {
			assertThat(isMerging()).isTrue();
			statement(40_000, 20, false);
		}

		assertThat(isMerging()).isFalse();
	}

	@Test
	void workThatTakesTheServerLongIsDoneSideBySide() {
		statement(1_200_000, 1, false);
		for (int i = 0; i < 10; i++) {
			statement(20_000_000, 20, false);
		}

		assertThat(isMerging()).isFalse();
	}

	@Test
	void aLongWayToTheServerIsWorthIt() {
		statement(6_000_000, 1, false);
		for (int i = 0; i < 10; i++) {
			statement(20_000_000, 20, false);
		}

		assertThat(isMerging()).isTrue();
	}

	@Test
	void itIsTriedAgainLater() {
		itIsLeftOffWhereItIsSlower();
		for (int i = 0; i < 10_000; i++) {
			assertThat(isMerging()).isFalse();
			statement(1_000, 1, false);
		}

		assertThat(isMerging()).isTrue();
	}

	@Test
	void itIsLeftOffAfterThreeFailuresRunning() {
		statement(1_000, 20, true);
		statement(1_000, 20, true);
		statement(1_000, 20, false);
		statement(1_000, 20, true);
		statement(1_000, 20, true);
		assertThat(isMerging()).isTrue();

		statement(1_000, 20, true);

		assertThat(isMerging()).isFalse();
	}

	@Test
	void callsOfOneKeyRunSideBySide() {
		Lanes lanes = lanes(4, 10);
		OperationTask<String> first = call(lanes, "author", 1);
		List<OperationTask<String>> others = calls(lanes, 5, "author", 1);
		assertThat(this.started).containsExactly(first, others.get(0));

		Task<?> next = end(lanes, first);

		assertThat(next).isEqualTo(others.get(1));
		assertThat(this.started).containsExactly(first, others.get(0), others.get(2), others.get(3));
		assertThat(end(lanes, others.get(0))).isEqualTo(others.get(4));
	}

	@Test
	void callsOfTwoKeysRunSideBySide() {
		Lanes lanes = lanes(8, 20);
		List<OperationTask<String>> calls = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			calls.add(call(lanes, "author", i % 2));
		}
		assertThat(this.started).containsExactly(calls.get(0), calls.get(1));

		Task<?> next = end(lanes, calls.get(0));

		assertThat(next).isEqualTo(calls.get(2));
		assertThat(calls.get(2).companions()).isEqualTo(List.of(calls.get(3)));
		assertThat(this.started).containsExactlyElementsOf(
				Stream.concat(calls.stream().limit(2), calls.stream().skip(4).limit(6)).toList());
		assertThat(calls.subList(4, 10)).allSatisfy((call) -> assertThat(call.companions()).isEmpty());
	}

	@Test
	void whatComesBehindCallsOfOneKeyIsMerged() {
		Lanes lanes = lanes(2, 10);
		OperationTask<String> first = call(lanes, "author", 1);
		List<OperationTask<String>> equal = calls(lanes, 3, "author", 1);
		assertThat(end(lanes, first)).isEqualTo(equal.get(1));
		OperationTask<String> other = call(lanes, "author", 2);
		OperationTask<String> another = call(lanes, "author", 3);

		assertThat(end(lanes, equal.get(0))).isEqualTo(equal.get(2));
		assertThat(equal.get(1).companions()).isEmpty();
		assertThat(equal.get(2).companions()).isEqualTo(List.of(other, another));
	}

	@Test
	void whoIsHeldIsNotInTheWayOfOthers() {
		Lanes lanes = lanes(4, 10);
		OperationTask<String> first = call(lanes, "author", 1);
		List<OperationTask<String>> equal = calls(lanes, 4, "author", 1);
		end(lanes, first); // now four run
		OperationTask<String> next = call(lanes, "author", 2);
		assertThat(end(lanes, equal.get(0))).isEqualTo(next);
		OperationTask<String> held = call(lanes, "author", 3);
		OperationTask<String> otherGroup = call(lanes, "book", 1);

		assertThat(end(lanes, equal.get(1))).isEqualTo(otherGroup);
		assertThat(end(lanes, equal.get(2))).isNull();
		assertThat(end(lanes, equal.get(3))).isEqualTo(held);
	}

	@Test
	void noneIsRefusedWhileALaneIsFree() {
		Lanes lanes = lanes(4, 1);
		List<OperationTask<String>> calls = calls(lanes, 6, "author", 1);

		assertThat(this.started).containsExactly(calls.get(0), calls.get(1), calls.get(3), calls.get(4));
		assertThat(lanes.waitingCount()).isEqualTo(1);
		assertThat(calls.get(2).future()).isNotDone();
		assertThat(calls.get(5).future()).failsWithin(Duration.ofSeconds(20));
	}

	@Test
	void theShapeIsHashedOnceAndWithoutTheLock() {
		Lanes lanes = lanes(1, 10);
		AtomicInteger hashed = new AtomicInteger();

		for (int i = 0; i < 3; i++) {
			call(lanes, new Shape(lanes, hashed), i);
		}

		assertThat(hashed).hasValue(3);
	}

	private Lanes lanes(int lanes, int queue) {
		DispatcherSettings settings = DispatcherSettings.of(lanes, queue).withTimeout(Duration.ZERO);
		return new Lanes(settings, Set.of(MergeKind.LOOKUPS), this.threads, this.started::add,
				new Monitor(Observers.NONE));
	}

	private List<OperationTask<String>> calls(Lanes lanes, int count, String table, Object key) {
		List<OperationTask<String>> calls = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			calls.add(call(lanes, table, key));
		}
		return calls;
	}

	private OperationTask<String> call(Lanes lanes, Object table, Object key) {
		OperationTask<String> call = new OperationTask<>(this.executor.operation("call", (session) -> "done"), lanes,
				CallOptions.DEFAULTS, CallSite.none(), new Lookup(table, key));
		lanes.admit(call);
		return call;
	}

	/** One statement is under way then. */
	private void statementForTwo(Lanes lanes) {
		List<OperationTask<String>> calls = new ArrayList<>();
		for (int i = 1; i <= 4; i++) {
			calls.add(call(lanes, "author", i));
		}
		assertThat(end(lanes, calls.get(0))).isEqualTo(calls.get(2));
		assertThat(calls.get(2).companions()).isEqualTo(List.of(calls.get(3)));
		assertThat(end(lanes, calls.get(1))).isNull();
	}

	/** What has the lane of an operation next. */
	private @Nullable Task<?> end(Lanes lanes, OperationTask<?> task) {
		task.ran(1_000);
		return lanes.handOver(task, new HeldConnection(this.executor, DispatcherSettings.of(1, 1)));
	}

	private void statement(long nanos, int operations, boolean failed) {
		MergeGroup.Statement statement = statementOf(1);
		this.group.started(statement);
		this.group.ended(statement, nanos, operations, failed);
	}

	/** One that has just begun, however long the test takes. */
	private static MergeGroup.Statement statementOf(int operations) {
		return new MergeGroup.Statement(operations, System.nanoTime() + Duration.ofHours(1).toNanos());
	}

	/** A busy machine may take longer than anybody is held. */
	private void withinTheHold(Runnable scenario) {
		for (int attempts = 100;; attempts--) {
			this.started.clear();
			long begin = System.nanoTime();
			try {
				scenario.run();
				return;
			}
			catch (AssertionError ex) {
				if (attempts == 0 || System.nanoTime() - begin < MergeGroup.LONGEST_HOLD) {
					throw ex;
				}
			}
		}
	}

	private static void await(BooleanSupplier condition) {
		long begin = System.nanoTime();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime() - begin).isLessThan(Duration.ofSeconds(20).toNanos());
			Thread.onSpinWait();
		}
	}

	private boolean isMerging() {
		MergeGroup.Statement statement = statementOf(1);
		this.group.started(statement);
		this.group.started(statement);
		boolean held = this.group.isHeld();
		this.group.ended(statement, 0, 0, false);
		this.group.ended(statement, 0, 0, false);
		return held;
	}

	/** Equal to all others; its hash wants others to have the lanes meanwhile. */
	private record Shape(Lanes lanes, AtomicInteger hashed) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Shape;
		}

		@Override
		public int hashCode() {
			this.hashed.incrementAndGet();
			assertThat(CompletableFuture.supplyAsync(this.lanes::waitingCount)).succeedsWithin(Duration.ofSeconds(5));
			return 1;
		}

	}

	/** A call of a row by its key, that is never sent. */
	private record Lookup(Object shape, Object key) implements Mergeable {

		@Override
		public MergeKind kind() {
			return MergeKind.LOOKUPS;
		}

		@Override
		public Collection<?> values() {
			return List.of(this.key);
		}

		@Override
		public boolean isWrite() {
			return false;
		}

		@Override
		public Merged<?> merge(List<Mergeable> parts) {
			throw new UnsupportedOperationException("Calls of a test are not sent");
		}

	}

}
