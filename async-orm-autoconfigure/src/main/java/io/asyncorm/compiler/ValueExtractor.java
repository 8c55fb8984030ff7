package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.type.ColumnType;
import io.asyncorm.type.JsonDocument;
import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.CompositeKey;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the values of a query set or an expression by numbered slots, so that a
 * statement is compiled once for all values. Not thread-safe: one object serves one
 * statement.
 *
 * @since 0.1.0
 */
public final class ValueExtractor {

	/** How deep documents are looked into. */
	private static final int DEEPEST = 50;

	/** Most statements have a few. */
	private final List<@Nullable Object> values = new ArrayList<>(4);

	private final int comparedElements;

	private final @Nullable Expression tenant;

	public ValueExtractor(Extraction extraction) {
		this.comparedElements = extraction.comparedElements();
		this.tenant = extraction.tenant();
	}

	/** The values that were extracted so far, in the order of their slots. */
	public List<@Nullable Object> values() {
		return this.values;
	}

	/** A query set with slots for its values, and whose rows it has. */
	public QueryState extract(QueryState state) {
		return extract(state, List.of());
	}

	/** Aggregates with slots for their values; rows that only they join are the same. */
	AggregateQuery extract(AggregateQuery query) {
		List<QueryState.Named> aggregates = new ArrayList<>();
		QueryState state = extract(query.state(), query.values());
		query.values().forEach((aggregate) -> aggregates.add(aggregate.map(this::extract)));
		return new AggregateQuery(state, aggregates);
	}

	private QueryState extract(QueryState state, List<QueryState.Named> aggregates) {
		QueryState template = state.map(this::extract, this::extract);
		boolean tenants = TenantRows.mayBeRead(template)
				|| aggregates.stream().anyMatch((aggregate) -> TenantRows.joins(aggregate.value()));
		Expression own = (this.tenant != null && tenants) ? extract(this.tenant) : null;
		return (template.prefetches().isEmpty() && own == null) ? template
				: template.mutate().withoutPrefetches().tenant(own).build();
	}

	/** An expression with slots for its values. */
	public Expression extract(Expression expression) {
		return switch (expression) {
			case Expression.Value value -> slot(value);
			case Expression.Subquery subquery -> new Expression.Subquery(extract((QueryState) subquery.query()));
			case Expression.Exists exists -> new Expression.Exists(extract((QueryState) exists.query()));
			case Expression.Test test when test.value() instanceof Expression.Value value && isDivided(test, value) ->
				new Expression.Test(extract(test.operand()), test.lookup(), divided(value));
			default -> expression.mapChildren(this::extract);
		};
	}

	/** Only {@code in} is known to mean the same of values in several arrays. */
	private boolean isDivided(Expression.Test test, Expression.Value value) {
		return value.array() && value.value() instanceof List<?> values && values.size() > this.comparedElements
				&& (test.lookup().equals(Lookups.IN) || test.lookup().equals(Lookups.IN_OR_MISSING));
	}

	/**
	 * Several arrays of one size, so that the statement depends on no other number: the
	 * last one begins with values of the one before. As in Django, a value that comes
	 * again is left out.
	 */
	private Expression divided(Expression.Value value) {
		List<?> values = new ArrayList<>(new LinkedHashSet<>((List<?>) Objects.requireNonNull(value.value())));
		if (values.size() <= this.comparedElements) {
			return slot(new Expression.Value(values, value.type(), true));
		}
		List<Expression> arrays = new ArrayList<>();
		for (int end = this.comparedElements; end < values.size()
				+ this.comparedElements; end += this.comparedElements) {
			int last = Math.min(end, values.size());
			List<?> part = values.subList(last - this.comparedElements, last);
			arrays.add(slot(new Expression.Value(part, value.type(), true)));
		}
		return new Expression.Items(arrays);
	}

	private Expression slot(Expression.Value value) {
		Class<?> type = value.type();
		if (type == CompositeKey.class && value.value() != null) {
			return tuple(value.value());
		}
		this.values.add(value.value());
		if (type == Object.class && !value.array() && hasObject(value.value(), DEEPEST)) {
			type = Map.class;
		}
		return new Expression.Slot(this.values.size() - 1, (type != null) ? type : Object.class, value.array());
	}

	/**
	 * A slot for each column of a key, or of several that are bound as a whole: these
	 * have none for the columns that all of them lack.
	 */
	private Expression tuple(Object value) {
		boolean array = !(value instanceof CompositeKey);
		List<?> keys = array ? (List<?>) value : List.of(value);
		List<ModelField> columns = ((CompositeKey) keys.get(0)).columns();
		List<Expression> slots = new ArrayList<>(columns.size());
		for (int i = 0; i < columns.size(); i++) {
			int column = i;
			if (array && ((CompositeKey) keys.get(0)).values().get(i) == null) {
				continue;
			}
			List<@Nullable Object> values = keys.stream()
				.<@Nullable Object>map((key) -> ((CompositeKey) key).values().get(column))
				.toList();
			Class<?> type = columns.get(i).type();
			slots.add(slot(array ? Expression.Value.array(values, type) : Expression.Value.of(values.get(0), type)));
		}
		return new Expression.Tuple(slots);
	}

	/**
	 * Whether a document has, as far as can be seen, an object of several keys: not every
	 * database leaves their order aside.
	 */
	private static boolean hasObject(@Nullable Object document, int depth) {
		if (depth == 0) {
			return true;
		}
		return switch (document) {
			case Map<?, ?> map ->
				map.size() > 1 || map.values().stream().anyMatch((value) -> hasObject(value, depth - 1));
			case Collection<?> elements -> elements.stream().anyMatch((element) -> hasObject(element, depth - 1));
			case JsonDocument typed -> hasObject(typed.value(), depth);
			case null -> false;
			default -> !ColumnType.isSimple(document.getClass());
		};
	}

}
