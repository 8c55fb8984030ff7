package io.asyncorm.persistence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.OnDelete;
import io.asyncorm.plan.Operation.Change;

/**
 * Orders the tables of a cascading delete: rows that refer to others go first, because a
 * database may check foreign keys at each statement. A cycle of tables is cut at a
 * foreign key that may be null; so are rows of one table that refer to each other, where
 * the database checks at each row.
 */
final class DeletionOrder {

	private final Map<ModelMetadata<?>, Set<Object>> rows;

	private final Consumer<Write.Update> updates;

	private final Predicate<ModelField> parting;

	private final Set<ModelField> parted = new LinkedHashSet<>();

	/**
	 * @param rows the keys of the rows that are deleted
	 * @param parting by which foreign keys to its own table rows are parted
	 * @param updates takes the updates that part rows
	 */
	DeletionOrder(Map<ModelMetadata<?>, Set<Object>> rows, Predicate<ModelField> parting,
			Consumer<Write.Update> updates) {
		this.rows = rows;
		this.parting = parting;
		this.updates = updates;
	}

	List<ModelMetadata<?>> sort() {
		List<ModelMetadata<?>> left = new ArrayList<>();
		this.rows.forEach((model, keys) -> {
			if (!keys.isEmpty()) {
				left.add(model);
			}
		});
		left.forEach(this::partOwnRows);
		List<ModelMetadata<?>> sorted = new ArrayList<>();
		while (!left.isEmpty()) {
			ModelMetadata<?> next = left.stream().filter((model) -> !isPointedTo(model, left)).findFirst().orElse(null);
			if (next == null && part(left)) {
				continue;
			}
			// without a way out any order is as good: deferred constraints may allow it
			ModelMetadata<?> chosen = (next != null) ? next : left.get(0);
			left.remove(chosen);
			sorted.add(chosen);
		}
		return sorted;
	}

	private boolean isPointedTo(ModelMetadata<?> model, List<ModelMetadata<?>> others) {
		return others.stream()
			.filter((other) -> other != model)
			.flatMap((other) -> other.foreignKeys().stream())
			.anyMatch((field) -> points(field, model));
	}

	/**
	 * Rows whose foreign key the plan sets refer to nothing by the time of the delete.
	 */
	private boolean points(ModelField field, ModelMetadata<?> model) {
		ModelField target = field.target();
		return target != null && target.model() == model && DeletionRules.ruleOf(field) != OnDelete.SET_NULL
				&& !this.parted.contains(field);
	}

	private boolean part(List<ModelMetadata<?>> circle) {
		for (ModelMetadata<?> model : circle) {
			for (ModelField field : model.foreignKeys()) {
				if (field.nullable() && circle.stream().anyMatch((other) -> other != model && points(field, other))) {
					part(field);
					return true;
				}
			}
		}
		return false;
	}

	private void partOwnRows(ModelMetadata<?> model) {
		model.foreignKeys()
			.stream()
			.filter((field) -> field.nullable() && points(field, model) && this.parting.test(field))
			.forEach(this::part);
	}

	private void part(ModelField field) {
		this.parted.add(field);
		this.updates.accept(new Write.Update(RowFilters.byOneOf(field.model().key(), keysOf(field.model())),
				Change.of(field, Expression.Value.of(null, field.type())), false));
	}

	private Set<Object> keysOf(ModelMetadata<?> model) {
		return this.rows.getOrDefault(model, Set.of());
	}

}
