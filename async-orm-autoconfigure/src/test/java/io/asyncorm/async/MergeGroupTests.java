package io.asyncorm.async;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MergeGroup}: who is held and who is next.
 */
class MergeGroupTests extends AbstractMergeGroupTests {

	@Test
	void noMoreThanTwoStatementsAreUnderWay() {
		assertThat(this.group.isHeld()).isFalse();

		this.group.started(statementOf(1));
		this.group.started(statementOf(1));

		assertThat(this.group.isHeld()).isTrue();
		assertThat(this.group.isHeldForAWhile()).isFalse();
	}

	@Test
	void whatComesBeforeALaneBeginsGoesAlong() {
		Lanes lanes = lanes(4, 10);
		this.lanesAreBusy = true;
		OperationTask<String> first = call(lanes, "author", 1);
		List<OperationTask<String>> others = List.of(call(lanes, "author", 2), call(lanes, "author", 3));
		OperationTask<String> otherGroup = call(lanes, "book", 1);
		assertThat(this.started).containsExactly(first, otherGroup);

		lanes.begin(first);

		assertThat(first.companions()).isEqualTo(others);
		assertThat(lanes.waitingCount()).isZero();
		assertThat(this.started).containsExactly(first, otherGroup);
	}

	@Test
	void whatHasALaneAndWasStoppedHoldsUpNobody() {
		Lanes lanes = lanes(4, 10);
		this.lanesAreBusy = true;
		OperationTask<String> first = call(lanes, "author", 1);
		OperationTask<String> other = call(lanes, "author", 2);
		first.stop();

		lanes.begin(first);
		assertThat(first.companions()).isEqualTo(List.of(other));
		first.takeApart();
		lanes.handOver(first, new HeldConnection(this.executor, DispatcherSettings.of(1, 1)));

		assertThat(call(lanes, "author", 3)).isIn(this.started);
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
		withinTheHold(() -> {
			Lanes lanes = lanes(4, 10);
			statementForTwo(lanes);
			OperationTask<String> held = call(lanes, "author", 5);
			held.stop();

			OperationTask<String> next = call(lanes, "author", 6);

			await(() -> this.started.contains(next));
			assertThat(this.started).doesNotContain(held);
		});
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

}
