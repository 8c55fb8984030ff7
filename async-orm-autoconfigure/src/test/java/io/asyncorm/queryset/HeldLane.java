package io.asyncorm.queryset;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.asyncorm.query.QuerySet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the only lane, by a consumer of rows that waits, so that operations wait for it.
 */
final class HeldLane {

	private final CountDownLatch gate = new CountDownLatch(1);

	private HeldLane() {
	}

	/**
	 * Holds it until it is released.
	 * @param rows of which there is one
	 */
	static HeldLane by(QuerySet<?> rows) {
		HeldLane lane = new HeldLane();
		CountDownLatch held = new CountDownLatch(1);
		rows.aiterator().forEach((row) -> {
			held.countDown();
			await(lane.gate);
		});
		await(held);
		return lane;
	}

	void release() {
		this.gate.countDown();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
