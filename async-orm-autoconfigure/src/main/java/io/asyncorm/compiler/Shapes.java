package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Expression;
import io.asyncorm.query.QueryState;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values out of what is to be compiled, so that a statement is compiled once
 * for all values. One object serves one statement, in one thread.
 *
 * @since 0.1.0
 */
public final class Shapes {

	private final List<@Nullable Object> values = new ArrayList<>();

	/** The shape of a query set. */
	public static Shape<QueryState> of(QueryState state) {
		Shapes shapes = new Shapes();
		QueryState form = shapes.take(state);
		return new Shape<>(form, shapes.values());
	}

	/** The shape of values over a query set. */
	public static Shape<AggregateForm> of(QueryState state, List<QueryState.Named> aggregates) {
		Shapes shapes = new Shapes();
		AggregateForm form = new AggregateForm(shapes.take(state), shapes.takeNamed(aggregates));
		return new Shape<>(form, shapes.values());
	}

	/** The values that were taken out so far, in the order of their slots. */
	public List<@Nullable Object> values() {
		return this.values;
	}

	/** A query set with slots for its values. */
	public QueryState take(QueryState state) {
		return state.mutate()
			.filters(takeAll(state.filters()))
			.annotations(takeNamed(state.annotations()))
			.groupBy(takeNullable(state.groupBy()))
			.selection(take(state.selection()))
			.orderings(takeOrderings(state.orderings()))
			.slice(takeNullable(state.limit()), takeNullable(state.offset()))
			.distinct(takeNullable(state.distinct()))
			.combination(take(state.combination()))
			.relations(takeRelations(state.relations()))
			.withoutPrefetches()
			.build();
	}

	private @Nullable List<Expression.Sort> takeOrderings(@Nullable List<Expression.Sort> orderings) {
		return (orderings != null) ? orderings.stream()
			.map((ordering) -> new Expression.Sort(take(ordering.value()), ordering.descending(),
					ordering.nullsFirst()))
			.toList() : null;
	}

	/** An expression with slots for its values. */
	public Expression take(Expression expression) {
		return switch (expression) {
			case Expression.Value value -> slot(value);
			case Expression.Column column -> column;
			case Expression.Subquery subquery -> new Expression.Subquery(take((QueryState) subquery.query()));
			case Expression.Exists exists -> new Expression.Exists(take((QueryState) exists.query()));
			default -> expression.mapChildren(this::take);
		};
	}

	private Expression.Slot slot(Expression.Value value) {
		this.values.add(value.value());
		Class<?> type = value.type();
		if (type == Object.class && !value.array() && hasObject(value.value())) {
			type = Map.class;
		}
		return new Expression.Slot(this.values.size() - 1, (type != null) ? type : Object.class, value.array());
	}

	/**
	 * Whether a document has, as far as can be seen, an object of several keys: not every
	 * database leaves their order aside.
	 */
	private static boolean hasObject(@Nullable Object document) {
		return switch (document) {
			case Map<?, ?> map -> map.size() > 1 || map.values().stream().anyMatch(Shapes::hasObject);
			case Collection<?> elements -> elements.stream().anyMatch(Shapes::hasObject);
			case null -> false;
			default -> !SqlType.isSimple(document.getClass());
		};
	}

	private QueryState.@Nullable Combination take(QueryState.@Nullable Combination combination) {
		return (combination != null) ? new QueryState.Combination(combination.operator(), combination.all(),
				combination.parts().stream().map(this::take).toList()) : null;
	}

	private List<QueryState.Filtered> takeRelations(List<QueryState.Filtered> relations) {
		return relations.stream()
			.map((relation) -> new QueryState.Filtered(relation.name(), relation.hops(), relation.target(),
					take(relation.condition())))
			.toList();
	}

	private QueryState.Selection take(QueryState.Selection selection) {
		return switch (selection) {
			case QueryState.Instances instances -> instances;
			case QueryState.Columns columns -> new QueryState.Columns(takeNamed(columns.columns()));
		};
	}

	private List<QueryState.Named> takeNamed(List<QueryState.Named> named) {
		return named.stream()
			.map((one) -> new QueryState.Named(one.name(), take(one.value()), one.selected()))
			.toList();
	}

	private List<Expression> takeAll(List<Expression> expressions) {
		return expressions.stream().map(this::take).toList();
	}

	private @Nullable List<Expression> takeNullable(@Nullable List<Expression> expressions) {
		return (expressions != null) ? takeAll(expressions) : null;
	}

	private @Nullable Expression takeNullable(@Nullable Expression expression) {
		return (expression != null) ? take(expression) : null;
	}

}
