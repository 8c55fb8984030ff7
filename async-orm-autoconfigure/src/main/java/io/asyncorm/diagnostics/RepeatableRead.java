package io.asyncorm.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.SqlRows;
import org.jspecify.annotations.Nullable;

/**
 * A read, divided into its statement and the values that fields are equal to. Those of
 * one statement could be one read of all these values; other values, such as those of a
 * slice or of {@code gt}, are part of the statement, as they make pages.
 *
 * @param statement what is read, without these values
 * @param values the values
 * @param fields the fields that are equal to them, as far as they are fields of the model
 */
record RepeatableRead(Object statement, List<@Nullable Object> values, List<ModelField> fields) {

	private static final Pattern PLACEHOLDER = Pattern.compile("(?<equal>(?<![<>!=])=\\s*)?\\?");

	/** The statement of a read; null if an operation is none. */
	static @Nullable RepeatableRead of(Operation<?> operation) {
		return switch (operation) {
			case Operation.Read<?, ?> read -> of(read.name(), read.state(), List.of());
			case Operation.Count count -> of(count.name(), count.state(), List.of());
			case Operation.Exists exists -> of(exists.name(), exists.state(), List.of());
			case Operation.Aggregate<?> aggregate -> of(aggregate.name(), aggregate.state(), aggregate.values());
			case Operation.Sql<?> sql -> (sql.rows() instanceof SqlRows.Changed<?>) ? null : of(sql);
			case Operation.Complete<?> complete -> null;
			case Operation.Explain explain -> null;
			case Operation.Describe describe -> null;
			case Operation.Create<?> create -> null;
			case Operation.Save<?> save -> null;
			case Operation.BulkCreate<?> create -> null;
			case Operation.BulkUpdate update -> null;
			case Operation.UpdateAll update -> null;
			case Operation.DeleteAll delete -> null;
			case Operation.DeleteVersion delete -> null;
			case Operation.Upsert<?, ?> upsert -> null;
			case Operation.ChangeRelated<?> change -> null;
			case Operation.WriteMerged<?> writes -> null;
		};
	}

	private static @Nullable RepeatableRead of(String name, QueryState state, List<QueryState.Named> aggregates) {
		if (state.isEmpty()) {
			return null;
		}
		List<@Nullable Object> values = new ArrayList<>();
		List<ModelField> fields = new ArrayList<>();
		List<Expression> filters = state.filters()
			.stream()
			.map((filter) -> withoutValues(filter, values, fields))
			.toList();
		QueryState statement = state.mutate().filters(filters).withoutPrefetches().build();
		return new RepeatableRead(List.of(name, statement, aggregates), values, fields);
	}

	/** Only what must hold in any case: what else could be equal is no list of keys. */
	private static Expression withoutValues(Expression condition, List<@Nullable Object> values,
			List<ModelField> fields) {
		return switch (condition) {
			case Expression.And and -> and.mapChildren((operand) -> withoutValues(operand, values, fields));
			case Expression.Test test when test.lookup().equals(Lookups.EXACT)
					&& test.value() instanceof Expression.Value value -> {
				values.add(value.value());
				if (test.operand() instanceof Expression.Column column && column.hops().isEmpty()) {
					fields.add(column.field());
				}
				yield new Expression.Test(test.operand(), test.lookup(), Expression.Value.of(null));
			}
			default -> condition;
		};
	}

	/** Of SQL that the user wrote, the values that stand behind a sign of equality. */
	private static RepeatableRead of(Operation.Sql<?> sql) {
		List<@Nullable Object> equal = new ArrayList<>();
		List<@Nullable Object> others = new ArrayList<>();
		Matcher matcher = PLACEHOLDER.matcher(sql.sql());
		for (Object value : sql.values()) {
			boolean found = matcher.find();
			((found && matcher.group("equal") != null) ? equal : others).add(value);
		}
		return new RepeatableRead(List.of(sql.name(), sql.sql(), sql.frame(), others), equal, List.of());
	}

}
