package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.asyncorm.dialect.CatalogColumn;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.schema.SchemaStep.Phase;
import io.asyncorm.type.ColumnType;

/**
 * Brings enums of the database to those in Java: values that are missing are added in the
 * order of the constants. Others stay, as rows may have them. Not thread-safe.
 *
 * @param models the models
 * @param kept tells the types of their columns
 * @param renamed tells what is renamed first
 */
record EnumLabels(Iterable<ModelMetadata<?>> models, KeptTypes kept, RenamedConstants renamed) {

	private static final String LATER = "; what uses that comes with the next migration, as no transaction uses what it"
			+ " adds to an enum";

	/** The steps, and remarks about what stays. */
	List<SchemaStep> steps() {
		List<SchemaStep> steps = new ArrayList<>();
		List<SchemaStep> remarks = new ArrayList<>();
		Map<String, List<String>> labels = new LinkedHashMap<>();
		Map<String, Set<String>> constants = new LinkedHashMap<>();
		fields().forEach((field, type) -> constants
			.computeIfAbsent(Objects.requireNonNull(type.name()), (key) -> new HashSet<>())
			.addAll(ColumnType.constants(field.type())));
		fields().forEach((field, type) -> {
			String name = Objects.requireNonNull(type.name());
			String hint = RenameHints.hint(type.labels()
				.stream()
				.filter((label) -> !Objects.requireNonNull(constants.get(name)).contains(label))
				.toList());
			addMissing(field, name, labels.computeIfAbsent(name, (key) -> new ArrayList<>(type.labels())), hint, steps);
		});
		fields().forEach((field, type) -> {
			Set<String> known = Objects.requireNonNullElse(constants.remove(type.name()), Set.of());
			List<String> others = type.labels().stream().filter((label) -> !known.contains(label)).toList();
			if (!known.isEmpty() && !others.isEmpty()) {
				remarks
					.add(new SchemaStep(
							Phase.LEFT_CONSTRAINTS, field.model().name(), field + ": the enum '" + type.name()
									+ "' has '" + String.join("', '", others) + "', which are no constants, and stay",
							""));
			}
		});
		steps.addAll(remarks);
		return steps;
	}

	/** Each behind the constant that is before it, or before one that is behind it. */
	private void addMissing(ModelField field, String type, List<String> labels, String hint, List<SchemaStep> steps) {
		List<String> constants = ColumnType.constants(field.type());
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
							+ (isLater(field.model()) ? LATER : ""),
					"alter type " + type + " add value " + text(constant) + where));
			labels.add(place, constant);
		}
	}

	/**
	 * Whether the database refuses what a model declares as long as an enum lacks values.
	 */
	boolean isLater(ModelMetadata<?> model) {
		return model.fields()
			.stream()
			.anyMatch((field) -> this.kept.isRefused(field) && !this.kept.missingLabels(field).isEmpty());
	}

	/**
	 * Takes out steps for a column that use what another one adds, such as the value that
	 * rows without one get, with those that follow from them.
	 */
	void takeOutUsers(List<SchemaStep> steps) {
		fields().keySet().forEach((field) -> {
			List<String> texts = this.kept.missingLabels(field).stream().map(EnumLabels::text).toList();
			List<SchemaStep> own = steps.stream()
				.filter((step) -> field.equals(step.field()) && !step.optional())
				.toList();
			if (own.stream().anyMatch((step) -> texts.stream().anyMatch(step.statement()::contains))) {
				steps.removeAll(own);
			}
		});
	}

	private Map<ModelField, CatalogColumn.Type> fields() {
		Map<ModelField, CatalogColumn.Type> fields = new LinkedHashMap<>();
		this.models.forEach((model) -> model.fields().forEach((field) -> {
			CatalogColumn.Type type = this.kept.enumOf(field);
			if (type != null && (!this.kept.isRefused(field) || isLater(model))) {
				fields.put(field, type);
			}
		}));
		return fields;
	}

	private static String text(String label) {
		return "'" + label.replace("'", "''") + "'";
	}

}
