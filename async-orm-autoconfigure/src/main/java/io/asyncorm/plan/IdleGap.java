package io.asyncorm.plan;

import org.jspecify.annotations.Nullable;

/**
 * A time in which a connection was held, and no statement ran on it.
 *
 * @param nanos how long it was
 * @param before the statement before it; null if it was held from its beginning on
 * @param after the statement after it; null if it was held to its end
 * @since 0.1.0
 */
public record IdleGap(long nanos, @Nullable Sent before, @Nullable Sent after) {

	/**
	 * A statement beside a gap.
	 *
	 * @param operation what it was for, see {@link Operation#name()}
	 * @param line the line of the user's code that called; null if that is not known
	 */
	public record Sent(String operation, @Nullable StackTraceElement line) {

		@Override
		public String toString() {
			return "'" + this.operation + "'" + ((this.line != null) ? " at " + this.line : "");
		}

	}

}
