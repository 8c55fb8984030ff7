package io.asyncorm.model;

/**
 * Quotes what callers chose, such as names of lookups, in messages: cut to a length that
 * a log can hold, and without control characters, which could pretend to be another line.
 *
 * @since 0.1.0
 */
public final class MessageText {

	private static final int LONGEST_NAME = 100;

	private static final int LONGEST_MESSAGE = 4_000;

	private MessageText() {
	}

	/** A name, to be put between quotes. */
	public static String name(String name) {
		return printable(cut(name, LONGEST_NAME));
	}

	/** A whole message. */
	static String message(String message) {
		return printable(cut(message, LONGEST_MESSAGE));
	}

	/** Whether a name is too long to be meant for another one. */
	static boolean isCut(String name) {
		return name.length() > LONGEST_NAME;
	}

	private static String cut(String text, int length) {
		return (text.length() > length) ? text.substring(0, length) + "... (" + text.length() + " characters)" : text;
	}

	private static String printable(String text) {
		int start = 0;
		while (start < text.length() && isPrintable(text.codePointAt(start))) {
			start += Character.charCount(text.codePointAt(start));
		}
		if (start == text.length()) {
			return text;
		}
		StringBuilder printed = new StringBuilder(text.length());
		text.codePoints().forEach((character) -> printed.appendCodePoint(isPrintable(character) ? character : '?'));
		return printed.toString();
	}

	/** Whether a character can be shown in a line of a log, and pretends nothing. */
	public static boolean isPrintable(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

}
