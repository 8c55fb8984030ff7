package io.asyncorm.test;

import org.jspecify.annotations.Nullable;

/**
 * A statement that was sent to the database, as {@link QueryAssertions} tells of it.
 *
 * @param operation what it is for, such as {@code Book.alist}
 * @param line the line of code that called; null if none of the user's did
 * @param sql its text, with a question mark for each value
 * @since 0.1.0
 */
public record SentQuery(String operation, @Nullable StackTraceElement line, String sql) {

	@Override
	public String toString() {
		return this.operation + ((this.line != null) ? " at " + this.line : "") + ": " + this.sql;
	}

}
