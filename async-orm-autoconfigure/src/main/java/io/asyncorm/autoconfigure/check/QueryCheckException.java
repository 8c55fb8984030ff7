package io.asyncorm.autoconfigure.check;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Queries of repositories do not fit the database, found at startup; with every fault of
 * all.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial") // faults are not written, their texts are in the message
public final class QueryCheckException extends IllegalStateException {

	private final transient List<QueryFault> faults;

	QueryCheckException(List<QueryFault> faults) {
		super(faults.stream().map(QueryFault::toString).collect(Collectors.joining(System.lineSeparator())));
		this.faults = List.copyOf(faults);
	}

	/** All that is wrong. */
	public List<QueryFault> faults() {
		return this.faults;
	}

}
