package io.asyncorm.expression;

import java.util.Arrays;
import java.util.List;

import io.asyncorm.lookup.SearchPart;
import org.springframework.util.Assert;

/**
 * Full text search and the similarity of texts, as PostgreSQL has them; other databases
 * refuse them. Similarity needs its extension {@code pg_trgm}.
 *
 * @since 0.1.0
 */
public final class SearchFunctions {

	private SearchFunctions() {
	}

	/** The words of fields. */
	public static <M> SearchVector<M> searchVector(String... fields) {
		Assert.notEmpty(fields, "'fields' must not be empty");
		return new SearchVector<>(Arrays.stream(fields)
			.<Expression>map((field) -> new Expression.Reference(LookupNames.parse(field)))
			.toList(), "", "");
	}

	/** The words of a value. */
	public static <M> SearchVector<M> searchVector(Expr<M> text) {
		return new SearchVector<>(List.of(ExpressionAccess.tree(text)), "", "");
	}

	/** The words of several values. */
	public static <M> SearchVector<M> searchVector(List<Expr<M>> texts) {
		Assert.notEmpty(texts, "'texts' must not be empty");
		return new SearchVector<>(Functions.trees(texts), "", "");
	}

	/** A search for all words of a text. */
	public static <M> SearchQuery<M> searchQuery(String text) {
		return searchQuery(text, SearchType.PLAIN);
	}

	/** A search that is written in some language. */
	public static <M> SearchQuery<M> searchQuery(String text, SearchType type) {
		Assert.notNull(type, "'type' must not be null");
		return new SearchQuery<>(Expression.Value.of(text), type, "");
	}

	/** A search for what a value says. */
	public static <M> SearchQuery<M> searchQuery(Expr<M> text, SearchType type) {
		Assert.notNull(type, "'type' must not be null");
		return new SearchQuery<>(ExpressionAccess.tree(text), type, "");
	}

	/** How well the words of a field fit a search for all words of a text. */
	public static <M> SearchRank<M> searchRank(String field, String text) {
		SearchVector<M> vector = searchVector(field);
		return searchRank(vector, searchQuery(text));
	}

	/**
	 * How well words fit a search.
	 * @param vector a {@link SearchVector}, an annotation of one, or a property that
	 * holds one
	 */
	public static <M> SearchRank<M> searchRank(Expr<M> vector, SearchQuery<M> query) {
		return new SearchRank<>(List.of(ExpressionAccess.tree(vector), ExpressionAccess.tree(query)));
	}

	/** The parts of a field that fit a search for all words of a text. */
	public static <M> SearchHeadline<M> searchHeadline(String field, String text) {
		return searchHeadline(new Expr<>(new Expression.Reference(LookupNames.parse(field))), searchQuery(text));
	}

	/** The parts of a text that fit a search, with what was found marked. */
	public static <M> SearchHeadline<M> searchHeadline(Expr<M> text, SearchQuery<M> query) {
		return new SearchHeadline<>(List.of(ExpressionAccess.tree(text), ExpressionAccess.tree(query)));
	}

	/** How similar a text is to another one, from 0 to 1. */
	public static <M> Expr<M> trigramSimilarity(Expr<M> text, String other) {
		return similarity(SearchPart.Similarity.OF_TEXTS, ExpressionAccess.tree(text), Expression.Value.of(other));
	}

	/** How different a text is from another one, from 0 to 1. */
	public static <M> Expr<M> trigramDistance(Expr<M> text, String other) {
		return distance(trigramSimilarity(text, other));
	}

	/** How similar a text is to the words of a field that are most similar to it. */
	public static <M> Expr<M> trigramWordSimilarity(String text, Expr<M> words) {
		return similarity(SearchPart.Similarity.OF_WORDS, Expression.Value.of(text), ExpressionAccess.tree(words));
	}

	/** How different a text is from the words of a field that are most similar to it. */
	public static <M> Expr<M> trigramWordDistance(String text, Expr<M> words) {
		return distance(trigramWordSimilarity(text, words));
	}

	private static <M> Expr<M> similarity(SearchPart.Similarity function, Expression first, Expression second) {
		return new Expr<>(new Expression.Func(function, List.of(first, second), null));
	}

	private static <M> Expr<M> distance(Expr<M> similarity) {
		return similarity.times(-1).plus(1);
	}

}
