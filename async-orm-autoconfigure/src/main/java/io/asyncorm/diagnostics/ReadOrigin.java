package io.asyncorm.diagnostics;

import java.util.List;
import java.util.function.Supplier;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The operation that read objects, which all of them share: they are of one list.
 * Thread-safe.
 */
final class ReadOrigin {

	private static final ThreadLocal<ReadOrigin> CURRENT = new ThreadLocal<>();

	private final Operation<?> operation;

	private final @Nullable StackTraceElement line;

	private final RepeatedReads reads = new RepeatedReads(true);

	/**
	 * @param operation what reads
	 * @param caller the line that called it
	 */
	ReadOrigin(Operation<?> operation, CallSite caller) {
		this.operation = operation;
		this.line = caller.line();
	}

	/** That of the objects that the calling thread is reading; null if it reads none. */
	static @Nullable ReadOrigin current() {
		return CURRENT.get();
	}

	/** Reads objects of this origin. */
	<R extends @Nullable Object> R reading(Supplier<R> reading) {
		ReadOrigin outer = CURRENT.get();
		CURRENT.set(this);
		try {
			return reading.get();
		}
		finally {
			if (outer != null) {
				CURRENT.set(outer);
			}
			else {
				CURRENT.remove();
			}
		}
	}

	/** What read the objects. */
	Operation<?> operation() {
		return this.operation;
	}

	/** The line that called it; null if that is not known. */
	@Nullable StackTraceElement line() {
		return this.line;
	}

	/**
	 * Notes a read for one of the objects, and tells whether there were several for
	 * others before. A list that is kept may serve many requests, each of which counts
	 * for itself.
	 */
	boolean isRepeated(UnitOfWork work, List<Object> read, Object element) {
		return this.reads.isRepeated(work.isRequest() ? List.of(read, work) : read, element);
	}

}
