package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.asyncorm.model.QueryLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Keyword arguments, as Python's {@code **kwargs}: names and values, in order, for
 * lookups, updates and aggregates:
 *
 * <pre class="code">
 * books.filter(kw("pages__gt", 300, "author__name", "Ann"))
 * books.aupdate(kw("title", "Dune").and("pages", f("pages").plus(1)))
 * </pre>
 *
 * Equal to others of the same names and values in the same order. Immutable.
 *
 * @since 0.1.0
 */
public final class Kw {

	private static final Kw EMPTY = new Kw(List.of());

	private final List<Expression.Keyword> keywords;

	Kw(List<Expression.Keyword> keywords) {
		QueryLimits.requireParts(keywords.size());
		this.keywords = List.copyOf(keywords);
	}

	/** No arguments. */
	public static Kw empty() {
		return EMPTY;
	}

	/**
	 * Arguments by their names, in the order of the map.
	 * @throws io.asyncorm.model.FieldException as {@link #and} does
	 */
	public static Kw of(Map<String, ? extends @Nullable Object> arguments) {
		Assert.notNull(arguments, "'arguments' must not be null");
		QueryLimits.requireParts(arguments.size());
		return new Kw(arguments.entrySet()
			.stream()
			.map((argument) -> new Expression.Keyword(LookupNames.parse(argument.getKey()), argument.getValue()))
			.toList());
	}

	/**
	 * Adds an argument.
	 * @throws io.asyncorm.model.FieldException if the name, or a part of it between
	 * double underscores, is empty
	 */
	public Kw and(String name, @Nullable Object value) {
		List<Expression.Keyword> more = new ArrayList<>(this.keywords.size() + 1);
		more.addAll(this.keywords);
		more.add(new Expression.Keyword(LookupNames.parse(name), value));
		return new Kw(more);
	}

	List<Expression.Keyword> keywords() {
		return this.keywords;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Kw that && this.keywords.equals(that.keywords);
	}

	@Override
	public int hashCode() {
		return this.keywords.hashCode();
	}

	/** The code that makes it, with its values. */
	@Override
	public String toString() {
		return CodeText.of("kw", this.keywords);
	}

}
