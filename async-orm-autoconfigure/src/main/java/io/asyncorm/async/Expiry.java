package io.asyncorm.async;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

import io.asyncorm.query.OperationCancelledException;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;

/**
 * What a call fails with whose time is up.
 */
final class Expiry {

	/**
	 * How long its thread may take to tell how it has ended; then nobody waits for it any
	 * longer.
	 */
	static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(900);

	private Expiry() {
	}

	/** What work fails with that may not go on, as it was stopped or its time is up. */
	static CancellationException unfinished(String name) {
		return new CancellationException("'" + name + "' was ended before it was done");
	}

	/** Says that the time is up. */
	static String message(String name, String limit) {
		return "'%s' did not finish within %s and was cancelled".formatted(name, limit);
	}

	/**
	 * Of one that was cancelled too late to be stopped, as it was committing, but not too
	 * late for the server.
	 * @param reason says who has cancelled it; null if its future has
	 */
	static CancellationException refused(String name, @Nullable String reason, Throwable refusal) {
		CancellationException cancelled = (reason != null)
				? new OperationCancelledException(reason + ", and the server has refused its commit: nothing is stored")
				: new CancellationException("'" + name + "' was cancelled in the server: nothing is stored");
		cancelled.initCause(refusal);
		return cancelled;
	}

	/**
	 * Of one whose thread has ended with a failure. That nobody knows the outcome stays.
	 */
	static RuntimeException failure(String message, Throwable failure) {
		return (failure instanceof TransactionOutcomeUnknownException unknown)
				? new TransactionOutcomeUnknownException(message + ". " + unknown.getMessage(), first(unknown))
				: new QueryTimeoutException(message, failure);
	}

	private static Throwable first(TransactionOutcomeUnknownException unknown) {
		Throwable cause = unknown.getCause();
		return (cause != null) ? cause : unknown;
	}

	/**
	 * Of one whose thread does not return, as code of the user keeps it.
	 * @param committing whether it was to commit, so that nobody knows the outcome
	 */
	static RuntimeException ofStuck(String message, boolean committing) {
		String stuck = message + ". Its thread has not returned, and keeps its lane until it does";
		return committing ? new TransactionOutcomeUnknownException(stuck + "; it is unknown whether it is committed",
				new QueryTimeoutException(message)) : new QueryTimeoutException(stuck);
	}

	/**
	 * Of what depends on one whose time was up, once that has ended.
	 * @param limit the time
	 * @param failure what it has ended with; null if it was done all the same
	 */
	static RuntimeException ofStage(String name, String limit, @Nullable Throwable failure) {
		if (failure instanceof TransactionOutcomeUnknownException unknown) {
			return unknown;
		}
		return new QueryTimeoutException((failure != null) ? message(name, limit)
				: "'%s' was done, but what depends on it did not finish within %s".formatted(name, limit));
	}

	/** Of a write that cannot leave the statement that it is a part of. */
	static RuntimeException ofPart(String message) {
		return new TransactionOutcomeUnknownException(
				message + ". It was sent together with writes of others, so that it is unknown whether it is stored",
				new QueryTimeoutException(message));
	}

	/** Of a write whose statement, which was for others, too, was not answered. */
	static RuntimeException ofMerged(TransactionOutcomeUnknownException unknown) {
		return new TransactionOutcomeUnknownException(String.valueOf(unknown.getMessage()), first(unknown));
	}

}
