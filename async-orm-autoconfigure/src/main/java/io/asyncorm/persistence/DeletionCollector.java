package io.asyncorm.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.OnDelete;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.ProtectedException;
import io.asyncorm.query.RestrictedException;
import org.jspecify.annotations.Nullable;

/**
 * Plans a cascading delete: collects the related rows that have to be deleted or updated
 * too, as Django's {@code Collector} does. It writes nothing, but reads the keys of
 * related rows. Used for one delete, by one thread.
 *
 * @param <X> what can go wrong when keys are read
 * @since 0.1.0
 */
public final class DeletionCollector<X extends Exception> {

	private final DeletionRules rules;

	private final KeyReader<X> keys;

	private final boolean checkedByRow;

	private final Map<ModelMetadata<?>, Set<Object>> rows = new LinkedHashMap<>();

	private final List<Write.Delete> leaves = new ArrayList<>();

	private final List<Write.Update> updates = new ArrayList<>();

	private final Map<ModelField, Set<Object>> restricted = new LinkedHashMap<>();

	/**
	 * @param rules which foreign keys there are
	 * @param keys reads the keys of rows
	 * @param checkedByRow whether the database checks foreign keys at each row, and not
	 * at the end of the statement or of the transaction
	 */
	public DeletionCollector(DeletionRules rules, KeyReader<X> keys, boolean checkedByRow) {
		this.rules = rules;
		this.keys = keys;
		this.checkedByRow = checkedByRow;
	}

	/**
	 * Plans the deletion of rows.
	 * @throws ProtectedException if a protected row refers to one of them
	 * @throws RestrictedException if a restricted row does, and is not deleted as well
	 */
	public DeletionPlan collect(QueryState start) throws X {
		collect(start.model(), this.keys.read(RowFilters.lockedKeys(start)));
		checkRestricted();
		List<Write.Delete> deletes = new ArrayList<>(this.leaves);
		for (ModelMetadata<?> model : new DeletionOrder(this.rows, this.checkedByRow, this.updates::add).sort()) {
			deletes.add(new Write.Delete(RowFilters.byOneOf(model.key(), keysOf(model))));
		}
		return new DeletionPlan(this.updates, deletes);
	}

	private void collect(ModelMetadata<?> model, Collection<?> found) throws X {
		Set<Object> known = this.rows.computeIfAbsent(model, (key) -> new LinkedHashSet<>());
		List<Object> added = new ArrayList<>();
		for (Object key : found) {
			if (known.add(key)) {
				added.add(key);
			}
		}
		if (added.isEmpty()) {
			return;
		}
		List<ModelField> foreignKeys = this.rules.foreignKeysTo(model);
		checkProtected(model, foreignKeys, added);
		Map<ModelMetadata<?>, List<ModelField>> cascadesToLeaves = new LinkedHashMap<>();
		for (ModelField foreignKey : foreignKeys) {
			OnDelete rule = DeletionRules.ruleOf(foreignKey);
			if (rule == OnDelete.CASCADE && this.rules.standsAlone(foreignKey.model())) {
				cascadesToLeaves.computeIfAbsent(foreignKey.model(), (key) -> new ArrayList<>()).add(foreignKey);
			}
			else {
				follow(foreignKey, rule, added);
			}
		}
		cascadesToLeaves.values()
			.forEach((ends) -> this.leaves.add(new Write.Delete(RowFilters.referringTo(ends, added))));
	}

	private void follow(ModelField foreignKey, OnDelete rule, List<Object> targets) throws X {
		QueryState related = RowFilters.referringTo(List.of(foreignKey), targets);
		switch (rule) {
			case CASCADE -> collect(foreignKey.model(), this.keys.read(RowFilters.lockedKeys(related)));
			case RESTRICT -> this.restricted.computeIfAbsent(foreignKey, (key) -> new LinkedHashSet<>())
				.addAll(this.keys.read(RowFilters.keys(related)));
			case SET_NULL -> set(related, foreignKey, null);
			case SET_DEFAULT -> set(related, foreignKey, foreignKey.defaultValue());
			case SET -> set(related, foreignKey, Objects.requireNonNull(foreignKey.relation()).setValue());
			case PROTECT, DO_NOTHING, DB_CASCADE, DB_SET_NULL, DB_SET_DEFAULT -> {
				// the first was checked before, the others are not among the rules
			}
		}
	}

	private void set(QueryState related, ModelField foreignKey, @Nullable Supplier<?> supplier) {
		Object value = (supplier != null) ? supplier.get() : null;
		Object key = (value != null) ? foreignKey.convert(value) : null;
		this.updates
			.add(new Write.Update(related, Change.of(foreignKey, Expression.Value.of(key, foreignKey.type())), false));
	}

	private void checkProtected(ModelMetadata<?> model, List<ModelField> foreignKeys, List<Object> targets) throws X {
		List<String> refusals = new ArrayList<>();
		for (ModelField foreignKey : foreignKeys) {
			if (DeletionRules.ruleOf(foreignKey) == OnDelete.PROTECT) {
				QueryState related = RowFilters.referringTo(List.of(foreignKey), targets);
				int count = this.keys.read(RowFilters.keys(related)).size();
				if (count > 0) {
					refusals.add(refusal(foreignKey, count));
				}
			}
		}
		if (!refusals.isEmpty()) {
			throw new ProtectedException(message(model, refusals, "protected"));
		}
	}

	/**
	 * Restricted rows may be deleted by way of another relation, which is known only at
	 * the end.
	 */
	private void checkRestricted() throws X {
		List<String> refusals = new ArrayList<>();
		ModelMetadata<?> model = null;
		for (Map.Entry<ModelField, Set<Object>> entry : this.restricted.entrySet()) {
			Set<Object> left = new LinkedHashSet<>(entry.getValue());
			left.removeAll(keysOf(entry.getKey().model()));
			for (Write.Delete leaf : this.leaves) {
				if (!left.isEmpty() && leaf.model() == entry.getKey().model()) {
					QueryState both = RowFilters.andOneOf(leaf.rows(), leaf.model().key(), left);
					left.removeAll(Set.copyOf(this.keys.read(RowFilters.keys(both))));
				}
			}
			if (!left.isEmpty()) {
				model = targetOf(entry.getKey());
				refusals.add(refusal(entry.getKey(), left.size()));
			}
		}
		if (model != null) {
			throw new RestrictedException(message(model, refusals, "restricted"));
		}
	}

	private Set<Object> keysOf(ModelMetadata<?> model) {
		return this.rows.getOrDefault(model, Set.of());
	}

	private static ModelMetadata<?> targetOf(ModelField foreignKey) {
		ModelField target = foreignKey.target();
		return (target != null) ? target.model() : foreignKey.model();
	}

	private static String refusal(ModelField foreignKey, int count) {
		return count + ((count == 1) ? " row of '" : " rows of '") + foreignKey.model().name() + "' through '"
				+ foreignKey + "'";
	}

	private static String message(ModelMetadata<?> model, List<String> refusals, String how) {
		return "Cannot delete rows of '" + model.name() + "': they are " + how + ", because "
				+ String.join(" and ", refusals) + " still point to them. Delete or change these first";
	}

}
