package io.asyncorm.autoconfigure.observation;

import java.util.concurrent.CancellationException;

import io.asyncorm.query.OverloadedException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;

/**
 * How a call has ended.
 *
 * @since 0.1.0
 */
public enum CallOutcome {

	/** It has a result. */
	SUCCESS,
	/** Its future was cancelled. */
	CANCELLED,
	/** It was refused, as there were too many. */
	REFUSED,
	/** It did not end in time. */
	TIMEOUT,
	/** It has failed otherwise. */
	ERROR,
	/** It has not ended yet. */
	UNKNOWN;

	static CallOutcome of(@Nullable Throwable failure) {
		return switch (failure) {
			case null -> SUCCESS;
			case CancellationException ignored -> CANCELLED;
			case OverloadedException ignored -> REFUSED;
			case QueryTimeoutException ignored -> TIMEOUT;
			default -> ERROR;
		};
	}

}
