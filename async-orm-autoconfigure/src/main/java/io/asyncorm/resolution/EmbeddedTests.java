package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.Step;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.CompositeKey;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on an embedded value as a whole: column by column, as any of them may be
 * null.
 *
 * @param field the field of the value
 * @param operand the value
 */
record EmbeddedTests(ModelField field, Expression operand) {

	private static final List<Lookup> LOOKUPS = List.of(Lookups.EXACT, Lookups.IN, Lookups.IS_NULL);

	/**
	 * @throws FieldException if only the parts of the value can be looked up like that
	 */
	static void requireLookup(Lookup lookup, ModelField field, List<Step> path) {
		if (!LOOKUPS.contains(lookup)) {
			String name = FieldPath.quoted(path.subList(0, path.size() - 1));
			throw new FieldException("Lookup '" + lookup.name() + "' cannot be used with '" + name
					+ "', which is embedded: use it with a part of it, such as '" + name + "__"
					+ field.parts().names().get(0) + "'. Choices are: exact, in, isnull.");
		}
	}

	/** Whether a lookup of this name is one of an embedded value as a whole. */
	static boolean isLookup(String name) {
		return LOOKUPS.stream().anyMatch((lookup) -> lookup.name().equals(name));
	}

	/** The condition that it is equal to a value that a user gave. */
	Expression equal(Object value) {
		return equal(key(value));
	}

	private Expression equal(CompositeKey key) {
		List<Expression> columns = CompositeColumns.of(this.operand);
		List<Expression> tests = new ArrayList<>(columns.size());
		for (int i = 0; i < columns.size(); i++) {
			Object each = key.values().get(i);
			tests.add((each != null)
					? new Expression.Test(columns.get(i), Lookups.EXACT,
							Expression.Value.of(each, this.field.columns().get(i).type()))
					: new Expression.IsNull(columns.get(i), true));
		}
		return (tests.size() == 1) ? tests.get(0) : new Expression.And(tests);
	}

	/**
	 * The condition that it is one of several; as in Django, a null among them matches
	 * nothing, and stands for null behind a negation.
	 * @param negated whether an odd number of negations stands around it
	 */
	Expression oneOf(Collection<? extends @Nullable Object> values, boolean negated) {
		Map<List<Boolean>, List<CompositeKey>> groups = new LinkedHashMap<>();
		boolean missing = false;
		for (Object value : values) {
			if (value != null) {
				CompositeKey key = key(value);
				groups
					.computeIfAbsent(key.values().stream().map(Objects::isNull).toList(), (nulls) -> new ArrayList<>())
					.add(key);
			}
			missing |= value == null;
		}
		List<Expression> tests = new ArrayList<>();
		groups.forEach((nulls, keys) -> {
			if (keys.size() > 1 && areRows()) {
				tests.add(among(nulls, keys));
			}
			else {
				keys.forEach((key) -> tests.add(equal(key)));
			}
		});
		if (missing && negated) {
			tests.add(new Expression.IsNull(this.operand, true));
		}
		return tests.isEmpty() ? Expression.FALSE : (tests.size() == 1) ? tests.get(0) : new Expression.Or(tests);
	}

	/**
	 * Values that lack the same columns are bound together, however many there are. What
	 * is null in a row is told first, as a comparison with it has no answer.
	 */
	private Expression among(List<Boolean> nulls, List<CompositeKey> keys) {
		List<Expression> columns = CompositeColumns.of(this.operand);
		List<Expression> compared = new ArrayList<>(columns.size());
		List<Expression> tests = new ArrayList<>(columns.size() + 1);
		for (int i = 0; i < columns.size(); i++) {
			tests.add(new Expression.IsNull(columns.get(i), nulls.get(i)));
			if (!nulls.get(i)) {
				compared.add(columns.get(i));
			}
		}
		if (!compared.isEmpty()) {
			tests.add(new Expression.Test(new Expression.Tuple(compared), Lookups.IN,
					Expression.Value.array(keys, CompositeKey.class)));
		}
		return new Expression.And(tests);
	}

	/** Documents and arrays are no values of rows that are compared. */
	private boolean areRows() {
		return this.field.columns().stream().noneMatch((column) -> column.json() || ColumnType.isArray(column.type()));
	}

	private CompositeKey key(Object value) {
		List<@Nullable Object> values = new ArrayList<>(((CompositeKey) this.field.convert(value)).values());
		for (int i = 0; i < values.size(); i++) {
			Object each = values.get(i);
			values.set(i, (each != null) ? this.field.columns().get(i).cut(each) : null);
		}
		return CompositeKey.of(this.field, values);
	}

}
