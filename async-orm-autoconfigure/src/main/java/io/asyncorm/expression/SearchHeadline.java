package io.asyncorm.expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.lookup.SearchPart;

import org.springframework.util.Assert;

/**
 * The parts of a text that fit a search, with the words that were found between marks;
 * Django's {@code SearchHeadline}. The text itself is not escaped: what shows it as HTML
 * has to do that. Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class SearchHeadline<M> extends Expr<M> {

	private final List<Expression> operands;

	private final SearchPart.Headline headline;

	SearchHeadline(List<Expression> operands) {
		this(operands, new SearchPart.Headline("", Map.of()));
	}

	private SearchHeadline(List<Expression> operands, SearchPart.Headline headline) {
		super(new Expression.Func(headline, operands, null));
		this.operands = operands;
		this.headline = headline;
	}

	/** In the language of a configuration of the database, such as {@code french}. */
	public SearchHeadline<M> config(String config) {
		Assert.hasText(config, "'config' must not be empty");
		return new SearchHeadline<>(this.operands, new SearchPart.Headline(config, this.headline.options()));
	}

	/** With these marks around the words; {@code <b>} and {@code </b>} otherwise. */
	public SearchHeadline<M> marks(String start, String stop) {
		Assert.notNull(start, "'start' must not be null");
		Assert.notNull(stop, "'stop' must not be null");
		return with("StartSel", start).with("StopSel", stop);
	}

	/**
	 * With so many words; 15 to 35 otherwise.
	 * @param least must be fewer than the other one
	 */
	public SearchHeadline<M> words(int least, int most) {
		Assert.isTrue(0 < least && least < most, "'least' must be positive, and less than 'most'");
		return with("MinWords", String.valueOf(least)).with("MaxWords", String.valueOf(most));
	}

	/**
	 * Neither beginning nor ending with words that are no longer; 3 letters otherwise.
	 */
	public SearchHeadline<M> shortWord(int letters) {
		Assert.isTrue(letters >= 0, "'letters' must not be negative");
		return with("ShortWord", String.valueOf(letters));
	}

	/** Of the whole text. */
	public SearchHeadline<M> highlightAll() {
		return with("HighlightAll", "true");
	}

	/** Of so many parts of the text at most, with a text between them. */
	public SearchHeadline<M> fragments(int most, String delimiter) {
		Assert.isTrue(most > 0, "'most' must be positive");
		Assert.notNull(delimiter, "'delimiter' must not be null");
		return with("MaxFragments", String.valueOf(most)).with("FragmentDelimiter", delimiter);
	}

	private SearchHeadline<M> with(String option, String value) {
		Map<String, String> options = new LinkedHashMap<>(this.headline.options());
		options.put(option, value);
		return new SearchHeadline<>(this.operands, new SearchPart.Headline(this.headline.config(), options));
	}

}
