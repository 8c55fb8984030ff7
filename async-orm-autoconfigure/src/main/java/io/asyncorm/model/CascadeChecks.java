package io.asyncorm.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Checks at startup that rules for deleted rows are not left out because the database
 * deletes these rows, by {@link OnDelete#DB_CASCADE}, of which nobody is told.
 *
 * @param links all models
 */
record CascadeChecks(ModelLinks links) {

	void check() {
		List<ModelMetadata<?>> all = new ArrayList<>(this.links.models().values());
		all.addAll(this.links.joinTables());
		for (ModelMetadata<?> model : all) {
			ModelField cascade = model.foreignKeys()
				.stream()
				.filter((field) -> rule(field) == OnDelete.DB_CASCADE)
				.findFirst()
				.orElse(null);
			if (cascade != null) {
				all.forEach((other) -> other.foreignKeys()
					.stream()
					.filter((field) -> field.target() != null && field.target().model() == model)
					.forEach((field) -> check(cascade, field)));
			}
		}
	}

	private void check(ModelField cascade, ModelField foreignKey) {
		OnDelete rule = rule(foreignKey);
		if (rule == null || rule == OnDelete.DO_NOTHING || rule.isByDatabase()) {
			return;
		}
		String rows = "the database deletes rows of '" + cascade.model().name() + "' by itself, because '" + cascade
				+ "' has DB_CASCADE";
		if (this.links.joinTables().contains(foreignKey.model())) {
			this.links.faults()
				.add(cascade.model().type(), cascade.name(), rows + ", which leaves their rows in '"
						+ foreignKey.model().name() + "': choose CASCADE, or a through model whose rule is DB_CASCADE");
		}
		else {
			this.links.faults()
				.add(foreignKey.model().type(), foreignKey.name(), "its rule " + rule + " is not always carried out: "
						+ rows + "; choose a rule that the database carries out, too, or CASCADE there");
		}
	}

	private static @Nullable OnDelete rule(ModelField field) {
		ModelRelation relation = field.relation();
		return (relation != null) ? relation.onDelete() : null;
	}

}
