package io.asyncorm.plan;

import java.util.regex.Pattern;

/**
 * Tells by its words what the user's SQL does, such as {@code insert ... returning}. What
 * a function does that it calls, its words do not say.
 *
 * @since 0.1.0
 */
public final class SqlWords {

	/** What comes before is passed over once, without a way back. */
	private static final String BEGINNING = "^(?:\\s++|--.*+$|/\\*(?s:.*?)\\*/|\\()*+";

	private static final String SPACE = "(?:\\s++|--.*+$|/\\*(?s:.*?)\\*/)*+";

	private static final String WRITE = "(?:insert|update|delete|merge|replace)\\b";

	private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE;

	/**
	 * As a statement, as a part of WITH, or in H2's data change tables.
	 */
	private static final Pattern WRITES = Pattern
		.compile(BEGINNING + "(?:" + WRITE + "|(?:call|do)\\b|with\\b(?s:.*)[()]" + SPACE + WRITE
				+ "|select\\b(?s:.*)\\btable" + SPACE + "\\(" + SPACE + WRITE + ")", FLAGS);

	private static final Pattern CALLS = Pattern.compile(BEGINNING + "(?:call|do)\\b", FLAGS);

	private static final Pattern LOCKS = Pattern.compile(
			"\\bfor\\s+(?:no\\s+key\\s+)?update\\b|\\bfor\\s+(?:key\\s+)?share\\b|\\block\\s+in\\s+share\\s+mode\\b",
			FLAGS);

	private SqlWords() {
	}

	/** Whether it may write. */
	public static boolean areWriting(String sql) {
		return WRITES.matcher(sql).lookingAt();
	}

	/** Whether it calls a procedure, or runs a block, which may commit. */
	public static boolean areCalling(String sql) {
		return CALLS.matcher(sql).lookingAt();
	}

	/** Whether it may lock rows. */
	public static boolean areLocking(String sql) {
		return LOCKS.matcher(sql).find();
	}

}
