package io.asyncorm.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
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
 * <p>
 * The rows of each model that others refer to are locked by a statement of their own, and
 * no single statement (data-modifying {@code WITH}) takes the place of all: its parts
 * would share one snapshot, which does not have the rows that others are just adding, and
 * these would be left behind or make the delete fail.
 *
 * @param <X> what can go wrong when keys are read
 * @since 0.1.0
 */
public final class DeletionCollector<X extends Exception> {

	private final DeletionRules rules;

	private final KeyReader<X> keys;

	private final boolean checkedByRow;

	private final Marks marks = Marks.now();

	private final Map<ModelMetadata<?>, Set<Object>> deleted = new LinkedHashMap<>();

	private final Map<ModelMetadata<?>, Set<Object>> marked = new LinkedHashMap<>();

	private final List<Step> steps = new ArrayList<>();

	private final List<Write> leaves = new ArrayList<>();

	private final List<Write.Update> updates = new ArrayList<>();

	private final Map<ModelField, Set<Object>> restricted = new LinkedHashMap<>();

	/** The foreign keys by which rows were found that refer to others. */
	private final Set<ModelField> referring = new HashSet<>();

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
		add(start.model(), this.keys.read(RowFilters.lockedKeys(start)), Marks.isMarking(start));
		while (!this.steps.isEmpty()) {
			follow(next());
		}
		checkRestricted();
		List<Write> removals = new ArrayList<>(this.leaves);
		this.marked.forEach((model, found) -> {
			found.removeAll(this.deleted.getOrDefault(model, Set.of()));
			if (!found.isEmpty()) {
				removals.add(this.marks.mark(RowFilters.liveByOneOf(model.key(), found)));
			}
		});
		for (ModelMetadata<?> model : new DeletionOrder(this.deleted, this::isToBeParted, this.updates::add).sort()) {
			removals.add(
					new Write.Delete(RowFilters.byOneOf(model.key(), Objects.requireNonNull(this.deleted.get(model)))));
		}
		return new DeletionPlan(this.updates, removals);
	}

	private void add(ModelMetadata<?> model, Collection<?> found, boolean marking) {
		Set<Object> known = (marking ? this.marked : this.deleted).computeIfAbsent(model,
				(key) -> new LinkedHashSet<>());
		List<Object> added = new ArrayList<>();
		for (Object key : found) {
			if (known.add(key)) {
				added.add(key);
			}
		}
		if (added.isEmpty()) {
			return;
		}
		for (Step step : this.steps) {
			if (step.model() == model && step.marking() == marking) {
				step.keys().addAll(added);
				return;
			}
		}
		this.steps.add(new Step(model, added, marking));
	}

	/**
	 * Rows of a model whose rows no other of the steps can still find, so that what
	 * refers to them is looked for once; in a circle, those that were found first. A
	 * model that reaches another one reaches more than that.
	 */
	private Step next() {
		Step next = Collections.max(this.steps,
				Comparator.comparingInt((step) -> this.rules.reached(step.model()).size()));
		this.steps.remove(next);
		return next;
	}

	/** Looks for what refers to rows. */
	private void follow(Step step) throws X {
		List<ModelField> foreignKeys = this.rules.foreignKeysTo(step.model(), step.marking());
		checkProtected(step, foreignKeys);
		Map<ModelMetadata<?>, List<ModelField>> cascades = new LinkedHashMap<>();
		for (ModelField foreignKey : foreignKeys) {
			OnDelete rule = DeletionRules.ruleOf(foreignKey);
			if (rule == OnDelete.CASCADE) {
				cascades.computeIfAbsent(foreignKey.model(), (key) -> new ArrayList<>()).add(foreignKey);
			}
			else {
				follow(foreignKey, rule, step);
			}
		}
		for (Map.Entry<ModelMetadata<?>, List<ModelField>> cascade : cascades.entrySet()) {
			QueryState related = step.referring(cascade.getValue());
			boolean marking = Marks.isMarked(cascade.getKey(), step.marking());
			if (this.rules.standsAlone(cascade.getKey(), marking)) {
				this.leaves.add(marking ? this.marks.mark(related) : new Write.Delete(related));
			}
			else {
				Collection<?> found = this.keys.read(RowFilters.lockedKeys(related));
				if (!found.isEmpty()) {
					this.referring.addAll(cascade.getValue());
				}
				add(cascade.getKey(), found, marking);
			}
		}
	}

	private void follow(ModelField foreignKey, OnDelete rule, Step step) throws X {
		QueryState related = step.referring(List.of(foreignKey));
		switch (rule) {
			case RESTRICT -> restrict(foreignKey, this.keys.read(RowFilters.keys(related)));
			case SET_NULL -> set(related, foreignKey, null);
			case SET_DEFAULT -> set(related, foreignKey, foreignKey.defaultValue());
			case SET -> set(related, foreignKey, Objects.requireNonNull(foreignKey.relation()).setValue());
			case CASCADE, PROTECT, DO_NOTHING, DB_CASCADE, DB_SET_NULL, DB_SET_DEFAULT -> {
				// the first ones are seen to before, the others are not among the rules
			}
		}
	}

	private void restrict(ModelField foreignKey, Collection<?> found) {
		if (!found.isEmpty()) {
			this.referring.add(foreignKey);
			this.restricted.computeIfAbsent(foreignKey, (key) -> new LinkedHashSet<>()).addAll(found);
		}
	}

	private void set(QueryState related, ModelField foreignKey, @Nullable Supplier<?> supplier) {
		Object value = (supplier != null) ? supplier.get() : null;
		Object key = (value != null) ? foreignKey.convert(value) : null;
		this.updates
			.add(this.marks.update(related, Change.of(foreignKey, Expression.Value.of(key, foreignKey.type()))));
	}

	private void checkProtected(Step step, List<ModelField> foreignKeys) throws X {
		List<String> refusals = new ArrayList<>();
		for (ModelField foreignKey : foreignKeys) {
			if (DeletionRules.ruleOf(foreignKey) == OnDelete.PROTECT) {
				QueryState related = step.referring(List.of(foreignKey));
				int count = this.keys.read(RowFilters.keys(related)).size();
				if (count > 0) {
					refusals.add(refusal(foreignKey, count));
				}
			}
		}
		if (!refusals.isEmpty()) {
			throw new ProtectedException(message(step.model(), refusals, "protected"));
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
			ModelMetadata<?> restricting = entry.getKey().model();
			left.removeAll(this.deleted.getOrDefault(restricting, Set.of()));
			left.removeAll(this.marked.getOrDefault(restricting, Set.of()));
			for (Write leaf : this.leaves) {
				if (!left.isEmpty() && leaf.model() == restricting) {
					QueryState both = RowFilters.andOneOf(rows(leaf), leaf.model().key(), left);
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

	/**
	 * Whether rows of one table that are deleted together have to be parted first, as far
	 * as they may refer to each other, or one to itself, by a foreign key.
	 */
	private boolean isToBeParted(ModelField foreignKey) {
		return this.checkedByRow && switch (DeletionRules.ruleOf(foreignKey)) {
			case CASCADE, PROTECT, RESTRICT -> this.referring.contains(foreignKey);
			case SET_NULL -> false;
			// nobody has looked for what refers to them
			case SET_DEFAULT, SET, DO_NOTHING, DB_CASCADE, DB_SET_NULL, DB_SET_DEFAULT -> true;
		};
	}

	private static QueryState rows(Write removal) {
		return switch (removal) {
			case Write.Delete delete -> delete.rows();
			case Write.Update update -> update.rows();
			default -> throw new IllegalArgumentException("'" + removal + "' removes no rows");
		};
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

	/**
	 * Rows whose dependants are looked for.
	 *
	 * @param marking whether they are only marked as deleted
	 */
	private record Step(ModelMetadata<?> model, List<Object> keys, boolean marking) {

		/** Rows that refer to them; to those that go for good, marked ones, too. */
		QueryState referring(List<ModelField> foreignKeys) {
			return RowFilters.referringTo(foreignKeys, this.keys, this.marking);
		}

	}

}
