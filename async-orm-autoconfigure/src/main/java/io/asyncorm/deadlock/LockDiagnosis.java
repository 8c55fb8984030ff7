package io.asyncorm.deadlock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.asyncorm.dialect.SessionLocks;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.LockObserver;
import io.asyncorm.plan.LockTrail;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Says which lines of the application stand behind deadlocks of a data source, and behind
 * waits for a lock of more than a second. It keeps the last statements of each session,
 * without their values; of sessions that are not the data source's, it asks the database.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class LockDiagnosis implements ExecutionObserver, LockObserver {

	private static final Log logger = LogFactory.getLog(LockDiagnosis.class);

	/** How long who was rolled back waits for what the database tells of others. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final Sessions sessions = new Sessions();

	private final TableReferences references;

	private final SessionLocks locks;

	private final Database database;

	private final Threads threads;

	private final LockWaits waits;

	private final ToldLines told = new ToldLines();

	/**
	 * @param locks what the database tells of them
	 * @param models know which tables refer to which
	 * @param database is asked about sessions
	 * @param threads run what is asked in the background
	 */
	public LockDiagnosis(SessionLocks locks, ModelRegistry models, Database database, Threads threads) {
		this.references = TableReferences.of(models);
		this.locks = locks;
		this.database = database;
		this.threads = threads;
		this.waits = new LockWaits(this.sessions, this.references, locks, database, threads);
	}

	@Override
	public LockObserver locks() {
		return this;
	}

	@Override
	public LockTrail follow(int process) {
		SessionTrail trail = this.sessions.require(process, this.waits::watch);
		trail.begin(this.threads.inPresentContext(() -> this.waits.ask(trail)));
		return trail;
	}

	/**
	 * It is logged, too: what is repeated, as operations without a transaction are and
	 * blocks with {@code retry(n)}, throws nothing.
	 */
	@Override
	public @Nullable String deadlock(List<Integer> processes) {
		try {
			SessionTrail own = this.sessions.findFailed(processes.get(0));
			if (own == null) {
				return null;
			}
			DeadlockReport report = new DeadlockReport(sides(own, processes), this.references);
			String text = report.toString();
			if (this.told.isNew(report.lines())) {
				logger.warn(text);
			}
			return text;
		}
		catch (RuntimeException ex) {
			logger.debug("A deadlock could not be explained", ex);
			return null;
		}
	}

	private List<DeadlockSide> sides(SessionTrail own, List<Integer> processes) {
		TransactionTrail failed = own.present();
		LockStatement waited = failed.waiting();
		long heard = (waited != null) ? waited.begin() + waited.nanosUntil(System.nanoTime()) : System.nanoTime();
		Map<Integer, @Nullable DeadlockSide> others = new LinkedHashMap<>();
		for (int process : processes.subList(1, processes.size())) {
			others.put(process, known(own, process, heard));
		}
		Set<Integer> strangers = others.keySet()
			.stream()
			.filter((process) -> others.get(process) == null)
			.collect(Collectors.toSet());
		List<ServerSession> asked = strangers.isEmpty() ? List.of() : ask(this.locks.activity(strangers));
		List<DeadlockSide> sides = new ArrayList<>(List.of(DeadlockSide.failed(failed)));
		others.forEach((process, side) -> sides.add((side != null) ? side : stranger(process, asked, heard)));
		return sides;
	}

	/** One of this data source, or one that was asked about while the failed waited. */
	private @Nullable DeadlockSide known(SessionTrail own, int process, long heard) {
		SessionTrail session = this.sessions.find(process);
		TransactionTrail trail = (session != null) ? session.waitingAt(heard) : null;
		if (trail != null) {
			return DeadlockSide.own(trail);
		}
		ServerSession blocking = own.blocking(process);
		return (blocking != null && blocking.isActive()) ? DeadlockSide.foreign(blocking) : null;
	}

	private static DeadlockSide stranger(int process, List<ServerSession> asked, long heard) {
		return asked.stream()
			.filter((session) -> session.process() == process)
			.findFirst()
			.map((session) -> (session.isHidden() || session.begin() - heard < 0) ? DeadlockSide.foreign(session)
					: DeadlockSide.gone(session))
			.orElseGet(() -> DeadlockSide.unknown(process));
	}

	/**
	 * In another thread, as there may be no connection for a long time. Nothing if that
	 * takes too long, or fails.
	 */
	private List<ServerSession> ask(String question) {
		CompletableFuture<List<ServerSession>> answer = new CompletableFuture<>();
		this.threads.start(this.threads.inPresentContext(() -> {
			try {
				answer.complete(this.database.lines(question, PATIENCE).stream().map(ServerSession::of).toList());
			}
			catch (RuntimeException ex) {
				answer.completeExceptionally(ex);
			}
		}));
		try {
			return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("The database did not tell what other sessions do", ex);
		}
		return List.of();
	}

	/** The database, on a connection that is taken for a question. */
	@FunctionalInterface
	public interface Database {

		/**
		 * The first column of what a query returns. Blocks.
		 * @param timeout how long the database may take
		 * @throws org.springframework.dao.DataAccessException if it cannot be asked, or
		 * does not answer in time
		 */
		List<String> lines(String sql, Duration timeout);

	}

	/** Threads for what is asked. */
	public interface Threads {

		/** Runs something on a thread of its own. */
		void start(Runnable task);

		/**
		 * The same task, in the context of the calling thread, by which connections may
		 * be chosen.
		 */
		Runnable inPresentContext(Runnable task);

	}

}
