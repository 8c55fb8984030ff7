package io.asyncorm.async;

import java.util.concurrent.TimeUnit;

import io.asyncorm.plan.OperationSession;
import io.asyncorm.plan.RunningOperation;
import org.jspecify.annotations.Nullable;

/**
 * The session that a task uses, and how other threads end what it does there. Guarded by
 * the lock of the task, which is not held while the database is told.
 */
final class SessionInUse {

	/**
	 * How long an operation may take to end by itself, once it is to: with what is left
	 * of a second, its thread is free by then.
	 */
	private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(600);

	private final VirtualThreadExecutor threads;

	private @Nullable OperationSession session;

	/**
	 * What is executed there: not what comes after it, which may be another caller's.
	 */
	private @Nullable RunningOperation running;

	/** Whatever is under way is to end, whether or not it can still be stopped. */
	private boolean ending;

	/** That of another thread, which does a part of the task; null if none has yet. */
	private @Nullable SessionInUse elsewhere;

	SessionInUse(VirtualThreadExecutor threads) {
		this.threads = threads;
	}

	@Nullable OperationSession get() {
		return this.session;
	}

	/** That of another thread than the task's own, which ends with this one. */
	SessionInUse elsewhere() {
		SessionInUse other = this.elsewhere;
		if (other == null) {
			other = new SessionInUse(this.threads);
			other.ending = this.ending;
			this.elsewhere = other;
		}
		return other;
	}

	/** What is executed in the session, or elsewhere; null if none is used. */
	@Nullable RunningOperation running() {
		SessionInUse other = this.elsewhere;
		return (this.running != null || other == null) ? this.running : other.running();
	}

	/**
	 * Uses a session from now on, or none. What is done there although all is to end,
	 * such as a rollback, has to be brief.
	 */
	void set(@Nullable OperationSession session) {
		this.session = session;
		this.running = (session != null) ? session.running() : null;
		if (this.running != null && this.ending) {
			abortLater(this.running);
		}
	}

	/**
	 * Starts nothing more in the session.
	 * @return false if a commit is under way, so that only its thread can tell how it
	 * ends
	 */
	boolean stop() {
		boolean stoppedElsewhere = this.elsewhere == null || this.elsewhere.stop();
		return (this.running == null || this.running.stop()) && stoppedElsewhere;
	}

	/** Whether all is to end. */
	boolean isEnding() {
		return this.ending;
	}

	/** Ends what is under way in the session, and what comes to be. */
	void end() {
		if (!this.ending) {
			cancel();
		}
		this.ending = true;
		if (this.elsewhere != null) {
			this.elsewhere.end();
		}
	}

	/** Ends what is under way in the session. */
	void cancel() {
		RunningOperation running = this.running;
		if (running != null) {
			this.threads.start("cancel", running::cancel);
			abortLater(running);
		}
	}

	/** Breaks the connection if there is no end by then. */
	private void abortLater(RunningOperation running) {
		Alarm abort = Alarm.of(() -> this.threads.start("abort", running::abort));
		this.threads.alarms().set(abort, System.nanoTime() + PATIENCE);
	}

}
