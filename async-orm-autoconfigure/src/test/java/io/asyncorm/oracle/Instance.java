package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Kw;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.PropertyNames;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import org.jspecify.annotations.Nullable;

/**
 * An object of a script: the newest state that the API returned, and the changes that
 * were assigned to it since; or, if it was never saved, its values alone.
 */
final class Instance {

	private final ModelMetadata<?> model;

	private final Map<String, @Nullable Object> values;

	private @Nullable Object stored;

	private Instance(ModelMetadata<?> model, @Nullable Object stored, Map<String, @Nullable Object> values) {
		this.model = model;
		this.stored = stored;
		this.values = new LinkedHashMap<>(values);
	}

	static Instance unsaved(ModelMetadata<?> model, Map<String, @Nullable Object> values) {
		return new Instance(model, null, values);
	}

	/** Objects of the API as instances; anything else as it is. */
	static @Nullable Object wrap(@Nullable Object value) {
		if (value instanceof GetOrCreate<?> result) {
			return wrap(result.object());
		}
		if (value instanceof UpdateOrCreate<?> result) {
			return wrap(result.object());
		}
		if (value instanceof List<?> list) {
			List<@Nullable Object> wrapped = new ArrayList<>();
			list.forEach((element) -> wrapped.add(wrap(element)));
			return wrapped;
		}
		ModelMetadata<?> model = OracleModels.of(value);
		return (model != null) ? new Instance(model, value, Map.of()) : value;
	}

	/** Instances as objects of the API; anything else as it is. */
	static @Nullable Object toObject(@Nullable Object value) {
		if (value instanceof Instance instance) {
			return instance.object();
		}
		if (value instanceof Collection<?> collection) {
			List<@Nullable Object> objects = new ArrayList<>();
			collection.forEach((element) -> objects.add(toObject(element)));
			return objects;
		}
		return value;
	}

	ModelMetadata<?> model() {
		return this.model;
	}

	/** Whether the API has returned it. */
	boolean isStored() {
		return this.stored != null;
	}

	/** What was assigned since; all values if it was never saved. */
	Map<String, @Nullable Object> changes() {
		return this.values;
	}

	void set(String attribute, @Nullable Object value) {
		this.values.put(attribute, value);
	}

	/** Takes the state that the API has returned. */
	void store(Object returned) {
		this.stored = returned;
		this.values.clear();
	}

	/** Takes the state that the API has returned for some attributes. */
	void store(Object returned, List<String> attributes) {
		this.stored = returned;
		for (String attribute : attributes) {
			Map.Entry<String, @Nullable Object> assigned = assigned(attribute);
			if (assigned != null) {
				this.values.remove(assigned.getKey());
			}
		}
	}

	/** The changes as the API takes them. */
	Kw toKw() {
		Kw kw = Kw.empty();
		for (Map.Entry<String, @Nullable Object> entry : this.values.entrySet()) {
			kw = kw.and(entry.getKey(), toObject(entry.getValue()));
		}
		return kw;
	}

	/**
	 * The state that was returned; for one never saved an object as a user would make it.
	 */
	Object object() {
		return (this.stored != null) ? this.stored : construct();
	}

	/** With Django's defaults where no value was given. */
	private Object construct() {
		Map<String, @Nullable Object> byProperty = new LinkedHashMap<>();
		for (Map.Entry<String, @Nullable Object> entry : this.values.entrySet()) {
			ModelField field = this.model.findField(entry.getKey());
			if (field == null) {
				throw new NotExpressible("the " + this.model + " has no " + entry.getKey());
			}
			byProperty.put(field.name(), propertyValue(field, toObject(entry.getValue())));
		}
		return this.model.construct(this.model.properties().stream().map((property) -> {
			ModelField field = property.field();
			if (field == null || byProperty.containsKey(property.name())) {
				return byProperty.get(property.name());
			}
			// The key is made when it is saved
			return (field.defaultValue() != null && !field.primaryKey())
					? propertyValue(field, field.defaultValue().get()) : null;
		}).toArray());
	}

	@SuppressWarnings("unchecked") // the metadata of a model is for its own class
	private static @Nullable Object propertyValue(ModelField field, @Nullable Object value) {
		if (value == null || value instanceof Ref<?>) {
			return value;
		}
		if (field.relation() == null) {
			return field.json() ? value : field.convert(value);
		}
		ModelMetadata<?> target = field.relation().target();
		return (OracleModels.of(value) != null) ? Ref.to(value)
				: Ref.of((Class<Object>) target.type(), Nodes.key(target, value));
	}

	/** An assigned value under any of its names; null if there is none. */
	Map.@Nullable Entry<String, @Nullable Object> assigned(String attribute) {
		String name = PropertyNames.toCamelCase(attribute.equals("pk") ? this.model.key().name() : attribute);
		for (Map.Entry<String, @Nullable Object> entry : this.values.entrySet()) {
			ModelField field = this.model.findField(entry.getKey());
			if (field != null
					&& (name.equals(field.name()) || OracleModels.foreignKeyColumn(this.model, attribute) == field)) {
				return entry;
			}
		}
		return null;
	}

}
