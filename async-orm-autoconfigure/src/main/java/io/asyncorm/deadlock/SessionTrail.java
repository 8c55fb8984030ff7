package io.asyncorm.deadlock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.LockTrail;
import org.jspecify.annotations.Nullable;

/**
 * The last statements of a session, of the transaction that it is in and of the one
 * before: who is rolled back in a deadlock hears of it, and looks here, when the other
 * may have gone on. Written by the thread that uses the session, and read by others.
 */
final class SessionTrail implements LockTrail {

	/** What is kept of a transaction. */
	static final int MOST_STATEMENTS = 16;

	/** By how much later than the database a thread may hear of a deadlock. */
	private static final long LATENESS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final Runnable NOTHING = () -> {
	};

	private final int process;

	private final Runnable sending;

	private Deque<LockStatement> present = new ArrayDeque<>(MOST_STATEMENTS);

	private Deque<LockStatement> previous = new ArrayDeque<>(MOST_STATEMENTS);

	private @Nullable LockStatement last;

	private @Nullable Thread thread;

	/** Who had what the last statement waited for, when somebody asked. */
	private List<ServerSession> blocking = List.of();

	/** When it is looked at next whether the last statement waits for a lock. */
	private long look;

	private Runnable asking = NOTHING;

	/**
	 * @param sending called for each statement
	 */
	SessionTrail(int process, Runnable sending) {
		this.process = process;
		this.sending = sending;
	}

	int process() {
		return this.process;
	}

	/** A transaction, or an operation without one, begins. */
	synchronized void begin(Runnable asking) {
		unlocked();
		this.asking = asking;
	}

	/** Asks what the session waits for, in the context of who uses it. */
	void ask() {
		Runnable question;
		synchronized (this) {
			question = this.asking;
		}
		question.run();
	}

	@Override
	public void sending(String operation, CallSite caller, String sql) {
		sending(new LockStatement(operation, caller.line(), sql, System.nanoTime()));
	}

	@Override
	public void committing() {
		sending(LockStatement.commit(System.nanoTime()));
	}

	private void sending(LockStatement statement) {
		synchronized (this) {
			this.thread = Thread.currentThread();
			this.last = statement;
			this.look = statement.begin();
			this.blocking = List.of();
			if (this.present.size() == MOST_STATEMENTS) {
				this.present.removeFirst();
			}
			this.present.addLast(statement);
		}
		this.sending.run();
	}

	@Override
	public synchronized void answered() {
		if (this.last != null) {
			this.last.answered(System.nanoTime());
		}
	}

	@Override
	public synchronized void unlocked() {
		answered();
		if (!this.present.isEmpty()) {
			Deque<LockStatement> cleared = this.previous;
			cleared.clear();
			this.previous = this.present;
			this.present = cleared;
		}
	}

	/** Whose context it was may go. */
	@Override
	public synchronized void released() {
		unlocked();
		this.asking = NOTHING;
	}

	/** Whether the last statement of the session is one of the calling thread. */
	synchronized boolean isOfThisThread() {
		return this.thread == Thread.currentThread();
	}

	/** Whether nothing has happened since a time. */
	synchronized boolean isIdleSince(long time) {
		return this.last == null || !this.last.isRunningAt(time);
	}

	/** When the last statement was sent. */
	synchronized long lastBegin() {
		return (this.last != null) ? this.last.begin() : Long.MIN_VALUE;
	}

	synchronized boolean isRunning() {
		return this.last != null && this.last.isRunning();
	}

	/**
	 * Whether the last statement has been under way for a time, and for twice as long as
	 * when this was asked before.
	 */
	synchronized boolean isWaitingFor(long nanos, long now) {
		LockStatement running = this.last;
		if (running == null || !running.isRunning() || now - this.look < nanos) {
			return false;
		}
		this.look = now + (now - running.begin()) - nanos;
		return true;
	}

	/** The statement that is under way; null if there is none. */
	synchronized @Nullable LockStatement running() {
		return isRunning() ? this.last : null;
	}

	/** Notes who has what a statement waits for, if it is still under way. */
	synchronized boolean blockedBy(List<ServerSession> sessions, LockStatement waiting) {
		if (this.last != waiting || !waiting.isRunning()) {
			return false;
		}
		this.blocking = sessions;
		return true;
	}

	/** A session that had what the last statement waited for; null if it is not known. */
	synchronized @Nullable ServerSession blocking(int process) {
		return this.blocking.stream().filter((session) -> session.process() == process).findFirst().orElse(null);
	}

	/** The present transaction, and that its last statement waits, or has failed. */
	synchronized TransactionTrail present() {
		Deque<LockStatement> statements = this.present.isEmpty() ? this.previous : this.present;
		return new TransactionTrail(this.process, List.copyOf(statements), statements.peekLast());
	}

	/**
	 * The transaction that waited for a lock until another was rolled back. Its statement
	 * was under way then; whatever followed may be, too, if the other heard of that late.
	 * @param time when the other heard of it
	 * @return null if nothing was under way
	 */
	synchronized @Nullable TransactionTrail waitingAt(long time) {
		TransactionTrail found = null;
		long longest = -1;
		for (Deque<LockStatement> statements : List.of(this.previous, this.present)) {
			List<LockStatement> begun = new ArrayList<>();
			for (LockStatement statement : statements) {
				begun.add(statement);
				long nanos = statement.nanosUntil(time);
				if (statement.isRunningAt(time - LATENESS) && nanos > longest) {
					longest = nanos;
					found = new TransactionTrail(this.process, List.copyOf(begun), statement);
				}
			}
		}
		return found;
	}

}
