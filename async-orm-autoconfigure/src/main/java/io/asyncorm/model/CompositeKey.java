package io.asyncorm.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The value of a field of several columns, such as a composite primary key: one value for
 * each column, as the column holds it, which of a value that is {@link Embedded} may be
 * null. Equal to another by these values. Immutable.
 * <p>
 * Internal: it may change at any time. What users see is the record or list that the
 * field's {@linkplain ModelField#conversion() conversion} makes of it.
 *
 * @since 0.1.0
 */
public final class CompositeKey {

	private final ModelField field;

	private final List<@Nullable Object> values;

	CompositeKey(ModelField field, List<? extends @Nullable Object> values) {
		this.field = field;
		this.values = Collections.unmodifiableList(new ArrayList<>(values));
	}

	/** The value of a field of several columns, of a value for each of them. */
	public static CompositeKey of(ModelField field, List<? extends @Nullable Object> values) {
		return new CompositeKey(field, values);
	}

	/**
	 * The value of each column of a key that a user gave for a new row, of which those
	 * may be missing that are {@linkplain #isMade made}.
	 * @throws InvalidValueException if it is no such key
	 */
	public static List<@Nullable Object> toColumns(ModelField key, Object given) {
		return requireForm(key).toColumns(given);
	}

	/**
	 * The key as users hold it, of the value of each column, of which some may be null.
	 */
	public static Object fromColumns(ModelField key, List<? extends @Nullable Object> values) {
		return requireForm(key).fromColumns(values);
	}

	private static CompositeForm requireForm(ModelField key) {
		CompositeForm form = key.form();
		if (form == null) {
			throw new IllegalStateException("'" + key + "' has one column");
		}
		return form;
	}

	/**
	 * Whether a new row gets a value of the database's or the library's for a column of
	 * the key that the object lacks, or that of the current tenant.
	 */
	public static boolean isMade(ModelField column) {
		return column.generated() || column.databaseDefault() != null || column.defaultValue() != null
				|| column == column.model().tenantField();
	}

	/** The fields of its columns. */
	public List<ModelField> columns() {
		return this.field.columns();
	}

	/** The values, in the order of the columns. */
	public List<@Nullable Object> values() {
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
