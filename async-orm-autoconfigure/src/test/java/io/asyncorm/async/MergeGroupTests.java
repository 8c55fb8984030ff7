package io.asyncorm.async;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MergeGroup}: when merging is left off.
 */
class MergeGroupTests {

	private final MergeGroup group = new MergeGroup();

	@Test
	void noMoreThanTwoStatementsAreUnderWay() {
		this.group.started();
		assertThat(this.group.isHeld()).isFalse();

		this.group.started();
		assertThat(this.group.isHeld()).isTrue();
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

	private void statement(long nanos, int operations, boolean failed) {
		this.group.started();
		this.group.ended(nanos, operations, failed);
	}

	private boolean isMerging() {
		this.group.started();
		this.group.started();
		boolean held = this.group.isHeld();
		this.group.ended(0, 0, false);
		this.group.ended(0, 0, false);
		return held;
	}

}
