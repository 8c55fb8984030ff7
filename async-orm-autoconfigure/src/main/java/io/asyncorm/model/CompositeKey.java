package io.asyncorm.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The value of a field of several columns, such as a composite primary key: one value for
 * each column, as the column holds it. Equal to another by these values. Immutable.
 * <p>
 * Internal: it may change at any time. What users see is the record or list that the
 * field's {@linkplain ModelField#conversion() conversion} makes of it.
 *
 * @since 0.1.0
 */
public final class CompositeKey {

	private final ModelField field;

	private final List<Object> values;

	CompositeKey(ModelField field, List<Object> values) {
		this.field = field;
		this.values = List.copyOf(values);
	}

	/** The fields of its columns. */
	public List<ModelField> columns() {
		return this.field.columns();
	}

	/** The values, in the order of the columns. */
	public List<Object> values() {
		return this.values;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof CompositeKey that && this.values.equals(that.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	@Override
	public String toString() {
		return this.values.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
	}

}
