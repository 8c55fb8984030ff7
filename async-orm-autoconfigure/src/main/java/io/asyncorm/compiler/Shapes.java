package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.asyncorm.type.ColumnType;
import io.asyncorm.expression.Expression;
import io.asyncorm.plan.QueryState;
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
		AggregateForm form = new AggregateForm(shapes.take(state),
				aggregates.stream().map((aggregate) -> aggregate.map(shapes::take)).toList());
		return new Shape<>(form, shapes.values());
	}

	/** The values that were taken out so far, in the order of their slots. */
	public List<@Nullable Object> values() {
		return this.values;
	}

	/** A query set with slots for its values. */
	public QueryState take(QueryState state) {
		return state.map(this::take, this::take).mutate().withoutPrefetches().build();
	}

	/** An expression with slots for its values. */
	public Expression take(Expression expression) {
		return switch (expression) {
			case Expression.Value value -> slot(value);
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
			default -> !ColumnType.isSimple(document.getClass());
		};
	}

}
