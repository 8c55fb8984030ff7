package io.asyncorm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.ModelField;
import io.asyncorm.query.MergeKind;
import io.asyncorm.type.StoredColumn;
import org.jspecify.annotations.Nullable;

/**
 * A read of the one row that has a value of a unique field, as {@code aget(key)} is, or
 * of the rows of a few such values, as {@code ainBulk(keys)} is. Such reads of the same
 * {@link Shape} can be made by one statement, which reads the rows of all their values.
 *
 * @param shape what it has in common with those
 * @param values what is looked up
 * @param read the read, for itself
 */
record UniqueLookup(Shape shape, List<?> values, Operation.Read<?, ?> read) implements Mergeable {

	/** Values of these come back as they were asked for. */
	private static final Set<Class<?>> TYPES = Set.of(Long.class, Integer.class, Short.class, UUID.class, String.class);

	/** Who asks for more at once gains nothing by waiting for others. */
	private static final int MOST_VALUES = 100;

	/** The lookup that a read is; null if it is none, or not as simple. */
	static @Nullable UniqueLookup of(Operation.Read<?, ?> read) {
		QueryState state = read.query().shape();
		if (state.filters().size() == 1 && state.selection() instanceof QueryState.Instances instances
				&& state.isOnlyFiltered() && state.offset() == null && !state.isEmpty()
				&& state.filters().get(0) instanceof Expression.Test test
				&& test.operand() instanceof Expression.Column column && column.hops().isEmpty()
				&& isUnique(column.field()) && test.value() instanceof Expression.Value asked) {
			List<SortTerm> order = asked.array() ? state.orderings() : List.of();
			List<?> values = values(test, read.query().valueOf(asked), state);
			return (order != null && values != null)
					? new UniqueLookup(new Shape(column.field(), instances, order, state.withDeleted()), values, read)
					: null;
		}
		return null;
	}

	private static boolean isUnique(ModelField field) {
		return (field.unique() || field.isKey()) && TYPES.contains(field.type()) && field.javaType() == field.type()
				&& field.conversion() == null && field.relation() == null;
	}

	/**
	 * What a test asks for; null if it asks for something else. Of one value at most one
	 * row is read, so that neither order nor limit matters.
	 */
	private static @Nullable List<?> values(Expression.Test test, @Nullable Object asked, QueryState state) {
		ModelField field = ((Expression.Column) test.operand()).field();
		if (test.lookup() == Lookups.EXACT) {
			return (asked != null && asked.getClass() == field.type()) ? List.of(asked) : null;
		}
		boolean several = test.lookup() == Lookups.IN && state.limit() == null && areExact(field);
		return (several && asked instanceof List<?> values && values.size() <= MOST_VALUES
				&& values.stream().allMatch((value) -> value != null && value.getClass() == field.type())) ? values
						: null;
	}

	/**
	 * Whether values that are equal in the database are equal here: two texts may not be,
	 * unless the catalog says that the column takes no two of them for the same.
	 */
	private static boolean areExact(ModelField field) {
		StoredColumn stored = field.stored();
		return field.type() != String.class || stored != null && !stored.isSpecial();
	}

	@Override
	public MergeKind kind() {
		return MergeKind.LOOKUPS;
	}

	@Override
	public boolean isWrite() {
		return false;
	}

	/** Reads the rows that are there. */
	@Override
	public Merged<Rows> merge(List<Mergeable> parts) {
		ModelField field = this.shape.field();
		List<Object> values = new ArrayList<>(parts.size());
		parts.forEach((part) -> values.addAll(part.values()));
		QueryState state = this.read.query()
			.shape()
			.mutate()
			.filters(List.of(new Expression.Test(new Expression.Column(List.of(), field, 0), Lookups.IN,
					Expression.Value.array(values, field.type()))))
			.orderings(this.shape.orderings())
			.slice(null, null)
			.build();
		Operation.Read<FoundRow, Rows> rows = new Operation.Read<>(this.read.name(), state, FoundRow::new,
				(found) -> Rows.of(found, field));
		return new Merged<>(rows, (found, place) -> ((UniqueLookup) parts.get(place)).result(found));
	}

	/**
	 * Where a row was not found among those of others, it is not there; if nobody knows,
	 * it is asked for once more.
	 */
	private @Nullable Object result(Rows rows) {
		List<FoundRow> own = rows.of(this.values);
		return (own.isEmpty() && !areExact(this.shape.field())) ? null : FoundRow.resultOf(this.read, own);
	}

	/**
	 * What was read for several lookups.
	 *
	 * @param all all rows, in order
	 * @param byValue which row has which value of the unique field
	 */
	record Rows(List<FoundRow> all, Map<Object, Integer> byValue) {

		private static Rows of(List<FoundRow> all, ModelField field) {
			Map<Object, Integer> byValue = HashMap.newHashMap(all.size());
			for (int i = 0; i < all.size(); i++) {
				byValue.put(Objects.requireNonNull(field.get(Objects.requireNonNull(all.get(i).object()))), i);
			}
			return new Rows(all, byValue);
		}

		/** The rows of some values, in the order in which they were read. */
		private List<FoundRow> of(List<?> values) {
			if (values.size() == 1) {
				Integer row = this.byValue.get(values.get(0));
				return (row != null) ? List.of(this.all.get(row)) : List.of();
			}
			return values.stream()
				.map(this.byValue::get)
				.filter(Objects::nonNull)
				.distinct()
				.sorted()
				.map(this.all::get)
				.toList();
		}

	}

	/**
	 * What the rows have in common.
	 *
	 * @param field the unique field
	 * @param selection what comes back
	 * @param orderings in which order, where there may be several
	 * @param withDeleted whether rows that count as deleted are found
	 */
	record Shape(ModelField field, QueryState.Instances selection, List<SortTerm> orderings, boolean withDeleted) {
	}

}
