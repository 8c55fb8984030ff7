package io.asyncorm.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures about how large a regular expression is once its counted repetitions are
 * written out, which is what databases do: {@code (a{1,255}){1,255}} has 65,025 parts.
 */
final class PatternSize {

	private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(,(\\d{0,9}))?}");

	private static final Pattern CLASS = Pattern.compile("\\[\\^?]?(?:\\[:\\w+:]|\\\\.|[^\\]])*]", Pattern.DOTALL);

	private final String pattern;

	/** What the groups that are open had before they began. */
	private final Deque<Long> outer = new ArrayDeque<>();

	private long parts;

	/** How many of the parts a count would repeat. */
	private long last;

	private int depth;

	private PatternSize(String pattern) {
		this.pattern = pattern;
	}

	/**
	 * Measures a pattern. It is read without its backslashes too, as PostgreSQL has
	 * options in which these mean the opposite.
	 */
	static PatternSize of(String pattern) {
		PatternSize size = new PatternSize(pattern).measure();
		PatternSize plain = new PatternSize(pattern.replace("\\", "")).measure();
		size.parts = Math.max(size.parts, plain.parts);
		size.depth = Math.max(size.depth, plain.depth);
		return size;
	}

	long parts() {
		return this.parts;
	}

	/** How deep groups are nested. */
	int depth() {
		return this.depth;
	}

	private PatternSize measure() {
		int place = 0;
		while (place < this.pattern.length()) {
			place = read(place);
		}
		while (!this.outer.isEmpty()) {
			close();
		}
		return this;
	}

	/** Reads what stands at a place, and returns where it ends. */
	private int read(int place) {
		switch (this.pattern.charAt(place)) {
			case '(' -> open();
			case ')' -> close();
			case '*', '+', '?', '|' -> {
			}
			case '{' -> {
				return repeat(matcher(COUNT, place), place);
			}
			case '[' -> {
				add();
				Matcher characters = matcher(CLASS, place);
				return characters.lookingAt() ? characters.end() : place + 1;
			}
			case '\\' -> {
				add();
				return place + 2;
			}
			default -> add();
		}
		return place + 1;
	}

	private Matcher matcher(Pattern part, int place) {
		return part.matcher(this.pattern).region(place, this.pattern.length());
	}

	private void add() {
		this.parts++;
		this.last = 1;
	}

	private void open() {
		this.outer.push(this.parts);
		this.depth = Math.max(this.depth, this.outer.size());
		this.parts = 0;
	}

	/** A parenthesis that closes nothing is a part like any other. */
	private void close() {
		if (this.outer.isEmpty()) {
			add();
			return;
		}
		this.last = Math.max(1, this.parts);
		this.parts = sum(this.outer.pop(), this.last);
	}

	private int repeat(Matcher count, int place) {
		if (!count.lookingAt()) {
			add();
			return place + 1;
		}
		String most = count.group(3);
		long times = Math.max(1, Long.parseLong((most != null && !most.isEmpty()) ? most : count.group(1)));
		this.parts = sum(this.parts - this.last, this.last * times);
		this.last = sum(0, this.last * times);
		return count.end();
	}

	/** No more than what a count can multiply once more. */
	private static long sum(long one, long other) {
		return Math.min(Integer.MAX_VALUE, one + other);
	}

}
