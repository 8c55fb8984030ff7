package io.asyncorm.expression;

import java.util.List;

import io.asyncorm.lookup.SearchPart;

/**
 * How well texts fit a search, as a number; Django's {@code SearchRank}. Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class SearchRank<M> extends Expr<M> {

	private final List<Expression> operands;

	private final SearchPart.Rank rank;

	SearchRank(List<Expression> operands) {
		this(operands, new SearchPart.Rank(false, List.of(), 0));
	}

	private SearchRank(List<Expression> operands, SearchPart.Rank rank) {
		super(new Expression.Func(rank, operands, null));
		this.operands = operands;
		this.rank = rank;
	}

	/** With what words of each weight count, from 0 to 1. */
	public SearchRank<M> weights(float d, float c, float b, float a) {
		return with(new SearchPart.Rank(this.rank.byCover(), List.of(d, c, b, a), this.rank.normalization()));
	}

	/**
	 * With the length of the text taken into account, as the sum of what {@code ts_rank}
	 * of PostgreSQL takes: 2 divides by it, for example.
	 */
	public SearchRank<M> normalization(int flags) {
		return with(new SearchPart.Rank(this.rank.byCover(), this.rank.weights(), flags));
	}

	/** By how near to each other the words are. */
	public SearchRank<M> coverDensity() {
		return with(new SearchPart.Rank(true, this.rank.weights(), this.rank.normalization()));
	}

	private SearchRank<M> with(SearchPart.Rank rank) {
		return new SearchRank<>(this.operands, rank);
	}

}
