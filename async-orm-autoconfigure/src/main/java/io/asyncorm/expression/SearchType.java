package io.asyncorm.expression;

import io.asyncorm.lookup.SearchPart;

/**
 * In which language a {@link SearchQuery} is written.
 *
 * @since 0.1.0
 */
public enum SearchType {

	/** Words that must all be there. */
	PLAIN(SearchPart.Language.PLAIN),

	/** Words that must be there in this order. */
	PHRASE(SearchPart.Language.PHRASE),

	/**
	 * The database's own language: {@code cheese & (toast | !bread)}. What is not of it
	 * is an error, so take none from a client.
	 */
	RAW(SearchPart.Language.RAW),

	/**
	 * As web search engines have it: quotes for phrases, {@code or}, and a minus sign.
	 */
	WEBSEARCH(SearchPart.Language.WEB);

	private final SearchPart.Language language;

	SearchType(SearchPart.Language language) {
		this.language = language;
	}

	SearchPart.Query query(String config) {
		return new SearchPart.Query(this.language, config);
	}

}
