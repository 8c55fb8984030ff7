package io.asyncorm.query;

import java.util.Arrays;
import java.util.List;

import io.asyncorm.expression.Property;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelMetadata;
import org.jspecify.annotations.Nullable;

/**
 * An object and the values of its annotations, in the order of their names.
 */
record DefaultRow<M>(M object, ModelMetadata<?> model, List<String> names,
		@Nullable Object[] values) implements Row<M> {

	@Override
	public <V extends @Nullable Object> V get(Property<? super M, V> field) {
		return field.get(this.object);
	}

	@Override
	public <V> @Nullable V get(String name, Class<V> type) {
		return Assemblers.convert(value(name), type);
	}

	@Override
	public <V> List<V> list(String name, Class<V> type) {
		Object value = value(name);
		if (!(value instanceof List<?> list)) {
			throw new FieldException("'" + name + "' of this row is no list");
		}
		return list.stream().<V>map(type::cast).toList();
	}

	private @Nullable Object value(String name) {
		for (int i = 0; i < this.names.size(); i++) {
			if (QueryEdits.sameName(this.names.get(i), name)) {
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
