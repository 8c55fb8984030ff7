package io.asyncorm.expression;

import java.util.List;

import io.asyncorm.lookup.SearchPart;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The words of texts, by which PostgreSQL searches them; Django's {@code SearchVector}:
 *
 * <pre class="code">
 * books.annotate("words", searchVector("title", "summary").config("english")).filter("words", "cheese")
 * </pre>
 *
 * Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class SearchVector<M> extends Expr<M> {

	private final List<Expression> texts;

	private final String config;

	private final String weight;

	SearchVector(List<Expression> texts, String config, String weight) {
		super(new Expression.Func(new SearchPart.Vector(config, weight), texts, null));
		this.texts = texts;
		this.config = config;
		this.weight = weight;
	}

	private SearchVector(Expression joined) {
		super(joined);
		this.texts = List.of();
		this.config = "";
		this.weight = "";
	}

	/**
	 * With the words as a configuration has them, such as {@code english}; by default the
	 * one that the database has set ({@code default_text_search_config}).
	 */
	public SearchVector<M> config(String name) {
		return new SearchVector<>(single(), SearchNames.requireConfig(name), this.weight);
	}

	/** With a weight of the words. */
	public SearchVector<M> weight(SearchWeight weight) {
		return new SearchVector<>(single(), this.config, weight.name());
	}

	/** These words and those of other texts; Django's {@code +}. */
	public SearchVector<M> and(SearchVector<M> other) {
		return new SearchVector<>(
				new Expression.Func(new SearchPart.Joined(), List.of(tree(), ExpressionAccess.tree(other)), null));
	}

	private List<Expression> single() {
		if (this.texts.isEmpty()) {
			throw new InvalidDataAccessApiUsageException(
					"Several search vectors have a configuration and a weight each: give these before and(...)");
		}
		return this.texts;
	}

}
