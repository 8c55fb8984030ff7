package io.asyncorm.plan;

import java.util.List;

import io.asyncorm.query.MergeKind;

/**
 * One statement for several calls, of which an {@link OperationObserver} is told. It
 * holds none of the values that are sent.
 *
 * @param name the name of what is sent, see {@link Operation#name()}
 * @param kind why the calls could become one
 * @param number the number that {@link ObservedCall#merged(long, int)} tells each of them
 * @param operations how many there are
 * @param callers those among them that are observed
 * @since 0.1.0
 */
public record MergedStatement(String name, MergeKind kind, long number, int operations, List<ObservedCall> callers) {

	public MergedStatement {
		callers = List.copyOf(callers);
	}

}
