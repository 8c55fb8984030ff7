package io.asyncorm.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.ModelField;
import io.asyncorm.query.MergeKind;
import org.jspecify.annotations.Nullable;

/**
 * A read of the one row that has a value of a unique field, as {@code aget(key)} is. Such
 * reads of the same {@link Shape} can be made by one statement, which reads the rows of
 * all their values.
 *
 * @param shape what it has in common with those
 * @param value the value that is looked up
 * @param read the read, for itself
 */
record UniqueLookup(Shape shape, Object value, Operation.Read<?, ?> read) implements Mergeable {

	/** Values of these come back as they were asked for. */
	private static final Set<Class<?>> TYPES = Set.of(Long.class, Integer.class, Short.class, UUID.class, String.class);

	/** The lookup that a read is; null if it is none, or not as simple. */
	static @Nullable UniqueLookup of(Operation.Read<?, ?> read) {
		QueryState state = read.query().shape();
		if (state.filters().size() == 1 && state.selection() instanceof QueryState.Instances instances && isPlain(state)
				&& state.filters().get(0) instanceof Expression.Test test && test.lookup() == Lookups.EXACT
				&& test.operand() instanceof Expression.Column column && column.hops().isEmpty()
				&& isUnique(column.field()) && test.value() instanceof Expression.Value asked) {
			Object value = read.query().valueOf(asked);
			return (value != null && value.getClass() == column.field().type())
					? new UniqueLookup(new Shape(column.field(), instances, state.withDeleted()), value, read) : null;
		}
		return null;
	}

	/** At most one row is read, so that neither order nor limit matters. */
	private static boolean isPlain(QueryState state) {
		return state.annotations().isEmpty() && state.groupBy() == null && state.offset() == null
				&& state.distinct() == null && state.lock() == null && state.combination() == null
				&& state.filteredJoins().isEmpty() && state.prefetches().isEmpty() && !state.isEmpty();
	}

	private static boolean isUnique(ModelField field) {
		return (field.unique() || field.isKey()) && TYPES.contains(field.type()) && field.javaType() == field.type()
				&& field.conversion() == null && field.relation() == null;
	}

	@Override
	public MergeKind kind() {
		return MergeKind.LOOKUPS;
	}

	@Override
	public boolean isWrite() {
		return false;
	}

	/** Reads the rows that are there, by their values. */
	@Override
	public Merged<Map<Object, Found>> merge(List<Mergeable> parts) {
		ModelField field = this.shape.field();
		List<Object> values = parts.stream().<Object>map((part) -> Objects.requireNonNull(part.value())).toList();
		QueryState state = this.read.query()
			.shape()
			.mutate()
			.filters(List.of(new Expression.Test(new Expression.Column(List.of(), field, 0), Lookups.IN,
					Expression.Value.array(values, field.type()))))
			.orderings(List.of())
			.slice(null, null)
			.build();
		Operation.Read<Found, Map<Object, Found>> rows = new Operation.Read<>(this.read.name(), state, Found::new,
				(all) -> byValue(all, field));
		return new Merged<>(rows, (found, place) -> ((UniqueLookup) parts.get(place)).result(found));
	}

	private static Map<Object, Found> byValue(List<Found> rows, ModelField field) {
		Map<Object, Found> found = HashMap.newHashMap(rows.size());
		for (Found row : rows) {
			found.put(Objects.requireNonNull(field.get(Objects.requireNonNull(row.object()))), row);
		}
		return found;
	}

	/**
	 * Where its row was not found among those of others, it is not there; but text may be
	 * equal in the database, and different here.
	 */
	private @Nullable Object result(Map<Object, Found> found) {
		Found row = found.get(this.value);
		if (row != null) {
			return row.resultOf(this.read);
		}
		return (this.value instanceof String) ? null : this.read.result().apply(List.of());
	}

	/**
	 * A row that was read for several lookups.
	 *
	 * @param object the object
	 * @param values the annotations
	 */
	record Found(@Nullable Object object, @Nullable Object[] values) {

		/** The result of the read whose row this is. */
		<E extends @Nullable Object, R> R resultOf(Operation.Read<E, R> read) {
			return read.result().apply(List.of(read.assembler().assemble(this.object, this.values)));
		}

	}

	/**
	 * What the rows have in common.
	 *
	 * @param field the unique field
	 * @param selection what comes back
	 * @param withDeleted whether rows that count as deleted are found
	 */
	record Shape(ModelField field, QueryState.Instances selection, boolean withDeleted) {
	}

}
