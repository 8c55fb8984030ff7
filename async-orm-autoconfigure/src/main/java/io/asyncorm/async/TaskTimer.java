package io.asyncorm.async;

import java.time.Duration;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.RunningOperation;
import org.jspecify.annotations.Nullable;

/**
 * Rings when the time of a task is up, and knows where it went. Guarded by the lock of
 * the task, but for what it is set to before the task waits.
 */
final class TaskTimer extends Alarm {

	private final Task<?> task;

	private final AlarmClock clock;

	private final CallLimit limit;

	private long admitted;

	private long begun;

	/** Since when the present part of it counts; of a task that is one, all of it. */
	private long since;

	/** When its time is up; without meaning if it has no limit. */
	private long end;

	private boolean limited;

	private long pausedAt;

	/** How long it did not count, although the task was running. */
	private long paused;

	TaskTimer(Task<?> task, AlarmClock clock, CallLimit limit) {
		this.task = task;
		this.clock = clock;
		this.limit = limit;
	}

	CallLimit limit() {
		return this.limit;
	}

	/** The task begins to wait. */
	void admit() {
		this.admitted = System.nanoTime();
		start(this.admitted);
	}

	/** How long ago the task began to wait. */
	long age(long now) {
		return now - this.admitted;
	}

	/** How long the task has waited for its lane, which it has. */
	long nanosQueued() {
		return this.begun - this.admitted;
	}

	/** What the task does now. */
	InFlight inFlight(long number, TaskState state, @Nullable RunningOperation running, CallSite caller) {
		return new InFlight(number, this.task.name(), progress(state, running),
				Duration.ofNanos(age(System.nanoTime())), caller.line());
	}

	private static InFlight.State progress(TaskState state, @Nullable RunningOperation running) {
		return switch (state) {
			case WAITING -> InFlight.State.QUEUED;
			case PART -> InFlight.State.MERGED;
			case CLOSED -> InFlight.State.COMMITTING;
			case FINISHED, STOPPED -> InFlight.State.ENDING;
			case RUNNING -> {
				if (running == null) {
					yield InFlight.State.IN_CODE;
				}
				if (running.nanosCommitting() > 0) {
					yield InFlight.State.COMMITTING;
				}
				yield running.isConnecting() ? InFlight.State.CONNECTING : InFlight.State.EXECUTING;
			}
		};
	}

	/** What the task does from now on does not count, until {@link #resume()}. */
	void pause() {
		this.pausedAt = System.nanoTime();
		stop();
	}

	/** A part of the task begins, which may take as long as the first. */
	void resume() {
		long now = System.nanoTime();
		this.paused += now - this.pausedAt;
		start(now);
	}

	private void start(long now) {
		this.since = now;
		long left = Math.min(this.limit.timeout(), this.limit.leftOfScope(now) + this.paused);
		this.limited = left < TimeLimit.NEVER;
		if (this.limited) {
			this.end = now + left;
			this.clock.set(this, this.end);
		}
	}

	/** From here on, only the deadline around the call counts. */
	void keepScope() {
		stop();
		long now = System.nanoTime();
		long left = this.limit.leftOfScope(now);
		if (left < TimeLimit.NEVER) {
			this.clock.set(this, now + left);
		}
	}

	void stop() {
		this.clock.cancel(this);
	}

	/** Rings once more, after a while. */
	void ringAgain(long nanos) {
		this.clock.set(this, System.nanoTime() + nanos);
	}

	/**
	 * The task has a lane. Returns false if its time is up, so that it need not begin.
	 */
	boolean begin() {
		long now = System.nanoTime();
		if (this.limited && now - this.end >= 0) {
			return false;
		}
		this.begun = now;
		return true;
	}

	@Override
	void ring() {
		this.task.timeIsUp();
	}

	/**
	 * Says that the time is up, and where it went, unless the limit is that of a task
	 * between whose parts it does not count.
	 * @param limit what the limit is, in words; null for that of the task
	 * @param running what the task is executing; null if it is not in the database
	 */
	String describe(@Nullable String limit, @Nullable RunningOperation running) {
		if (this.begun == 0 && this.limit.leftOfScope(this.admitted) <= 0) {
			return this.limit.notBegun(this.task.name());
		}
		String message = Expiry.message(this.task.name(),
				(limit != null) ? limit : this.limit.describe(this.since, TimeLimit.NEVER));
		return (limit != null && this.since != this.admitted) ? message : message + ": " + spent(running);
	}

	private String spent(@Nullable RunningOperation running) {
		long now = System.nanoTime();
		if (this.begun == 0) {
			return "waiting for a lane " + CallLimit.seconds(now - this.admitted);
		}
		long lane = (this.since == this.admitted) ? this.begun - this.admitted : 0;
		long rest = now - this.since - lane;
		long connecting = (running != null) ? running.nanosConnecting() : 0;
		long committing = (running != null) ? running.nanosCommitting() : 0;
		return "waiting for a lane " + CallLimit.seconds(lane) + ", for a connection " + CallLimit.seconds(connecting)
				+ ", " + this.task.place() + " " + CallLimit.seconds(rest - connecting - committing)
				+ ((committing > 0) ? ", in the commit " + CallLimit.seconds(committing) : "");
	}

}
