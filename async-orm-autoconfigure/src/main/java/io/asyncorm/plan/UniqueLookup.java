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
import org.jspecify.annotations.Nullable;

/**
 * A read of the one row that has a value of a unique field, as {@code aget(key)} is. Such
 * reads of the same {@link Shape} can be made by one statement, which reads the rows of
 * all their values.
 *
 * @param shape what it has in common with those
 * @param value the value that is looked up
 * @param read the read, for itself
 * @since 0.1.0
 */
public record UniqueLookup(Shape shape, Object value, Operation.Read<?, ?> read) {

	/** Values of these come back as they were asked for. */
	private static final Set<Class<?>> TYPES = Set.of(Long.class, Integer.class, Short.class, UUID.class, String.class);

	/**
	 * The lookup that an operation is; null if it is none, or not as simple.
	 */
	public static @Nullable UniqueLookup of(Operation<?> operation) {
		if (!(operation instanceof Operation.Read<?, ?> read)) {
			return null;
		}
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

	/**
	 * The read of the rows of several lookups of one shape, no value twice.
	 * @return the rows that are there, by their values
	 */
	public static Operation.Read<Found, Map<Object, Found>> merge(List<UniqueLookup> lookups) {
		UniqueLookup first = lookups.get(0);
		ModelField field = first.shape.field();
		List<Object> values = lookups.stream().map(UniqueLookup::value).toList();
		QueryState state = first.read.query()
			.shape()
			.mutate()
			.filters(List.of(new Expression.Test(new Expression.Column(List.of(), field, 0), Lookups.IN,
					Expression.Value.array(values, field.type()))))
			.orderings(List.of())
			.slice(null, null)
			.build();
		return new Operation.Read<>(first.read.name(), state, Found::new, (rows) -> {
			Map<Object, Found> found = HashMap.newHashMap(rows.size());
			for (Found row : rows) {
				found.put(Objects.requireNonNull(field.get(Objects.requireNonNull(row.object()))), row);
			}
			return found;
		});
	}

	/**
	 * Whether the row is not there if it was not found among those of others: text may be
	 * equal in the database, and different here.
	 */
	public boolean isKnownByValue() {
		return !(this.value instanceof String);
	}

	/**
	 * A row that was read for several lookups.
	 *
	 * @param object the object
	 * @param values the annotations
	 */
	public record Found(@Nullable Object object, @Nullable Object[] values) {

		/** The result of the read whose row this is. */
		public <R> R resultOf(Operation.Read<?, R> read) {
			return result(read, this);
		}

	}

	/** The result of a read that finds no row. */
	public static <R> R nothing(Operation.Read<?, R> read) {
		return read.result().apply(List.of());
	}

	private static <E extends @Nullable Object, R> R result(Operation.Read<E, R> read, Found row) {
		return read.result().apply(List.of(read.assembler().assemble(row.object(), row.values())));
	}

	/**
	 * What the rows have in common.
	 *
	 * @param field the unique field
	 * @param selection what comes back
	 * @param withDeleted whether rows that count as deleted are found
	 */
	public record Shape(ModelField field, QueryState.Instances selection, boolean withDeleted) {
	}

}
