package io.asyncorm.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Resolves and checks the options of {@link Model}: unique keys, ordering and
 * {@code getLatestBy}.
 */
final class ModelOptions {

	private final ModelMetadata<?> model;

	private final Model annotation;

	private final ModelFaults faults;

	ModelOptions(ModelMetadata<?> model, Model annotation, ModelFaults faults) {
		this.model = model;
		this.annotation = annotation;
		this.faults = faults;
	}

	void apply() {
		List<List<ModelField>> uniqueKeys = new ArrayList<>();
		Set<PartialKey> partialKeys = new LinkedHashSet<>();
		for (ModelField field : this.model.fields()) {
			if (field.unique() && !field.isKey()) {
				uniqueKeys.add(List.of(field));
			}
		}
		this.model.compositeFields()
			.stream()
			.filter((field) -> field.unique() && !field.isKey())
			.forEach((field) -> uniqueKeys.add(field.columns()));
		for (UniqueTogether unique : this.annotation.uniqueTogether()) {
			List<ModelField> fields = resolve(unique);
			String condition = unique.where().strip();
			if (fields != null && !condition.isEmpty()) {
				partialKeys.add(new PartialKey(fields, condition));
			}
			else if (fields != null && !uniqueKeys.contains(fields)) {
				uniqueKeys.add(fields);
			}
		}
		List<String> ordering = List.of(this.annotation.ordering());
		List<String> latestBy = List.of(this.annotation.getLatestBy());
		ordering.stream().filter((path) -> !path.equals("?")).forEach((path) -> checkPath("ordering", path));
		latestBy.forEach((path) -> checkPath("getLatestBy", path));
		this.model.complete(uniqueKeys, ordering, latestBy);
		this.model.addPartialKeys(partialKeys);
	}

	private @Nullable List<ModelField> resolve(UniqueTogether unique) {
		List<ModelField> fields = new ArrayList<>();
		for (String name : unique.value()) {
			ModelField field = this.model.findField(name);
			if (field == null || !NamePath.isOneName(name) && field.parts().owner() == null) {
				unknown("uniqueTogether", name, name, this.model,
						this.model.fields().stream().map(ModelField::name).toList());
				return null;
			}
			// foreign keys to rows of the same tenant share its column
			field.columns()
				.stream()
				.filter((column) -> !fields.contains(column)
						|| !field.parts().isShared(column) && column != this.model.tenantField())
				.forEach(fields::add);
		}
		if (fields.isEmpty() || new HashSet<>(fields).size() < fields.size()) {
			this.faults.add(this.model.type(), "its uniqueTogether " + Arrays.toString(unique.value())
					+ " is empty or names a property twice; name each property of the key once");
			return null;
		}
		return List.copyOf(fields);
	}

	/**
	 * What follows a field is a transform, such as a year: lookups are not known here.
	 */
	private void checkPath(String option, String path) {
		try {
			checkNames(option, path, NamePath.split(OrderTerm.parse(path).name(), UnaryOperator.identity()));
		}
		catch (FieldException ex) {
			this.faults.add(this.model.type(), "its " + option + " cannot be read: " + ex.getMessage());
		}
	}

	private void checkNames(String option, String path, List<String> names) {
		ModelMetadata<?> current = this.model;
		for (String name : names) {
			ModelRelation relation = current.findRelation(name);
			if (relation == null) {
				if (current.findField(name) == null) {
					unknown(option, path, name, current, current.choices());
				}
				return;
			}
			current = relation.target();
		}
	}

	private void unknown(String option, String path, String name, ModelMetadata<?> where, List<String> choices) {
		String part = path.equals(name) ? "" : " of '" + path + "'";
		this.faults.add(this.model.type(),
				"its " + option + " names '" + name + "'" + part + ", which '" + where.name() + "' does not have."
						+ NearestName.suggest(name, choices) + " Choices are: " + String.join(", ", choices));
	}

}
