package io.asyncorm.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.ModelField;
import io.asyncorm.query.MergeKind;
import io.asyncorm.type.StoredColumn;
import org.jspecify.annotations.Nullable;

/**
 * A read of the first few rows that have given values, in order, such as
 * {@code filter("author", 7).orderBy("title").slice(0, 20).alist()}. Such reads that
 * differ in nothing but these values can be made by one statement, which selects the rows
 * of each.
 *
 * @param shape the query, with parameters in place of the values
 * @param asked the values
 * @param read the read, for itself
 */
record ShortList(QueryState shape, List<Object> asked, Operation.Read<?, ?> read) implements Mergeable {

	/** How many rows into the order a list may lead. */
	private static final int MOST_ROWS = 100;

	/** Values of these mean the same as elements of an array. */
	private static final Set<Class<?>> TYPES = Set.of(Long.class, Integer.class, Short.class, BigDecimal.class,
			Boolean.class, LocalDate.class, UUID.class, String.class);

	/** The list that an operation reads; null if it reads none, or not as simple. */
	static @Nullable ShortList of(Operation.Read<?, ?> read) {
		QueryState state = read.query().shape();
		if (!isShort(state) || !isPlain(state)) {
			return null;
		}
		List<Object> values = new ArrayList<>();
		List<Expression> filters = new ArrayList<>(state.filters().size());
		for (Expression filter : state.filters()) {
			Expression condition = parameterized(filter, read.query(), values);
			if (condition == null) {
				return null;
			}
			filters.add(condition);
		}
		return new ShortList(state.mutate().filters(filters).build(), values, read);
	}

	private static boolean isShort(QueryState state) {
		return state.limit() != null && number(state.limit()) + number(state.offset()) <= MOST_ROWS;
	}

	private static long number(@Nullable Expression number) {
		if (number == null) {
			return 0;
		}
		return (number instanceof Expression.Value value && value.value() instanceof Long constant) ? constant
				: Integer.MAX_VALUE;
	}

	private static boolean isPlain(QueryState state) {
		return isPlain(state.selection()) && state.isOnlyFiltered() && !state.reversed() && !state.isEmpty()
				&& state.orderings() != null
				&& state.orderings().stream().allMatch((sort) -> ownField(sort.value()) != null);
	}

	private static boolean isPlain(QueryState.Selection selection) {
		return switch (selection) {
			case QueryState.Instances instances -> !instances.annotations() && instances.joined().isEmpty();
			case QueryState.Columns columns ->
				columns.columns().stream().allMatch((column) -> ownField(column.value()) != null);
		};
	}

	/** The field of the model's own that an expression is; null if it is none. */
	private static @Nullable ModelField ownField(Expression expression) {
		return (expression instanceof Expression.Column column && column.hops().isEmpty()) ? column.field() : null;
	}

	/**
	 * A condition with parameters in place of its values, which are added to others; null
	 * if it tests something else than whether fields have values.
	 */
	private static @Nullable Expression parameterized(Expression condition, RowQuery query, List<Object> values) {
		return switch (condition) {
			case Expression.Test test -> parameterized(test, query, values);
			case Expression.IsNull isNull -> (ownField(isNull.operand()) != null) ? isNull : null;
			case Expression.And and -> {
				List<Expression> operands = new ArrayList<>(and.operands().size());
				for (Expression operand : and.operands()) {
					Expression mapped = parameterized(operand, query, values);
					if (mapped == null) {
						yield null;
					}
					operands.add(mapped);
				}
				yield new Expression.And(operands);
			}
			default -> null;
		};
	}

	private static @Nullable Expression parameterized(Expression.Test test, RowQuery query, List<Object> values) {
		ModelField field = ownField(test.operand());
		if (field == null || !isPlain(field) || test.lookup() != Lookups.EXACT
				|| !(test.value() instanceof Expression.Value asked) || asked.array()) {
			return null;
		}
		Object value = query.valueOf(asked);
		if (value == null || value.getClass() != field.type()) {
			return null;
		}
		values.add(value);
		return new Expression.Test(test.operand(), test.lookup(),
				QueryTemplate.parameter(values.size() - 1, field.type()));
	}

	private static boolean isPlain(ModelField field) {
		StoredColumn stored = field.stored();
		return (TYPES.contains(field.type()) || field.type().isEnum()) && (stored == null || !stored.isSpecial());
	}

	@Override
	public MergeKind kind() {
		return MergeKind.LISTS;
	}

	/** Equal lists are selected twice, so that each has rows of its own. */
	@Override
	public Collection<?> values() {
		return List.of();
	}

	@Override
	public boolean isWrite() {
		return false;
	}

	/** Selects the rows of each. */
	@Override
	public Merged<List<List<FoundRow>>> merge(List<Mergeable> parts) {
		List<List<Object>> asked = parts.stream().map((part) -> ((ShortList) part).asked).toList();
		Operation.Read<FoundRow, List<List<FoundRow>>> rows = new Operation.Read<>(this.read.name(),
				new RepeatedQuery(this.shape, asked), FoundRow::new, (found) -> byPlace(found, parts.size()));
		return new Merged<>(rows,
				(found, place) -> FoundRow.resultOf(((ShortList) parts.get(place)).read, found.get(place)));
	}

	/** The rows of each, without the number that tells whose they are. */
	private static List<List<FoundRow>> byPlace(List<FoundRow> rows, int lists) {
		List<List<FoundRow>> byPlace = new ArrayList<>(lists);
		for (int i = 0; i < lists; i++) {
			byPlace.add(new ArrayList<>());
		}
		for (FoundRow row : rows) {
			@Nullable Object[] values = row.values();
			int number = ((Number) Objects.requireNonNull(values[values.length - 1])).intValue();
			byPlace.get(number - 1).add(new FoundRow(row.object(), Arrays.copyOf(values, values.length - 1)));
		}
		return byPlace;
	}

}
