package io.asyncorm.persistence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.OnDelete;

/**
 * The foreign keys that refer to each model, with their {@code onDelete} rules, as far as
 * this library carries these out, and not the database. Immutable and safe for use by
 * several threads.
 *
 * @since 0.1.0
 */
public final class DeletionRules {

	private final Map<ModelMetadata<?>, List<ModelField>> foreignKeys = new HashMap<>();

	public DeletionRules(ModelRegistry registry) {
		registry.models().forEach(this::add);
		registry.joinTables().forEach(this::add);
	}

	private void add(ModelMetadata<?> model) {
		for (ModelField field : model.foreignKeys()) {
			ModelField target = field.target();
			OnDelete rule = ruleOf(field);
			if (target != null && rule != OnDelete.DO_NOTHING && !rule.isByDatabase()) {
				this.foreignKeys.computeIfAbsent(target.model(), (key) -> new ArrayList<>()).add(field);
			}
		}
	}

	/** The foreign keys to a model with whose rows something has to be done. */
	List<ModelField> foreignKeysTo(ModelMetadata<?> model) {
		return this.foreignKeys.getOrDefault(model, List.of());
	}

	/** Whether rows of a model can be deleted with nothing to do in any other table. */
	public boolean standsAlone(ModelMetadata<?> model) {
		return foreignKeysTo(model).isEmpty();
	}

	/**
	 * The models whose rows may be deleted with those of a model, and have others that
	 * refer to them.
	 */
	Set<ModelMetadata<?>> reached(ModelMetadata<?> model) {
		Set<ModelMetadata<?>> reached = new LinkedHashSet<>();
		Deque<ModelMetadata<?>> next = new ArrayDeque<>(List.of(model));
		while (!next.isEmpty()) {
			ModelMetadata<?> current = next.remove();
			if (!standsAlone(current) && reached.add(current)) {
				foreignKeysTo(current).stream()
					.filter((field) -> ruleOf(field) == OnDelete.CASCADE)
					.forEach((field) -> next.add(field.model()));
			}
		}
		return reached;
	}

	/** The rule of a foreign key; rows of a join table are deleted with either end. */
	static OnDelete ruleOf(ModelField foreignKey) {
		ModelRelation relation = foreignKey.relation();
		OnDelete rule = (relation != null) ? relation.onDelete() : null;
		return (rule != null) ? rule : OnDelete.CASCADE;
	}

}
