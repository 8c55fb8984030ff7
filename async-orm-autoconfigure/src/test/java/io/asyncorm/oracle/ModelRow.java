package io.asyncorm.oracle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.asyncorm.Orm;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.PropertyNames;
import io.asyncorm.query.Row;
import io.asyncorm.queryset.QuerySets;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A row of a model, which holds an object with its annotations, or only some fields.
 *
 * @param model the model
 * @param row the row
 */
record ModelRow(ModelMetadata<?> model, Row<?> row) {

	/** The rows in a result as such; anything else as it is. */
	static @Nullable Object wrap(ModelMetadata<?> model, @Nullable Object value) {
		if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Row<?>) {
			return list.stream().map((element) -> new ModelRow(model, (Row<?>) element)).toList();
		}
		if (value instanceof Map<?, ?> map && map.values().stream().allMatch((element) -> element instanceof Row<?>)) {
			Map<Object, Object> rows = new LinkedHashMap<>();
			map.forEach((key, row) -> rows.put(key, new ModelRow(model, (Row<?>) row)));
			return rows;
		}
		return (value instanceof Row<?> row) ? new ModelRow(model, row) : value;
	}

	/** The object; null if the row holds only some fields. */
	@Nullable Object object() {
		try {
			return this.row.object();
		}
		catch (InvalidDataAccessApiUsageException ex) {
			return null;
		}
	}

	Results.ObjectKey key() {
		Object object = object();
		return new Results.ObjectKey(this.model.name(),
				(object != null) ? this.model.key().get(object) : this.row.get("pk", Object.class));
	}

	/** What the row holds, or what is loaded instead because it was left out. */
	@Nullable Object held(List<String> path, Supplier<@Nullable Object> otherwise) {
		try {
			return this.row.get(String.join("__", path), Object.class);
		}
		catch (FieldException ex) {
			return otherwise.get();
		}
	}

	/** The whole object, by a query of its own. */
	Object load(QuerySets querySets) {
		Object key = Objects.requireNonNull(key().key());
		return Objects.requireNonNull(Orm.await(querySets.of(this.model.type()).filter("pk", key).aget()));
	}

	/** The columns that were left out, as Django names them. */
	List<String> deferred() {
		return (object() != null) ? List.of() : deferred("", this.model);
	}

	/**
	 * As {@link #deferred()}, of a relation; null if nothing of it was selected.
	 */
	@Nullable List<String> deferred(String relation) {
		ModelRelation related = this.model.findRelation(relation);
		if (object() != null || related == null || related.toMany()) {
			return null;
		}
		ModelMetadata<?> target = related.target();
		List<String> deferred = deferred(relation + "__", target);
		return (deferred.size() < target.fields().size() - 1) ? deferred : null;
	}

	private List<String> deferred(String prefix, ModelMetadata<?> of) {
		return of.fields()
			.stream()
			.filter((field) -> !field.primaryKey() && !holds(prefix + field.name()))
			.map(ModelRow::attributeName)
			.sorted()
			.toList();
	}

	private boolean holds(String name) {
		return held(List.of(name), () -> this) != this;
	}

	static String attributeName(ModelField field) {
		String name = PropertyNames.toSnakeCase(field.name());
		return (field.relation() != null) ? name + "_id" : name;
	}

}
