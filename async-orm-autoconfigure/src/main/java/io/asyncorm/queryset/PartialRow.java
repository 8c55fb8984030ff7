package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.asyncorm.expression.Property;
import io.asyncorm.expression.Step;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.Names;
import io.asyncorm.query.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The values of a row, by their names.
 *
 * @param others the names that are no fields: annotations and attributes
 * @param whole the object, if all of it was read
 */
record PartialRow<M>(ModelMetadata<?> metadata, List<String> names, Set<String> others, @Nullable Object[] values,
		@Nullable M whole) implements PrefetchableRow<M> {

	@Override
	public boolean hasObject() {
		return this.whole != null;
	}

	@Override
	public M object() {
		if (this.whole != null) {
			return this.whole;
		}
		throw new InvalidDataAccessApiUsageException(
				"This row of '" + this.metadata.name() + "' holds only " + String.join(", ", this.names)
						+ ", and no object: read its values with get(...), or all columns of the object");
	}

	@Override
	@SuppressWarnings({ "unchecked", "NullAway" }) // the column is read as the
													// property's type
	public <V extends @Nullable Object> V get(Property<? super M, V> field) {
		String property = this.metadata.findProperty(Step.of(field).method());
		return (V) value((property != null) ? property : Step.of(field).method());
	}

	@Override
	public Map<String, @Nullable Object> fields() {
		return values(false);
	}

	@Override
	public Map<String, @Nullable Object> annotations() {
		return values(true);
	}

	private Map<String, @Nullable Object> values(boolean ofOthers) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (int i = 0; i < this.names.size(); i++) {
			if (this.others.contains(this.names.get(i)) == ofOthers) {
				values.putIfAbsent(this.names.get(i), this.values[i]);
			}
		}
		return Collections.unmodifiableMap(values);
	}

	@Override
	public @Nullable Object stored(ModelField field) {
		return value(field.name());
	}

	@Override
	public @Nullable Object related(ModelRelation relation) {
		return null;
	}

	/** Related objects are stored under the name of the relation. */
	@Override
	public Row<M> with(Map<ModelRelation, Object> related, Map<String, @Nullable Object> attributes) {
		List<String> names = new ArrayList<>();
		List<@Nullable Object> values = new ArrayList<>();
		related.forEach((relation, value) -> {
			names.add(relation.name());
			values.add(value);
		});
		attributes.forEach((name, value) -> {
			names.add(name);
			values.add(value);
		});
		names.addAll(this.names);
		values.addAll(Arrays.asList(this.values));
		Set<String> others = new HashSet<>(this.others);
		others.addAll(attributes.keySet());
		M whole = (this.whole != null) ? construct(this.whole, related) : null;
		return new PartialRow<>(this.metadata, names, others, values.toArray(), whole);
	}

	@SuppressWarnings("unchecked") // a copy of an object is of the same class
	private M construct(M object, Map<ModelRelation, Object> related) {
		return (M) ElementRelations.construct(this.metadata, object, related);
	}

	@Override
	public @Nullable Object value(String name) {
		int index = Names.indexOf(this.names, name);
		ModelField field = (index < 0) ? this.metadata.findField(name) : null;
		for (int i = 0; field != null && index < 0 && i < this.names.size(); i++) {
			index = (field == this.metadata.findField(this.names.get(i))) ? i : -1;
		}
		if (index >= 0) {
			return this.values[index];
		}
		if (field != null && field.isComposite()) {
			return composite(field);
		}
		throw FieldException.unknown("field", name, "of this row of '" + this.metadata.name()
				+ "', because only() or defer() left it out, or raw() did not read it", this.names);
	}

	/** Of the values of its columns. */
	private @Nullable Object composite(ModelField field) {
		List<@Nullable Object> values = new ArrayList<>();
		field.columns().forEach((column) -> values.add(value(column.name())));
		return field.parts().whole(values);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof PartialRow<?> that && this.metadata == that.metadata && this.names.equals(that.names)
				&& Arrays.equals(this.values, that.values);
	}

	@Override
	public int hashCode() {
		return 31 * this.names.hashCode() + Arrays.hashCode(this.values);
	}

	@Override
	public String toString() {
		return "Row[" + this.metadata.name() + ", " + this.names + "=" + Arrays.toString(this.values) + "]";
	}

}
