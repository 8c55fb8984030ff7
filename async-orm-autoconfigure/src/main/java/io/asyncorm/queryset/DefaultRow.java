package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Property;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.Names;
import io.asyncorm.query.Row;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Row} of a whole object and the values of its annotations, in the order of
 * their names. Immutable.
 */
record DefaultRow<M>(M object, ModelMetadata<?> metadata, List<String> names,
		@Nullable Object[] values) implements PrefetchableRow<M> {

	@Override
	public boolean hasObject() {
		return true;
	}

	@Override
	public <V extends @Nullable Object> V get(Property<? super M, V> field) {
		return field.get(this.object);
	}

	@Override
	public Map<String, @Nullable Object> fields() {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		this.metadata.properties().forEach((property) -> fields.put(property.name(), property.get(this.object)));
		return Collections.unmodifiableMap(fields);
	}

	@Override
	public Map<String, @Nullable Object> annotations() {
		return RowAssemblers.map(this.names, this.values);
	}

	@Override
	public @Nullable Object stored(ModelField field) {
		return field.get(this.object);
	}

	@Override
	public @Nullable Object related(ModelRelation relation) {
		return ElementRelations.get(this.object, relation);
	}

	@Override
	@SuppressWarnings("unchecked") // a copy of an object is of the same class
	public Row<M> with(Map<ModelRelation, Object> related, Map<String, @Nullable Object> attributes) {
		List<String> names = new ArrayList<>(this.names);
		List<@Nullable Object> values = new ArrayList<>(Arrays.asList(this.values));
		attributes.forEach((name, value) -> {
			names.add(name);
			values.add(value);
		});
		Object copy = related.isEmpty() ? this.object : ElementRelations.construct(this.metadata, this.object, related);
		return new DefaultRow<>((M) copy, this.metadata, names, values.toArray());
	}

	@Override
	public @Nullable Object value(String name) {
		int index = Names.indexOf(this.names, name);
		if (index >= 0) {
			return this.values[index];
		}
		throw FieldException.unknown("annotation", name, "of a row of '" + this.metadata.name() + "'", this.names);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof DefaultRow<?> that && this.object.equals(that.object) && this.names.equals(that.names)
				&& Arrays.equals(this.values, that.values);
	}

	@Override
	public int hashCode() {
		return 31 * this.object.hashCode() + Arrays.hashCode(this.values);
	}

	@Override
	public String toString() {
		return "Row[" + this.object + ", " + this.names + "=" + Arrays.toString(this.values) + "]";
	}

}
