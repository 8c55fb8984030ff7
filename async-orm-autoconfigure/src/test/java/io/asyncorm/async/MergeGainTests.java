package io.asyncorm.async;

import java.util.List;

import io.asyncorm.query.MergeKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MergeGroup}: whether merging pays, and when it is left off.
 */
class MergeGainTests extends AbstractMergeGroupTests {

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
	void thereAreTwoStatementsOfWritesHoweverCheapMergingMakesThem() {
		MergeGroup writes = new MergeGroup(MergeKind.CREATES);
		writes.waiting().addAll(calls(lanes(1, 10), 3, "author", 1));
		for (int operations : List.of(1, 20)) {
			MergeGroup.Statement statement = statementOf(operations);
			writes.started(statement);
			writes.ended(statement, 800_000, operations, false);
		}

		writes.started(statementOf(3));

		assertThat(writes.isHeldForAWhile()).isFalse();
	}

	@Test
	void oneRunsByItselfWhereNobodyKnowsWhatThatTakes() {
		for (int i = 0; i < 6; i++) {
			assertThat(isMerging()).isTrue();
			statement(1_000_000, 20, false);
		}
		assertThat(isMerging()).isFalse();

		statement(800_000, 1, false);

		assertThat(isMerging()).isTrue();
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

}
