package io.asyncorm.deadlock;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.asyncorm.dialect.SessionLocks;

/**
 * What the database tells of a session: its tags, and whose it is. It never tells the
 * text of its statement, which may hold values.
 *
 * @param process its number
 * @param state such as {@code idle in transaction}; empty if the user may not see it, as
 * it is of another user
 * @param begin when its last statement has begun, in the sense of
 * {@link System#nanoTime()}
 * @param application the name that its application has given; empty if it has none
 * @param tags what a comment of its statement says, such as {@code op='Book.alist'};
 * empty if there is none
 * @param query the text of its statement; empty if the user may not see it
 */
record ServerSession(int process, String state, long begin, String application, String tags, String query) {

	private static final Pattern TAGS = Pattern
		.compile("/\\*((?:op|site|tag)='[^'*]*'(?:,(?:site|tag)='[^'*]*')*)\\*/");

	/** What a dialect's {@link SessionLocks#activity} tells. */
	static ServerSession of(String activity) {
		String[] parts = activity.split(String.valueOf(SessionLocks.SEPARATOR), 5);
		String state = part(parts, 1);
		String query = state.isEmpty() ? "" : part(parts, 4);
		Matcher tags = TAGS.matcher(query);
		return new ServerSession(Integer.parseInt(parts[0]), state,
				System.nanoTime() - (part(parts, 2).isEmpty() ? 0 : Long.parseLong(part(parts, 2)) * 1_000),
				part(parts, 3), tags.find() ? tags.group(1) : "", query);
	}

	private static String part(String[] parts, int number) {
		return (number < parts.length) ? parts[number] : "";
	}

	/** Whether its statement is under way, and may wait. */
	boolean isActive() {
		return isHidden() || this.state.equals("active");
	}

	/** Whether the user may not see what it does. */
	boolean isHidden() {
		return this.state.isEmpty();
	}

	/** Who it is, and what it does, without values. */
	@Override
	public String toString() {
		if (isHidden()) {
			return "what the database does not show to this user";
		}
		return (this.tags.isEmpty() ? "a statement without tags" : this.tags) + LockingSql.of(this.query);
	}

	/** Whose it is. */
	String name() {
		return "process " + this.process
				+ (this.application.isEmpty() ? " of another application" : " of '" + this.application + "'");
	}

}
