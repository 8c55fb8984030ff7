package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.asyncorm.model.FieldNotAllowedException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The assignments of an update: fields and their new values. Equal to another of the same
 * assignments in the same order. Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class Update<M> {

	private final List<ExpressionAccess.Change> changes;

	Update(List<ExpressionAccess.Change> changes) {
		this.changes = List.copyOf(changes);
	}

	/** Changes by keyword arguments, whose values may be expressions. */
	public static <M> Update<M> of(Kw values) {
		return new Update<>(ExpressionAccess.keywords(values)
			.stream()
			.map((keyword) -> new ExpressionAccess.Change(keyword.path(), ExpressionAccess.toTree(keyword.value())))
			.toList());
	}

	/**
	 * Changes that a client asks for, such as the JSON document of a PATCH request: only
	 * of the fields that are allowed. Their values are converted to the types that the
	 * model has, and are never expressions.
	 *
	 * <pre class="code">
	 * &#064;PatchMapping("/books/{id}")
	 * CompletableFuture&lt;Book&gt; patch(@PathVariable long id, @RequestBody Map&lt;String, Object&gt; changes) {
	 *     Update&lt;Book&gt; update = Update.of(changes, "title", "pages");
	 *     return this.books.aget(id).thenCompose((book) -&gt; this.books.asave(book, update));
	 * }
	 * </pre>
	 * @param values the new values by name, null too where the field can be null
	 * @param allowed the names of the fields that may be changed, as they are spelled in
	 * the map
	 * @throws FieldNotAllowedException if the map names anything else
	 */
	public static <M> Update<M> of(Map<String, ? extends @Nullable Object> values, String... allowed) {
		Assert.notNull(values, "'values' must not be null");
		Assert.notNull(allowed, "'allowed' must not be null");
		Assert.noNullElements(allowed, "'allowed' must not hold nulls");
		Set<String> choices = new LinkedHashSet<>(List.of(allowed));
		List<ExpressionAccess.Change> changes = new ArrayList<>(choices.size());
		values.forEach((name, value) -> {
			if (!choices.contains(name)) {
				throw new FieldNotAllowedException(String.valueOf(name), choices);
			}
			changes.add(new ExpressionAccess.Change(LookupNames.parse(name), Expression.Value.of(value), true));
		});
		return new Update<>(changes);
	}

	/** Adds assignments. */
	public Update<M> and(Update<M> more) {
		Assert.notNull(more, "'more' must not be null");
		List<ExpressionAccess.Change> all = new ArrayList<>(this.changes);
		all.addAll(ExpressionAccess.changes(more));
		return new Update<>(all);
	}

	List<ExpressionAccess.Change> changes() {
		return this.changes;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Update<?> that && this.changes.equals(that.changes);
	}

	@Override
	public int hashCode() {
		return this.changes.hashCode();
	}

	/** The code that makes it, with its values. */
	@Override
	public String toString() {
		return CodeText.of("kw",
				this.changes.stream()
					.map((change) -> new Expression.Keyword(change.path(), new Expr<>(change.value())))
					.toList());
	}

}
