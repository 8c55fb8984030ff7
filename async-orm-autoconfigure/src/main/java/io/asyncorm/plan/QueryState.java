package io.asyncorm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.expression.Subselect;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.query.QueryAccess.LockOptions;
import org.jspecify.annotations.Nullable;

/**
 * The query behind a query set, resolved against its model: filters, annotations, order,
 * selection and the rest, as Django's {@code Query}. Immutable, and equal to another
 * exactly if it means the same, so that with its values extracted it is the key of the
 * statement cache.
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
 * @param distinct the fields of DISTINCT ON; empty for plain DISTINCT, null for neither
 * @param reversed whether the order is reversed
 * @param lock how the rows are locked; null if they are not
 * @param combination the query sets whose rows these are; null if it is the model's table
 * @param filteredJoins the joins of {@code FilteredRelation} annotations
 * @param prefetches the relations that are loaded by queries of their own
 * @param withDeleted whether rows that count as deleted are seen, too, its own and those
 * that it joins
 * @param tenant whose rows, once its values are extracted: a tenant, or {@code TRUE} for
 * all; null if that is not known (yet)
 * @since 0.1.0
 */
public record QueryState(ModelMetadata<?> model, List<Expression> filters, int scopes, List<Named> annotations,
		@Nullable List<Expression> groupBy, Selection selection, @Nullable List<SortTerm> orderings,
		@Nullable Expression limit, @Nullable Expression offset, @Nullable List<Expression> distinct, boolean reversed,
		@Nullable Lock lock, @Nullable Combination combination, List<FilteredJoin> filteredJoins, Prefetches prefetches,
		boolean withDeleted, @Nullable Expression tenant) implements Subselect, RowQuery {

	public QueryState {
		filters = List.copyOf(filters);
		annotations = List.copyOf(annotations);
		groupBy = (groupBy != null) ? List.copyOf(groupBy) : null;
		orderings = (orderings != null) ? List.copyOf(orderings) : null;
		distinct = (distinct != null) ? List.copyOf(distinct) : null;
		filteredJoins = List.copyOf(filteredJoins);
	}

	/** All rows of a model. */
	public static QueryState of(ModelMetadata<?> model) {
		return new QueryState(model, List.of(), 0, List.of(), null, new Instances(List.of(), false), null, null, null,
				null, false, null, null, List.of(), Prefetches.NONE, false, null);
	}

	@Override
	public QueryState state() {
		return this;
	}

	/** A builder that starts from this state. */
	public Builder mutate() {
		return new Builder(this);
	}

	/**
	 * A copy in which each expression is replaced.
	 * @param mapper applied to each expression, in the order of the components
	 * @param partMapper applied to each query set that this one combines
	 */
	public QueryState map(UnaryOperator<Expression> mapper, UnaryOperator<QueryState> partMapper) {
		return mutate().filters(ExpressionAccess.each(this.filters, mapper))
			.annotations(ExpressionAccess.each(this.annotations, (named) -> named.map(mapper)))
			.groupBy((this.groupBy != null) ? ExpressionAccess.each(this.groupBy, mapper) : null)
			.selection(switch (this.selection) {
				case Instances instances -> instances;
				case Columns columns -> columns.map(mapper);
			})
			.orderings(
					(this.orderings != null) ? ExpressionAccess.each(this.orderings, (sort) -> sort.map(mapper)) : null)
			.slice((this.limit != null) ? mapper.apply(this.limit) : null,
					(this.offset != null) ? mapper.apply(this.offset) : null)
			.distinct((this.distinct != null) ? ExpressionAccess.each(this.distinct, mapper) : null)
			.combination((this.combination != null) ? this.combination.map(partMapper) : null)
			.filteredJoins(ExpressionAccess.each(this.filteredJoins, (relation) -> relation.map(mapper)))
			.build();
	}

	/**
	 * Shows each of its expressions to a visitor.
	 * @param partVisitor is shown each query set that this one combines
	 */
	public void forEach(Consumer<Expression> visitor, Consumer<QueryState> partVisitor) {
		map((expression) -> {
			visitor.accept(expression);
			return expression;
		}, (part) -> {
			partVisitor.accept(part);
			return part;
		});
	}

	/** Whether no row can match, so that the database need not be asked. */
	public boolean isEmpty() {
		boolean cutToNothing = this.limit instanceof Expression.Value value && Long.valueOf(0).equals(value.value());
		return cutToNothing || this.filters.contains(Expression.FALSE)
				|| this.combination != null && this.combination.isEmpty();
	}

	/** Whether rows that count as deleted are left out, of those that it is about. */
	public boolean leavesOutDeleted() {
		return !this.withDeleted && this.model.softDelete() != null;
	}

	/** Whether it has a limit or an offset. */
	public boolean isSliced() {
		return this.limit != null || this.offset != null;
	}

	/** Whether it picks one row for each value of some fields: {@code DISTINCT ON}. */
	public boolean isDistinctOn() {
		return this.distinct != null && !this.distinct.isEmpty();
	}

	/** Whether equal rows come once. */
	public boolean isDistinct() {
		return this.distinct != null && this.distinct.isEmpty();
	}

	/**
	 * Whether it is no more than the rows of its model that its conditions choose, in any
	 * order and from any offset, and no other query reads anything of them.
	 */
	boolean isOnlyFiltered() {
		return this.annotations.isEmpty() && this.groupBy == null && this.distinct == null && this.lock == null
				&& this.combination == null && this.filteredJoins.isEmpty() && this.prefetches.isEmpty();
	}

	/** A named expression: an annotation, a column of values() or an aggregate. */
	public record Named(String name, Expression value, boolean selected) {

		/** A value that is selected. */
		public Named(String name, Expression value) {
			this(name, value, true);
		}

		/** A reference to the value by its name, for other expressions. */
		public Expression.Annotation reference() {
			return new Expression.Annotation(this.name, this.value);
		}

		/** Another value of the same name. */
		public Named map(UnaryOperator<Expression> mapper) {
			Expression mapped = mapper.apply(this.value);
			return (mapped == this.value) ? this : new Named(this.name, mapped, this.selected);
		}

	}

	/**
	 * How rows are locked by {@code selectForUpdate()}.
	 *
	 * @param options how they are locked
	 * @param of paths of the relations whose rows are locked; an empty path is the model
	 * itself
	 */
	public record Lock(LockOptions options, List<List<ModelRelation>> of) {

		public Lock {
			of = List.copyOf(of);
		}

	}

	/** What each row becomes: an object, or single values. */
	public sealed interface Selection {

	}

	/**
	 * Objects of the model.
	 *
	 * @param related the paths of {@code selectRelated()}, each after every path that
	 * leads to it
	 * @param joined the filtered relations of {@code selectRelated()}
	 * @param annotations whether the annotations are read too, and what is joined
	 */
	public record Instances(List<List<ModelRelation>> related, List<JoinedObject> joined,
			boolean annotations) implements Selection {

		public Instances {
			related = List.copyOf(related);
			joined = List.copyOf(joined);
		}

		/** Objects without those of filtered relations. */
		public Instances(List<List<ModelRelation>> related, boolean annotations) {
			this(related, List.of(), annotations);
		}

		/** The same, with the annotations. */
		public Instances annotated() {
			return new Instances(this.related, this.joined, true);
		}

	}

	/** Single values, each with its name: {@code values()} and {@code valuesList()}. */
	public record Columns(List<Named> columns) implements Selection {

		public Columns {
			columns = List.copyOf(columns);
		}

		private Columns map(UnaryOperator<Expression> mapper) {
			List<Named> mapped = ExpressionAccess.each(this.columns, (column) -> column.map(mapper));
			return (mapped == this.columns) ? this : new Columns(mapped);
		}

	}

	/** Builds a state that differs from another in some parts. Not thread-safe. */
	public static final class Builder {

		private final ModelMetadata<?> model;

		private List<Expression> filters;

		private int scopes;

		private List<Named> annotations;

		private @Nullable List<Expression> groupBy;

		private Selection selection;

		private @Nullable List<SortTerm> orderings;

		private @Nullable Expression limit;

		private @Nullable Expression offset;

		private @Nullable List<Expression> distinct;

		private boolean reversed;

		private @Nullable Lock lock;

		private @Nullable Combination combination;

		private List<FilteredJoin> filteredJoins;

		private Prefetches prefetches;

		private boolean withDeleted;

		private @Nullable Expression tenant;

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
			this.reversed = state.reversed;
			this.lock = state.lock;
			this.combination = state.combination;
			this.filteredJoins = state.filteredJoins;
			this.prefetches = state.prefetches;
			this.withDeleted = state.withDeleted;
			this.tenant = state.tenant;
		}

		public Builder filters(List<Expression> filters) {
			this.filters = filters;
			return this;
		}

		/** These filters and one more. */
		public Builder filter(Expression condition) {
			Expression[] more = this.filters.toArray(new Expression[this.filters.size() + 1]);
			more[this.filters.size()] = condition;
			return filters(List.of(more));
		}

		public Builder scopes(int scopes) {
			this.scopes = scopes;
			return this;
		}

		public Builder annotations(List<Named> annotations) {
			this.annotations = annotations;
			return this;
		}

		/** These annotations and one more. */
		public Builder annotation(Named annotation) {
			List<Named> more = new ArrayList<>(this.annotations);
			more.add(annotation);
			return annotations(more);
		}

		public Builder groupBy(@Nullable List<Expression> groupBy) {
			this.groupBy = groupBy;
			return this;
		}

		public Builder selection(Selection selection) {
			this.selection = selection;
			return this;
		}

		public Builder orderings(@Nullable List<SortTerm> orderings) {
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

		public Builder reversed(boolean reversed) {
			this.reversed = reversed;
			return this;
		}

		public Builder lock(@Nullable Lock lock) {
			this.lock = lock;
			return this;
		}

		public Builder combination(@Nullable Combination combination) {
			this.combination = combination;
			return this;
		}

		public Builder filteredJoins(List<FilteredJoin> filteredJoins) {
			this.filteredJoins = filteredJoins;
			return this;
		}

		public Builder prefetches(Prefetches prefetches) {
			this.prefetches = prefetches;
			return this;
		}

		public Builder withDeleted(boolean withDeleted) {
			this.withDeleted = withDeleted;
			return this;
		}

		public Builder tenant(@Nullable Expression tenant) {
			this.tenant = tenant;
			return this;
		}

		/** Without prefetches, which are no part of the statement. */
		public Builder withoutPrefetches() {
			return prefetches(Prefetches.NONE);
		}

		public QueryState build() {
			return new QueryState(this.model, this.filters, this.scopes, this.annotations, this.groupBy, this.selection,
					this.orderings, this.limit, this.offset, this.distinct, this.reversed, this.lock, this.combination,
					this.filteredJoins, this.prefetches, this.withDeleted, this.tenant);
		}

	}

}
