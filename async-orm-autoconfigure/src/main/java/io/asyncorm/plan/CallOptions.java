package io.asyncorm.plan;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How a call is carried out, which is no part of what it means: operations that differ in
 * this alone are the same statement. A dispatcher has some, see
 * {@link OperationDispatcher#with}. Immutable.
 *
 * @param timeout how long it may take, all that it waits for included; zero for as long
 * as it wants, null for what is usual
 * @since 0.1.0
 */
public record CallOptions(@Nullable Duration timeout) {

	/** What holds where nothing is said. */
	public static final CallOptions DEFAULTS = new CallOptions(null);

	public CallOptions {
		Assert.isTrue(timeout == null || !timeout.isNegative(), "'timeout' must not be negative");
	}

	/** These options with another {@link #timeout()}. */
	public CallOptions withTimeout(Duration timeout) {
		Assert.notNull(timeout, "'timeout' must not be null");
		return new CallOptions(timeout);
	}

}
