package io.asyncorm.expression;

import java.util.List;

import io.asyncorm.lookup.SearchPart;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * What a text is searched for; Django's {@code SearchQuery}. Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class SearchQuery<M> extends Expr<M> {

	private final @Nullable Expression text;

	private final SearchType type;

	SearchQuery(Expression text, SearchType type, String config) {
		super(new Expression.Func(type.query(config), List.of(text), null));
		this.text = text;
		this.type = type;
	}

	private SearchQuery(SearchPart.Combined combined, List<Expression> queries) {
		super(new Expression.Func(combined, queries, null));
		this.text = null;
		this.type = SearchType.PLAIN;
	}

	/**
	 * With the words as a configuration has them, such as {@code english}; by default the
	 * one that the database has set ({@code default_text_search_config}).
	 */
	public SearchQuery<M> config(String name) {
		if (this.text == null) {
			throw new InvalidDataAccessApiUsageException(
					"Several searches have a configuration each: give it before and(...), or(...) and inverted()");
		}
		return new SearchQuery<>(this.text, this.type, SearchNames.requireConfig(name));
	}

	/** What both find; Django's {@code &}. */
	public SearchQuery<M> and(SearchQuery<M> other) {
		return new SearchQuery<>(SearchPart.Combined.BOTH, List.of(tree(), ExpressionAccess.tree(other)));
	}

	/** What one of them finds; Django's {@code |}. */
	public SearchQuery<M> or(SearchQuery<M> other) {
		return new SearchQuery<>(SearchPart.Combined.EITHER, List.of(tree(), ExpressionAccess.tree(other)));
	}

	/** What it does not find; Django's {@code ~}. */
	public SearchQuery<M> inverted() {
		return new SearchQuery<>(SearchPart.Combined.OTHERS, List.of(tree()));
	}

}
