package io.asyncorm.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds in a regular expression what every database refuses, whose message would not say
 * which value it is about. What only some refuse is left to them.
 */
final class PatternSyntax {

	/** With these, characters may mean something else. */
	private static final Pattern OPTIONS = Pattern.compile("\\A\\*\\*\\*|\\(\\?|\\\\Q");

	private static final Pattern CLASS = Pattern.compile("\\[\\^?]?(?:\\[:\\w+:]|\\\\.|[^\\]])*]", Pattern.DOTALL);

	private final String pattern;

	/** How many groups are open. */
	private int open;

	private @Nullable String fault;

	private PatternSyntax(String pattern) {
		this.pattern = pattern;
	}

	/** What is wrong; null if nothing is that every database refuses. */
	static @Nullable String fault(String pattern) {
		return OPTIONS.matcher(pattern).find() ? null : new PatternSyntax(pattern).find();
	}

	private @Nullable String find() {
		int place = 0;
		while (this.fault == null && place < this.pattern.length()) {
			place = read(place);
		}
		return (this.fault == null && this.open > 0) ? "has a group that is not closed: '(' without ')'" : this.fault;
	}

	/** Reads what stands at a place, and returns where it ends. */
	private int read(int place) {
		switch (this.pattern.charAt(place)) {
			case '(' -> this.open++;
			case ')' -> {
				this.open--;
				refuse(this.open < 0, "closes a group that is not open: ')' without '('");
			}
			case '*', '+', '?' -> refuse(place == 0 || this.pattern.charAt(place - 1) == '|' && !isEscaped(place - 1),
					"repeats nothing: '" + this.pattern.charAt(place) + "' has nothing before it");
			case '[' -> {
				Matcher characters = CLASS.matcher(this.pattern).region(place, this.pattern.length());
				boolean closed = characters.lookingAt();
				refuse(!closed, "has a set of characters that is not closed: '[' without ']'");
				return closed ? characters.end() : place + 1;
			}
			case '\\' -> {
				refuse(place + 1 == this.pattern.length(), "ends with a backslash, which says nothing of what follows");
				// \cX is one character, whatever X is
				return place + (this.pattern.startsWith("c", place + 1) ? 3 : 2);
			}
			default -> {
			}
		}
		return place + 1;
	}

	private boolean isEscaped(int place) {
		return place > 0 && this.pattern.charAt(place - 1) == '\\';
	}

	private void refuse(boolean faulty, String fault) {
		if (faulty) {
			this.fault = fault;
		}
	}

}
