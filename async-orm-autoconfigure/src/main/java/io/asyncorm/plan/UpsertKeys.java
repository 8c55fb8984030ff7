package io.asyncorm.plan;

import java.util.List;

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
	 * Finds the unique key whose fields are exactly those of a lookup that has no other
	 * parts; null if there is none, or if it is known to be missing in the database. A
	 * null in the lookup means that there is none, because nulls are never duplicates;
	 * and so it is where the row of the key may count as deleted, and is not found.
	 */
	public static @Nullable List<ModelField> find(ModelMetadata<?> model, List<Change> lookup) {
		if (model.softDelete() != null) {
			return null;
		}
		for (int i = 0; i < lookup.size(); i++) {
			if (!isPlain(lookup.get(i))) {
				return null;
			}
		}
		List<ModelField> key = findOver(lookup, model);
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
		if (table.uniqueKeys() == null) {
			return true;
		}
		List<String> columns = (key.size() == 1) ? List.of(key.get(0).column())
				: key.stream().map(ModelField::column).toList();
		return table.isUnique(columns);
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

	/** The key whose fields are exactly those of a lookup; null if there is none. */
	private static @Nullable List<ModelField> findOver(List<Change> lookup, ModelMetadata<?> model) {
		ModelField only = (lookup.size() == 1) ? lookup.get(0).field() : null;
		if (only != null && only.unique()) {
			return only.columns();
		}
		if (isOver(lookup, model.key().columns())) {
			return model.key().columns();
		}
		for (List<ModelField> key : model.uniqueKeys()) {
			if (isOver(lookup, key)) {
				return key;
			}
		}
		return null;
	}

	private static boolean isOver(List<Change> lookup, List<ModelField> key) {
		if (lookup.size() != key.size()) {
			return false;
		}
		for (ModelField field : key) {
			if (!names(lookup, field)) {
				return false;
			}
		}
		return true;
	}

	private static boolean names(List<Change> lookup, ModelField field) {
		for (Change part : lookup) {
			if (part.field() == field) {
				return true;
			}
		}
		return false;
	}

	private static boolean isPlain(Change part) {
		return part.value() instanceof Expression.Value value && value.value() != null && !value.array();
	}

}
