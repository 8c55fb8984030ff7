package io.asyncorm.compiler;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

/**
 * A statement to be compiled, split into its template and its values. Equal templates are
 * equal statements: the template is the key of the statement cache.
 *
 * @param <S> what is compiled: a query set, aggregates over one, or a write
 * @param template the same with numbered {@link Expression.Slot slots} in place of the
 * values
 * @param values the values, in the order of their slots
 * @since 0.1.0
 */
public record Parameterized<S>(S template, List<@Nullable Object> values) {

	/** The template of a query set, and its values. */
	public static Parameterized<QueryState> of(QueryState state, Extraction extraction) {
		ValueExtractor extractor = new ValueExtractor(extraction);
		return new Parameterized<>(extractor.extract(state), extractor.values());
	}

	/** The template of aggregates over a query set, and its values. */
	public static Parameterized<AggregateQuery> of(QueryState state, List<QueryState.Named> aggregates,
			Extraction extraction) {
		ValueExtractor extractor = new ValueExtractor(extraction);
		return new Parameterized<>(extractor.extract(new AggregateQuery(state, aggregates)), extractor.values());
	}

}
