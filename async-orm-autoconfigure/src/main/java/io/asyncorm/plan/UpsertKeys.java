package io.asyncorm.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.type.StoredTable;
import org.jspecify.annotations.Nullable;

/**
 * Finds the unique key that covers the lookup of an upsert ({@code aupdateOrCreate},
 * {@code agetOrCreate}), so that the database itself prevents duplicates.
 *
 * @since 0.1.0
 */
public final class UpsertKeys {

	private UpsertKeys() {
	}

	/**
	 * Finds the unique key whose fields are exactly those of the lookup; null if there is
	 * none, or if it is known to be missing in the database. A null in the lookup means
	 * that there is none, because nulls are never duplicates; and so it is where the row
	 * of the key may count as deleted, and is not found.
	 */
	public static @Nullable List<ModelField> find(Operation.Upsert<?, ?> upsert) {
		return upsert.covered() ? find(upsert.model(), upsert.lookup()) : null;
	}

	/** Likewise, of a lookup that has no other parts. */
	public static @Nullable List<ModelField> find(ModelMetadata<?> model, List<Change> lookup) {
		if (model.softDelete() != null) {
			return null;
		}
		Set<ModelField> fields = HashSet.newHashSet(lookup.size());
		for (Change part : lookup) {
			if (!isPlain(part) || !fields.add(part.field())) {
				return null;
			}
		}
		List<ModelField> key = find(model, fields);
		return (key != null && isThere(model, key)) ? key : null;
	}

	/** The rows whose columns have these values. */
	public static QueryState rows(ModelMetadata<?> model, List<Change> values) {
		Expression[] conditions = new Expression[values.size()];
		for (int i = 0; i < conditions.length; i++) {
			conditions[i] = new Expression.Test(new Expression.Column(List.of(), values.get(i).field(), 0),
					Lookups.EXACT, values.get(i).value());
		}
		return QueryState.of(model).mutate().filters(List.of(conditions)).build();
	}

	/** Whether the database has a key that is declared, as far as is known. */
	public static boolean isThere(ModelMetadata<?> model, List<ModelField> key) {
		StoredTable table = model.storedTable();
		return table.uniqueKeys() == null || table.isUnique(key.stream().map(ModelField::column).toList());
	}

	/**
	 * Whether a new row can be inserted. It cannot if one of its values is computed from
	 * the old row: such an upsert works as long as it finds its row.
	 */
	public static boolean isInsertable(Operation.Upsert<?, ?> upsert) {
		for (Change change : upsert.insert()) {
			if (change.value().contains(Expression.Column.class)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether a new row gets the values of the lookup. If it gets others, it may collide
	 * with other rows than the lookup finds.
	 */
	public static boolean insertsLookup(Operation.Upsert<?, ?> upsert) {
		return upsert.insert().containsAll(upsert.lookup());
	}

	private static @Nullable List<ModelField> find(ModelMetadata<?> model, Set<ModelField> fields) {
		if (fields.size() == 1) {
			ModelField only = fields.iterator().next();
			if (only.unique()) {
				return List.of(only);
			}
		}
		return Stream.concat(Stream.of(model.key().columns()), model.uniqueKeys().stream())
			.filter((key) -> key.size() == fields.size() && fields.containsAll(key))
			.findFirst()
			.orElse(null);
	}

	private static boolean isPlain(Change part) {
		return part.value() instanceof Expression.Value value && value.value() != null && !value.array();
	}

}
