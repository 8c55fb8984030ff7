package io.asyncorm.plan;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A UNION, INTERSECT or EXCEPT of query sets.
 *
 * @param operator how their rows are combined
 * @param all whether equal rows count each time
 * @param valued whether a part chose values itself, so that its rows can hold no more
 * @param parts the query sets
 * @since 0.1.0
 */
public record Combination(Operator operator, boolean all, boolean valued, List<QueryState> parts) {

	public Combination {
		parts = List.copyOf(parts);
	}

	/** Other query sets, combined in the same way. */
	public Combination map(UnaryOperator<QueryState> mapper) {
		return new Combination(this.operator, this.all, this.valued, this.parts.stream().map(mapper).toList());
	}

	boolean isEmpty() {
		return switch (this.operator) {
			case UNION -> this.parts.stream().allMatch(QueryState::isEmpty);
			case INTERSECTION -> this.parts.stream().anyMatch(QueryState::isEmpty);
			case DIFFERENCE -> this.parts.get(0).isEmpty();
		};
	}

	/** How rows are combined; the names are those of the query set's methods. */
	public enum Operator {

		/** Rows of any. */
		UNION,
		/** Rows of all. */
		INTERSECTION,
		/** Rows of the first that are in no other. */
		DIFFERENCE

	}

}
