package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Keyword arguments: names and values, in order. Immutable.
 *
 * @since 0.1.0
 */
public final class Kw {

	private final List<Entry> entries;

	private Kw(List<Entry> entries) {
		this.entries = entries;
	}

	/** No arguments yet. */
	public static Kw empty() {
		return new Kw(List.of());
	}

	/** These arguments and one more. */
	public Kw and(String name, @Nullable Object value) {
		List<Entry> more = new ArrayList<>(this.entries);
		more.add(new Entry(name, value));
		return new Kw(List.copyOf(more));
	}

	public List<Entry> entries() {
		return this.entries;
	}

	/** An argument. */
	public record Entry(String name, @Nullable Object value) {

		/** As part of a condition. */
		public Expression.Keyword toKeyword() {
			return new Expression.Keyword(LookupNames.parse(this.name), this.value);
		}

	}

}
