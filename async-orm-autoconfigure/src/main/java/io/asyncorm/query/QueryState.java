package io.asyncorm.query;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.Subselect;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was asked of a query set, resolved against its model. Immutable, and
 * equal to another exactly if it means the same, so that with its values taken out it is
 * the key of the statement cache.
 *
 * @param model the model whose rows are wanted
 * @param filters a condition for each {@code filter()} and {@code exclude()}, in order;
 * all must hold
 * @param scopes how many of these calls there were: the number of the last scope of a
 * {@link Expression.Column}
 * @param annotations named values, in order
 * @param groupBy what aggregates are taken over; null where there are none, empty for one
 * group of all rows
 * @param selection what comes back
 * @param orderings in which order; null means the model's own
 * @param limit how many rows at most; null for all
 * @param offset how many rows are left out first; null for none
 * @param distinct what makes rows equal that are to come once; null if all come, empty if
 * everything that is selected does
 * @since 0.1.0
 */
public record QueryState(ModelMetadata<?> model, List<Expression> filters, int scopes, List<Named> annotations,
		@Nullable List<Expression> groupBy, Selection selection, @Nullable List<Expression.Sort> orderings,
		@Nullable Expression limit, @Nullable Expression offset,
		@Nullable List<Expression> distinct) implements Subselect {

	public QueryState {
		filters = List.copyOf(filters);
		annotations = List.copyOf(annotations);
		groupBy = (groupBy != null) ? List.copyOf(groupBy) : null;
		orderings = (orderings != null) ? List.copyOf(orderings) : null;
		distinct = (distinct != null) ? List.copyOf(distinct) : null;
	}

	/** All rows of a model. */
	public static QueryState of(ModelMetadata<?> model) {
		return new QueryState(model, List.of(), 0, List.of(), null, new Instances(List.of(), false), null, null, null,
				null);
	}

	/** Begins a state that differs from this one. */
	public Builder mutate() {
		return new Builder(this);
	}

	/** Whether it has been cut to some of its rows. */
	public boolean isSliced() {
		return this.limit != null || this.offset != null;
	}

	/** A value with a name. */
	public record Named(String name, Expression value) {

	}

	/** What a query set gives for each row. */
	public sealed interface Selection {

	}

	/**
	 * Objects of the model.
	 *
	 * @param related the paths of relations that are read along, each with every path
	 * that leads to it before it
	 * @param annotations whether the annotations come too
	 */
	public record Instances(List<List<ModelRelation>> related, boolean annotations) implements Selection {

		public Instances {
			related = List.copyOf(related);
		}

	}

	/** Single values, each with its name. */
	public record Columns(List<Named> columns) implements Selection {

		public Columns {
			columns = List.copyOf(columns);
		}

	}

	/**
	 * Changes parts of a state, and leaves the others as they are.
	 */
	public static final class Builder {

		private final ModelMetadata<?> model;

		private List<Expression> filters;

		private int scopes;

		private List<Named> annotations;

		private @Nullable List<Expression> groupBy;

		private Selection selection;

		private @Nullable List<Expression.Sort> orderings;

		private @Nullable Expression limit;

		private @Nullable Expression offset;

		private @Nullable List<Expression> distinct;

		private Builder(QueryState state) {
			this.model = state.model;
			this.filters = state.filters;
			this.scopes = state.scopes;
			this.annotations = state.annotations;
			this.groupBy = state.groupBy;
			this.selection = state.selection;
			this.orderings = state.orderings;
			this.limit = state.limit;
			this.offset = state.offset;
			this.distinct = state.distinct;
		}

		public Builder filters(List<Expression> filters) {
			this.filters = filters;
			return this;
		}

		/** These filters and one more. */
		public Builder filter(Expression condition) {
			List<Expression> more = new ArrayList<>(this.filters);
			more.add(condition);
			return filters(more);
		}

		public Builder scopes(int scopes) {
			this.scopes = scopes;
			return this;
		}

		public Builder annotations(List<Named> annotations) {
			this.annotations = annotations;
			return this;
		}

		public Builder groupBy(@Nullable List<Expression> groupBy) {
			this.groupBy = groupBy;
			return this;
		}

		public Builder selection(Selection selection) {
			this.selection = selection;
			return this;
		}

		public Builder orderings(@Nullable List<Expression.Sort> orderings) {
			this.orderings = orderings;
			return this;
		}

		public Builder slice(@Nullable Expression limit, @Nullable Expression offset) {
			this.limit = limit;
			this.offset = offset;
			return this;
		}

		public Builder distinct(@Nullable List<Expression> distinct) {
			this.distinct = distinct;
			return this;
		}

		public QueryState build() {
			return new QueryState(this.model, this.filters, this.scopes, this.annotations, this.groupBy, this.selection,
					this.orderings, this.limit, this.offset, this.distinct);
		}

	}

}
