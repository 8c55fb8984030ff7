package io.asyncorm.type;

/**
 * Checks texts, before a driver writes a question mark for what it cannot encode, and
 * takes from them what the database added.
 *
 * @since 0.1.0
 */
public final class Texts {

	private Texts() {
	}

	/**
	 * Whether a text is well-formed Unicode: it has no half of a surrogate pair, which
	 * drivers store as a question mark.
	 */
	public static boolean isWellFormed(String text) {
		int length = text.length();
		for (int i = 0; i < length; i++) {
			char character = text.charAt(i);
			if (!Character.isSurrogate(character)) {
				continue;
			}
			boolean pair = Character.isHighSurrogate(character) && i + 1 < length
					&& Character.isLowSurrogate(text.charAt(i + 1));
			if (!pair) {
				return false;
			}
			i++;
		}
		return true;
	}

	/** A text without the blanks that fill it up to the length of its column. */
	public static String withoutTrailingBlanks(String text) {
		int end = text.length();
		while (end > 0 && text.charAt(end - 1) == ' ') {
			end--;
		}
		return text.substring(0, end);
	}

	/** Returns a text that is well-formed, and throws for any other. */
	static Object requireWellFormed(Object value) {
		if (!isWellFormed(value.toString())) {
			throw new UnfitValueException("The text holds half of a surrogate pair, which no database can store");
		}
		return value;
	}

}
