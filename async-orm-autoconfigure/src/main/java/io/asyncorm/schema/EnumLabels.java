package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.schema.SchemaStep.Phase;

/**
 * Brings enums of the database to those in Java: values that are missing are added in the
 * order of the constants. Others stay, as rows may have them.
 *
 * @param models the models
 * @param kept tells the types of their columns
 * @param renamed tells what is renamed first
 * @param later keeps what uses values that are missing
 */
record EnumLabels(Iterable<ModelMetadata<?>> models, KeptTypes kept, RenamedConstants renamed, LaterParts later) {

	private static final String LATER = "; what uses that comes with the next migration, as no transaction uses what it"
			+ " adds to an enum";

	static EnumLabels of(Iterable<ModelMetadata<?>> models, KeptTypes kept, RenamedConstants renamed, LiveSchema live) {
		Set<String> missing = new LinkedHashSet<>();
		models.forEach((model) -> model.fields().forEach((field) -> missing.addAll(kept.missingLabels(field))));
		return new EnumLabels(models, kept, renamed, new LaterParts(missing, live));
	}

	/** The steps, and remarks about what stays. */
	List<SchemaStep> steps() {
		List<SchemaStep> steps = new ArrayList<>();
		List<SchemaStep> remarks = new ArrayList<>();
		Map<String, List<String>> labels = new LinkedHashMap<>();
		Map<String, Set<String>> constants = new LinkedHashMap<>();
		fields().forEach((field, type) -> constants.computeIfAbsent(type, (key) -> new HashSet<>())
			.addAll(KeptTypes.constants(field)));
		fields().forEach((field, type) -> {
			String hint = RenameHints.hint(this.kept.labels(type)
				.stream()
				.filter((label) -> !Objects.requireNonNull(constants.get(type)).contains(label))
				.toList());
			addMissing(field, type, labels.computeIfAbsent(type, (key) -> new ArrayList<>(this.kept.labels(type))),
					hint, steps);
		});
		fields().forEach((field, type) -> {
			Set<String> known = Objects.requireNonNullElse(constants.remove(type), Set.of());
			List<String> others = this.kept.labels(type).stream().filter((label) -> !known.contains(label)).toList();
			if (!known.isEmpty() && !others.isEmpty()) {
				remarks.add(new SchemaStep(Phase.LEFT_CONSTRAINTS, field.model().name(), field + ": the enum '" + type
						+ "' has '" + String.join("', '", others) + "', which are no constants, and stay", ""));
			}
		});
		steps.addAll(remarks);
		return steps;
	}

	/** Each behind the constant that is before it, or before one that is behind it. */
	private void addMissing(ModelField field, String type, List<String> labels, String hint, List<SchemaStep> steps) {
		List<String> constants = KeptTypes.constants(field);
		for (int i = 0; i < constants.size(); i++) {
			String constant = constants.get(i);
			if (labels.contains(constant)) {
				continue;
			}
			String next = constants.stream().skip(i).filter(labels::contains).findFirst().orElse(null);
			int place = (i > 0) ? labels.indexOf(constants.get(i - 1)) + 1
					: (next != null) ? labels.indexOf(next) : labels.size();
			String where = (place == labels.size()) ? ""
					: (i > 0) ? " after " + text(constants.get(i - 1)) : " before " + text(labels.get(place));
			steps.add(new SchemaStep(Phase.TYPES, field.model().name(),
					field + ": the enum '" + type + "' lacks '" + constant + "'" + hint
							+ (this.later.isUsed(constant) ? LATER : ""),
					"alter type " + type + " add value " + text(constant) + where));
			labels.add(place, constant);
		}
	}

	/**
	 * Takes out steps for a column that use what another one adds, such as the value that
	 * rows without one get, with those that follow from them. What is done to the enum
	 * itself stays.
	 */
	void takeOutUsers(List<SchemaStep> steps) {
		fields().keySet().forEach((field) -> {
			List<String> missing = this.kept.missingLabels(field);
			List<SchemaStep> own = steps.stream()
				.filter((step) -> field.equals(step.field()) && !step.optional() && step.phase() != Phase.TYPES)
				.toList();
			if (own.stream().anyMatch((step) -> LaterParts.mentions(step.statement(), missing))) {
				steps.removeAll(own);
			}
		});
	}

	private Map<ModelField, String> fields() {
		Map<ModelField, String> fields = new LinkedHashMap<>();
		this.models.forEach((model) -> model.fields().forEach((field) -> {
			String type = this.kept.enumOf(field);
			if (type != null && !this.kept.isRefused(field)) {
				fields.put(field, type);
			}
		}));
		return fields;
	}

	private static String text(String label) {
		return "'" + label.replace("'", "''") + "'";
	}

}
