package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.FormerConstants;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.schema.RenameChoice.Wish;
import io.asyncorm.schema.RenameOrder.Rename;
import io.asyncorm.schema.SchemaStep.Phase;
import io.asyncorm.sql.TableName;

import org.springframework.dao.PermissionDeniedDataAccessException;

/**
 * Renames the constants of enums in Java as {@link io.asyncorm.model.RenamedFrom} asks
 * for it: the values of an enum of the database, or the texts in the rows. Not
 * thread-safe.
 */
final class RenamedConstants {

	private final LiveSchema live;

	private final KeptTypes kept;

	private final Dialect dialect;

	private final CatalogReader reader;

	private final List<SchemaStep> steps = new ArrayList<>();

	private final FormerLabels former = new FormerLabels();

	/**
	 * @param kept tells the types of columns, and takes what comes of it
	 */
	RenamedConstants(LiveSchema live, KeptTypes kept, Dialect dialect, CatalogReader reader) {
		this.live = live;
		this.kept = kept;
		this.dialect = dialect;
		this.reader = reader;
	}

	/** Finds what is to be renamed in the columns of models. */
	void find(Iterable<ModelMetadata<?>> models) {
		models.forEach((model) -> model.fields().forEach((field) -> {
			Map<String, String> former = FormerConstants.of(KeptTypes.element(field));
			String type = former.isEmpty() ? null : this.kept.enumOf(field);
			CatalogTable.Column column = former.isEmpty() ? null : this.kept.textOf(field);
			if (type != null) {
				renameValues(field, type, this.kept.labels(type), former);
				this.former.add(type, Objects.requireNonNullElse(this.kept.of(field), type));
			}
			else if (column != null && !field.json()) {
				renameTexts(field, column, former);
			}
		}));
	}

	private void renameValues(ModelField field, String type, List<String> labels, Map<String, String> former) {
		List<Wish<String, String>> wishes = KeptTypes.constants(field)
			.stream()
			.map((constant) -> new Wish<>(constant, labels.contains(constant) ? constant : null,
					labels.stream().filter((label) -> label.equals(former.get(constant))).toList(),
					former.containsKey(constant), false))
			.toList();
		RenameChoice.Result<String, String> result = new RenameChoice<>(wishes).choose();
		Map<String, String> renames = result.renamed()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey, (first, second) -> first,
					LinkedHashMap::new));
		for (Rename<String> rename : RenameOrder.of(renames,
				(label) -> ConstraintNames.before(label, renames.keySet()))) {
			step(Phase.TYPES, field,
					"'" + rename.to() + "' of the enum '" + type + "' was called '" + rename.from() + "'",
					"alter type " + type + " rename value " + text(rename.from()) + " to " + text(rename.to()));
		}
		if (!renames.isEmpty()) {
			this.former.add(type, renames);
			this.kept.rename(type, renames);
			this.live.renameLabels(type, renames);
		}
		result.problems().forEach((constant, problem) -> {
			if (problem == RenameChoice.Problem.BOTH) {
				step(Phase.TYPES, field,
						"@RenamedFrom renames no value, as the enum '" + type + "' has '" + constant + "', and '"
								+ former.get(constant) + "' that it was called, too. Update the rows that have it by a"
								+ " migration of your own, and remove the annotation",
						"");
			}
		});
	}

	private void renameTexts(ModelField field, CatalogTable.Column column, Map<String, String> former) {
		CatalogTable table = Objects.requireNonNull(this.live.find(field.model()));
		CatalogTable before = this.live.before(table);
		String name = before.columns().get(table.columns().indexOf(column)).name();
		List<String> constants = KeptTypes.constants(field);
		TableName from = new TableName(before.schema(), before.name());
		Map<String, String> possible = new LinkedHashMap<>(former);
		possible.values().removeIf((text) -> !this.kept.holds(table, column, text));
		try {
			possible.values().removeIf((text) -> !this.reader.holds(from, name, text));
		}
		catch (PermissionDeniedDataAccessException ex) {
			step(Phase.COLUMNS, field, "rows may have '" + String.join("', '", possible.values())
					+ "' still, as constants were called, but" + " this user may not look ("
					+ ex.getMostSpecificCause().getMessage()
					+ "). Let the user read them, or look yourself, and remove @RenamedFrom where no row has them", "");
			return;
		}
		possible.forEach((constant, text) -> {
			if (table.borrowed() || field.declaredReadOnly()) {
				step(Phase.COLUMNS, field,
						"rows have '" + text + "' still, as '" + constant + "' was called, and "
								+ (table.borrowed() ? "'" + table.name() + "' only shows them" : "no model writes them")
								+ ". Update them where they come from",
						"");
			}
			else if (constants.contains(text)) {
				step(Phase.COLUMNS, field,
						"@RenamedFrom does not let rows of '" + text + "' have '" + constant + "', as '" + text
								+ "' is a constant, too, and they may have been written since. Update them by"
								+ " a migration of your own, and remove the annotation",
						"");
			}
			else {
				String quoted = this.dialect.quote(column.name());
				step(Phase.COLUMNS, field,
						"'" + constant + "' was called '" + text + "'" + refused(table, column, text, constant),
						"update " + this.dialect.quote(this.live.name(table)) + " set " + quoted + " = "
								+ text(constant) + " where " + quoted + " = " + text(text));
			}
		});
	}

	/** Checks of a column that know the former text alone, if there are any. */
	private String refused(CatalogTable table, CatalogTable.Column column, String text, String constant) {
		String checks = table.constraints(CatalogTable.Kind.CHECK)
			.stream()
			.filter((check) -> LostParts.isOver(check, column))
			.filter((check) -> LaterParts.mentions(check.expression(), List.of(text))
					&& !LaterParts.mentions(check.expression(), List.of(constant)))
			.map((check) -> "check " + this.dialect.quote(check.name()))
			.collect(Collectors.joining(", "));
		return checks.isEmpty() ? "" : "; the database refuses that while a check does not take it: drop " + checks
				+ " before, unless a step does";
	}

	/** The steps, and remarks about what is not renamed. */
	List<SchemaStep> steps() {
		return List.copyOf(this.steps);
	}

	/** What enums have before their values are renamed. */
	FormerLabels former() {
		return this.former;
	}

	private void step(Phase phase, ModelField field, String reason, String statement) {
		this.steps.add(new SchemaStep(phase, field.model().name(), field + ": " + reason, statement, field));
	}

	private static String text(String value) {
		return "'" + value.replace("'", "''") + "'";
	}

}
