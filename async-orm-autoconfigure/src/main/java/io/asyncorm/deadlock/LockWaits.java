package io.asyncorm.deadlock;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.asyncorm.deadlock.LockDiagnosis.Database;
import io.asyncorm.deadlock.LockDiagnosis.Threads;
import io.asyncorm.dialect.SessionLocks;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns of statements that wait for a lock for more than a second, and names who has it:
 * once an hour for each pair of lines. While statements are under way, a thread looks at
 * them now and then. Thread-safe.
 */
final class LockWaits {

	private static final Log logger = LogFactory.getLog(LockDiagnosis.class);

	private static final long LONG = TimeUnit.SECONDS.toNanos(1);

	/**
	 * By when it is asked first: of others, only what they wait for at present is known,
	 * and after a second, by default, the database looks for deadlocks.
	 */
	private static final long SHORT = LONG / 2;

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

	/** The thread ends when nothing was under way for as many looks. */
	private static final int IDLE_LOOKS = 20;

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Sessions sessions;

	private final TableReferences references;

	private final SessionLocks locks;

	private final Database database;

	private final Threads threads;

	private final AtomicBoolean watching = new AtomicBoolean();

	private final ToldLines told = new ToldLines();

	LockWaits(Sessions sessions, TableReferences references, SessionLocks locks, Database database, Threads threads) {
		this.sessions = sessions;
		this.references = references;
		this.locks = locks;
		this.database = database;
		this.threads = threads;
	}

	/** A statement is sent. */
	void watch() {
		if (!this.watching.get() && this.watching.compareAndSet(false, true)) {
			boolean started = false;
			try {
				this.threads.start(this::look);
				started = true;
			}
			finally {
				if (!started) {
					this.watching.set(false);
				}
			}
		}
	}

	private void look() {
		try {
			int idle = 0;
			while (idle < IDLE_LOOKS) {
				LockSupport.parkNanos(PAUSE);
				idle = isAnythingUnderWay() ? 0 : idle + 1;
				long now = System.nanoTime();
				this.sessions.all()
					.stream()
					.filter((session) -> session.isWaitingFor(SHORT, now))
					.forEach(LockWaits::askQuietly);
			}
		}
		finally {
			this.watching.set(false);
		}
		if (isAnythingUnderWay()) {
			watch(); // it was sent before this thread had ended
		}
	}

	private boolean isAnythingUnderWay() {
		return this.sessions.all().stream().anyMatch(SessionTrail::isRunning);
	}

	private static void askQuietly(SessionTrail session) {
		try {
			session.ask();
		}
		catch (RuntimeException ex) {
			logger.debug("The database did not tell what a statement waits for", ex);
		}
	}

	/** Asks the database what a session waits for, and warns if it is a lock. */
	void ask(SessionTrail session) {
		LockStatement waiting = session.running();
		if (waiting == null) {
			return;
		}
		List<ServerSession> blocking = this.database.lines(this.locks.blocking(session.process()), PATIENCE)
			.stream()
			.map(ServerSession::of)
			.toList();
		TransactionTrail transaction = session.present();
		boolean waits = session.blockedBy(blocking, waiting) && !blocking.isEmpty();
		if (waits && System.nanoTime() - waiting.begin() >= LONG) {
			warn(transaction, waiting, blocking);
		}
	}

	private void warn(TransactionTrail transaction, LockStatement waiting, List<ServerSession> blocking) {
		List<Blocker> blockers = blocking.stream().map((session) -> blocker(session, transaction)).toList();
		String lines = waiting + blockers.stream().map(Blocker::lines).collect(Collectors.joining(";"));
		if (this.told.isNew(lines)) {
			logger.warn("Waits for a lock: " + waiting + " has waited " + seconds(System.nanoTime() - waiting.begin())
					+ " so far for " + blockers.stream().map(Blocker::text).collect(Collectors.joining(", and for "))
					+ ". Let that transaction end sooner, or take this lock later in it.");
		}
	}

	private Blocker blocker(ServerSession session, TransactionTrail waiting) {
		SessionTrail trail = this.sessions.find(session.process());
		if (trail == null) {
			return new Blocker(session.toString(),
					session.name() + ": " + session + (session.isHidden() ? "" : ", " + session.state()));
		}
		TransactionTrail transaction = trail.present();
		List<LockStatement> holding = transaction.holding(waiting, this.references);
		String lines = holding.stream().map(LockStatement::toString).distinct().collect(Collectors.joining(" or "));
		long since = holding.isEmpty() ? 0 : System.nanoTime() - holding.get(0).begin();
		return new Blocker(lines, lines + ", sent " + seconds(since) + " ago in a transaction"
				+ (session.isHidden() ? "" : " that is " + session.state()));
	}

	private static String seconds(long nanos) {
		return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
	}

	/**
	 * Who has the lock.
	 *
	 * @param lines the same each time
	 * @param text for the log
	 */
	private record Blocker(String lines, String text) {
	}

}
