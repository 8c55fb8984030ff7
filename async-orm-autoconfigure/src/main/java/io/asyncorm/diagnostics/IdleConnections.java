package io.asyncorm.diagnostics;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.IdleGap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Warns of code that holds a connection and does something else for a long time: once for
 * each pair of lines. Thread-safe.
 *
 * @since 0.1.0
 */
public final class IdleConnections implements ExecutionObserver {

	private static final Log logger = LogFactory.getLog(IdleConnections.class);

	private final long from;

	/** The lines that were warned of. */
	private final Set<Object> warned = ConcurrentHashMap.newKeySet();

	/**
	 * @param from what is a long time
	 */
	public IdleConnections(Duration from) {
		this.from = from.toNanos();
	}

	@Override
	public long idleFrom() {
		return this.from;
	}

	@Override
	public void idle(IdleGap gap) {
		IdleGap.Sent before = gap.before();
		IdleGap.Sent after = gap.after();
		if ((before != null || after != null) && this.warned.add(Arrays.asList(before, after))) {
			logger.warn("Held but idle: a connection waited " + String.format(Locale.ROOT, "%.1f ms", gap.nanos() / 1e6)
					+ " " + place(before, after) + ", with all its locks. Do what takes so long before the first"
					+ " statement of the transaction, or after its end.");
		}
	}

	private static String place(IdleGap.@Nullable Sent before, IdleGap.@Nullable Sent after) {
		if (before == null) {
			return "from the beginning of its transaction to " + after;
		}
		return (after == null) ? "from " + before + " to the end of its transaction"
				: "between " + before + " and " + (Objects.equals(before, after) ? "the same again" : after);
	}

}
