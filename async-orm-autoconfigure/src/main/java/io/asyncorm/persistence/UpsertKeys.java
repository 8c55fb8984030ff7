package io.asyncorm.persistence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.Operation.Change;
import org.jspecify.annotations.Nullable;

/**
 * Finds the unique key that an upsert's lookup is.
 *
 * @since 0.1.0
 */
public final class UpsertKeys {

	private UpsertKeys() {
	}

	/**
	 * The unique key that the lookup consists of exactly, so that the server itself sees
	 * to it that there is one row; null if there is none. A null in the lookup means that
	 * there is none, because nulls do not collide.
	 */
	public static @Nullable List<ModelField> find(Operation.Upsert<?, ?> upsert) {
		if (!upsert.covered() || !upsert.lookup().stream().allMatch(UpsertKeys::isPlain)) {
			return null;
		}
		Set<ModelField> fields = new HashSet<>(upsert.lookup().stream().map(Change::field).toList());
		if (fields.size() != upsert.lookup().size()) {
			return null;
		}
		return find(upsert.model(), fields);
	}

	/**
	 * Whether there are values for a new row. There are none if one is to be computed
	 * from old values: such an upsert works as long as it finds its row.
	 */
	public static boolean isInsertable(Operation.Upsert<?, ?> upsert) {
		return upsert.insert().stream().noneMatch((change) -> WriteCompiler.readsRow(change.value()));
	}

	/**
	 * Whether a new row has the values that were looked for. One that is given others
	 * collides with other rows than the lookup finds.
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
		return model.uniqueKeys()
			.stream()
			.filter((key) -> key.size() == fields.size() && fields.containsAll(key))
			.findFirst()
			.orElse(null);
	}

	private static boolean isPlain(Change part) {
		return part.value() instanceof Expression.Value value && value.value() != null && !value.array();
	}

}
