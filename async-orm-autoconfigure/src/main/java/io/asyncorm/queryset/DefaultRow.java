package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.Arrays;
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
record DefaultRow<M>(M object, ModelMetadata<?> model, List<String> names,
		@Nullable Object[] values) implements PrefetchableRow<M> {

	@Override
	public <V extends @Nullable Object> V get(Property<? super M, V> field) {
		return field.get(this.object);
	}

	@Override
	public <V> @Nullable V get(String name, Class<V> type) {
		return RowAssemblers.convert(value(name), type);
	}

	@Override
	public <V> List<V> list(String name, Class<V> type) {
		return RowAssemblers.list(value(name), name, type);
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
		Object copy = related.isEmpty() ? this.object : ElementRelations.construct(this.model, this.object, related);
		return new DefaultRow<>((M) copy, this.model, names, values.toArray());
	}

	private @Nullable Object value(String name) {
		for (int i = 0; i < this.names.size(); i++) {
			if (Names.same(this.names.get(i), name)) {
				return this.values[i];
			}
		}
		throw FieldException.unknown("annotation", name, "of a row of '" + this.model.name() + "'", this.names);
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
