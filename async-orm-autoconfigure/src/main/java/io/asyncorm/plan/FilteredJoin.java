package io.asyncorm.plan;

import java.util.List;
import java.util.function.UnaryOperator;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelMetadata;

/**
 * The joins of a {@link io.asyncorm.expression.FilteredRelation}, whose condition stands
 * in the last ON. The columns that are reached by its name have a negative scope: -1 for
 * the first one of a query set.
 *
 * @param name the name that stands for it
 * @param parent the scope of the filtered relation that it leads on from; 0 if it begins
 * with the query set's model
 * @param hops the joins, those of the parent included
 * @param target the model that it leads to
 * @param condition which of the target's rows are joined
 * @since 0.1.0
 */
public record FilteredJoin(String name, int parent, List<Hop> hops, ModelMetadata<?> target, Expression condition) {

	public FilteredJoin {
		hops = List.copyOf(hops);
	}

	/** The filtered relation of a scope, which is negative. */
	public static FilteredJoin ofScope(List<FilteredJoin> all, int scope) {
		return all.get(-scope - 1);
	}

	/** The same joins on another condition. */
	public FilteredJoin on(Expression condition) {
		return new FilteredJoin(this.name, this.parent, this.hops, this.target, condition);
	}

	FilteredJoin map(UnaryOperator<Expression> mapper) {
		return on(mapper.apply(this.condition));
	}

}
