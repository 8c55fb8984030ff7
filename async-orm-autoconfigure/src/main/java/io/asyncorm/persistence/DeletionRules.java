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

	private final Map<ModelMetadata<?>, List<ModelField>> ofModels = new HashMap<>();

	private final Map<ModelMetadata<?>, Set<ModelMetadata<?>>> reached = new HashMap<>();

	public DeletionRules(ModelRegistry registry) {
		registry.models().forEach((model) -> add(model, this.foreignKeys));
		registry.models().forEach((model) -> add(model, this.ofModels));
		registry.joinTables().forEach((model) -> add(model, this.foreignKeys));
		this.foreignKeys.keySet().forEach((model) -> this.reached.put(model, findReached(model)));
	}

	private static void add(ModelMetadata<?> model, Map<ModelMetadata<?>, List<ModelField>> foreignKeys) {
		for (ModelField field : model.foreignKeys()) {
			ModelField target = field.target();
			OnDelete rule = ruleOf(field);
			if (target != null && rule != OnDelete.DO_NOTHING && !rule.isByDatabase()) {
				foreignKeys.computeIfAbsent(target.model(), (key) -> new ArrayList<>()).add(field);
			}
		}
	}

	/**
	 * The foreign keys to a model with whose rows something has to be done.
	 * @param marking whether rows are only marked as deleted, so that links of join
	 * tables may stay
	 */
	List<ModelField> foreignKeysTo(ModelMetadata<?> model, boolean marking) {
		return (marking ? this.ofModels : this.foreignKeys).getOrDefault(model, List.of());
	}

	/** Whether rows of a model can be deleted with nothing to do in any other table. */
	public boolean standsAlone(ModelMetadata<?> model) {
		return standsAlone(model, false);
	}

	/** Likewise, if they are perhaps only marked as deleted. */
	boolean standsAlone(ModelMetadata<?> model, boolean marking) {
		return foreignKeysTo(model, marking).isEmpty();
	}

	/**
	 * The models whose rows may be deleted with those of a model, which is one of them,
	 * and have others that refer to them.
	 */
	Set<ModelMetadata<?>> reached(ModelMetadata<?> model) {
		return this.reached.getOrDefault(model, Set.of());
	}

	private Set<ModelMetadata<?>> findReached(ModelMetadata<?> model) {
		Set<ModelMetadata<?>> reached = new LinkedHashSet<>();
		Deque<ModelMetadata<?>> next = new ArrayDeque<>(List.of(model));
		while (!next.isEmpty()) {
			ModelMetadata<?> current = next.remove();
			if (!standsAlone(current) && reached.add(current)) {
				foreignKeysTo(current, false).stream()
					.filter((field) -> ruleOf(field) == OnDelete.CASCADE)
					.forEach((field) -> next.add(field.model()));
			}
		}
		return reached;
	}

	/**
	 * The rule of a foreign key; rows of a join table are deleted with either end. Of
	 * rows that are only marked as deleted the database does not hear, so that its rules
	 * are carried out here, as far as the model tells enough.
	 */
	static OnDelete ruleOf(ModelField foreignKey) {
		ModelRelation relation = foreignKey.relation();
		OnDelete rule = (relation != null) ? relation.onDelete() : null;
		if (relation == null || rule == null) {
			return OnDelete.CASCADE;
		}
		boolean soft = relation.target().softDelete() != null;
		return switch (rule) {
			case DB_CASCADE -> soft ? OnDelete.CASCADE : rule;
			case DB_SET_NULL -> soft ? OnDelete.SET_NULL : rule;
			case CASCADE, PROTECT, RESTRICT, SET_NULL, SET_DEFAULT, SET, DO_NOTHING, DB_SET_DEFAULT -> rule;
		};
	}

}
