package io.asyncorm.deadlock;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The sessions of a data source, by the numbers by which its database speaks of them.
 * Those of connections that are closed are forgotten when there are many. Thread-safe.
 */
final class Sessions {

	private static final int MANY = 500;

	private static final long LONG_IDLE = TimeUnit.MINUTES.toNanos(1);

	private final Map<Integer, SessionTrail> byProcess = new ConcurrentHashMap<>();

	@Nullable SessionTrail find(int process) {
		return this.byProcess.get(process);
	}

	SessionTrail require(int process, Runnable sending) {
		SessionTrail present = this.byProcess.get(process);
		if (present != null) {
			return present;
		}
		if (this.byProcess.size() >= MANY) {
			long time = System.nanoTime() - LONG_IDLE;
			this.byProcess.values().removeIf((session) -> session.isIdleSince(time));
		}
		return this.byProcess.computeIfAbsent(process, (ignored) -> new SessionTrail(process, sending));
	}

	/**
	 * The session of the calling thread, whose statement has failed. Behind a pooler, the
	 * database has another number for it than the driver.
	 */
	@Nullable SessionTrail findFailed(int process) {
		SessionTrail known = this.byProcess.get(process);
		if (known != null && known.isOfThisThread()) {
			return known;
		}
		return this.byProcess.values()
			.stream()
			.filter(SessionTrail::isOfThisThread)
			.max((one, other) -> Long.compare(one.lastBegin() - other.lastBegin(), 0))
			.orElse(null);
	}

	Collection<SessionTrail> all() {
		return this.byProcess.values();
	}

}
