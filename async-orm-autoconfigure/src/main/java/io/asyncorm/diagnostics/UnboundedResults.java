package io.asyncorm.diagnostics;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.RowLimit;
import io.asyncorm.query.MaxRowsAction;
import io.asyncorm.query.UnboundedResultException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.Assert;

/**
 * Speaks of lines of code that read many rows into memory at once, and have said nowhere
 * how many they want. Thread-safe.
 *
 * @since 0.1.0
 */
public final class UnboundedResults implements ExecutionObserver, RowLimit {

	private static final Log logger = LogFactory.getLog(UnboundedResults.class);

	private final int rows;

	private final MaxRowsAction action;

	/** The lines that were warned of, with what they read. */
	private final Set<Object> warned = ConcurrentHashMap.newKeySet();

	/**
	 * @param rows how many rows are let be
	 * @param action what is done about more
	 */
	public UnboundedResults(int rows, MaxRowsAction action) {
		Assert.isTrue(rows > 0, "'rows' must be positive");
		this.rows = rows;
		this.action = action;
	}

	@Override
	public RowLimit rowLimit() {
		return this;
	}

	@Override
	public int rows() {
		return this.rows;
	}

	@Override
	public boolean refuses() {
		return this.action == MaxRowsAction.FAIL;
	}

	@Override
	public void exceeded(Operation<?> operation, CallSite caller) {
		StackTraceElement line = caller.line();
		String message = "Result without a bound: '" + operation.name() + "'" + ((line != null) ? " at " + line : "")
				+ " has more than " + this.rows + " rows, which are in memory at once. " + mend(operation) + ".";
		if (refuses()) {
			throw new UnboundedResultException(message + " No more of them were read");
		}
		if (this.warned.add(Arrays.asList(operation.name(), line))) {
			logger.warn(message);
		}
	}

	private static String mend(Operation<?> operation) {
		if (operation instanceof Operation.Sql<?>) {
			return "Give its SQL a limit, or read it as rows that are streamed: aiterator(), or an AsyncIterable as the"
					+ " result of its method";
		}
		if (operation.name().endsWith(".prefetchRelated")) {
			return "Prefetch for fewer objects at once, or only what is needed of them, with"
					+ " Prefetch.of(...).querySet(...)";
		}
		return "Read it page by page, with apage(...) or apageAfter(...), or as it comes, with aiterator(); or say how"
				+ " many are wanted, with slice(...)";
	}

}
