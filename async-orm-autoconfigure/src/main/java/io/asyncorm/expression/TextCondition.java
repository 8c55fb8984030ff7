package io.asyncorm.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Builds a condition on a text field, by its lookups. In values, {@code %}, {@code _} and
 * the backslash stand for themselves. Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class TextCondition<M> extends Condition<M, @Nullable String> {

	TextCondition(List<Step> path) {
		super(path);
	}

	/** Equal, ignoring case. */
	public Q<M> iexact(String text) {
		return lookup("iexact", text);
	}

	/** Contains it. */
	public Q<M> contains(String part) {
		return lookup("contains", part);
	}

	/** Contains it, ignoring case. */
	public Q<M> icontains(String part) {
		return lookup("icontains", part);
	}

	/** Begins with it. */
	public Q<M> startsWith(String start) {
		return lookup("startswith", start);
	}

	/** Begins with it, ignoring case. */
	public Q<M> istartsWith(String start) {
		return lookup("istartswith", start);
	}

	/** Ends with it. */
	public Q<M> endsWith(String end) {
		return lookup("endswith", end);
	}

	/** Ends with it, ignoring case. */
	public Q<M> iendsWith(String end) {
		return lookup("iendswith", end);
	}

	/**
	 * Matches a regular expression in some part, in the database's own syntax: of 1,000
	 * characters at most, and 5,000 parts with the repetitions written out. Take none
	 * from a client: some cost the database minutes, and on H2, which searches within the
	 * application and cannot be interrupted there, stop every virtual thread.
	 */
	public Q<M> regex(String pattern) {
		return lookup("regex", pattern);
	}

	/** As {@link #regex}, ignoring case. */
	public Q<M> iregex(String pattern) {
		return lookup("iregex", pattern);
	}

}
