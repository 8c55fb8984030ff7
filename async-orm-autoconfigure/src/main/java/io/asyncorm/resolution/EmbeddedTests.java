package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.Step;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.CompositeKey;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.CompositeColumns;
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
		List<Expression> columns = CompositeColumns.of(this.operand);
		List<@Nullable Object> values = ((CompositeKey) this.field.convert(value)).values();
		List<Expression> tests = new ArrayList<>(columns.size());
		for (int i = 0; i < columns.size(); i++) {
			Object each = values.get(i);
			ModelField column = this.field.columns().get(i);
			tests.add((each != null)
					? new Expression.Test(columns.get(i), Lookups.EXACT,
							Expression.Value.of(column.cut(each), column.type()))
					: new Expression.IsNull(columns.get(i), true));
		}
		return (tests.size() == 1) ? tests.get(0) : new Expression.And(tests);
	}

	/** The condition that it is one of several; as in Django, a null matches nothing. */
	Expression oneOf(Collection<? extends @Nullable Object> values) {
		List<Expression> tests = new ArrayList<>();
		for (Object value : values) {
			if (value != null) {
				tests.add(equal(value));
			}
		}
		return tests.isEmpty() ? Expression.FALSE : (tests.size() == 1) ? tests.get(0) : new Expression.Or(tests);
	}

}
