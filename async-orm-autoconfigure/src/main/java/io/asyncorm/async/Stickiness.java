package io.asyncorm.async;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How long a caller that has written reads from where its writes are. Immutable.
 *
 * @param callers who writes
 * @param duration for this long after its last write; zero for not at all
 * @param replay until the replica has replayed it, whatever the duration is; null if that
 * is not asked
 */
record Stickiness(ReplicaCallers callers, Duration duration, @Nullable ReplayProgress replay) {

	/** Whether the calling thread's caller may read from a replica. */
	boolean isOver() {
		return isOver(this.callers.current());
	}

	/** Whether a caller may, who has written this. */
	boolean isOver(CallerWrites writes) {
		if (writes.areSettled()) {
			return true;
		}
		long count = writes.count();
		boolean over = (this.replay != null) ? this.replay.covers(writes, count)
				: writes.nanosSince() >= this.duration.toNanos();
		if (over) {
			writes.settle(count);
		}
		return over;
	}

}
