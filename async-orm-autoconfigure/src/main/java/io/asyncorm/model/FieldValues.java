package io.asyncorm.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.type.DocumentType;
import io.asyncorm.type.JsonDocument;
import io.asyncorm.type.NumberType;
import io.asyncorm.type.ScalarValues;
import io.asyncorm.type.StoredColumn;
import io.asyncorm.type.UnfitValueException;
import org.jspecify.annotations.Nullable;

/**
 * Converts what users give to what a field's column stores, and refuses what the column
 * would change.
 *
 * @param field the field
 */
record FieldValues(ModelField field) {

	/** See {@link ModelField#comparable(Object)}. */
	Object comparable(Object value) {
		if (value instanceof CompositeKey key) {
			List<ModelField> columns = this.field.columns();
			List<@Nullable Object> values = new ArrayList<>(columns.size());
			for (int i = 0; i < columns.size(); i++) {
				Object each = key.values().get(i);
				values.add((each != null) ? columns.get(i).comparable(each) : null);
			}
			return new CompositeKey(this.field, values);
		}
		Conversion conversion = this.field.conversion();
		Object same = (conversion != null) ? conversion.comparable(value) : value;
		StoredColumn stored = this.field.stored();
		return (stored != null) ? stored.comparable(same) : StoredColumn.comparableNumber(same);
	}

	/** See {@link ModelField#toProperty(Object)}. */
	Object toProperty(Object value) {
		CompositeForm form = this.field.form();
		if (form != null) {
			return form.fromColumn(form.toColumn(value));
		}
		Conversion conversion = this.field.conversion();
		return (conversion != null) ? conversion.toProperty(value) : this.field.json() ? value : convert(value);
	}

	/** See {@link ModelField#convert(Object)}. */
	Object convert(Object value) {
		CompositeForm form = this.field.form();
		if (form != null) {
			return form.toColumn(value);
		}
		Conversion conversion = this.field.conversion();
		if (conversion != null) {
			return stored(conversion.toColumn(conversion.toProperty(value)));
		}
		DocumentType documentType = this.field.documentType();
		if (documentType != null) {
			return new JsonDocument(value, documentType, true);
		}
		try {
			return stored(ScalarValues.convert(value, this.field.type()));
		}
		catch (UnfitValueException ex) {
			throw new InvalidValueException("'" + this.field + "': " + ex.getMessage(), ex);
		}
	}

	/**
	 * A value as the column has it: databases round a number with more digits behind the
	 * point than it has, as it is declared or really is, without a word.
	 */
	private Object stored(Object value) {
		if (this.field.precision() > 0) {
			requireScale(value, this.field.scale());
		}
		StoredColumn stored = this.field.stored();
		if (stored == null) {
			return value;
		}
		Integer kept = stored.scale();
		if (kept != null) {
			requireScale(value, kept);
		}
		if (!stored.holds(value)) {
			throw new InvalidValueException("'" + this.field + "' is a 'real' in the database, of which the number is"
					+ " out of range: it would become infinite, or 0");
		}
		return stored.cut(value);
	}

	/** Of a number, and of each one in an array. */
	private void requireScale(Object value, int scale) {
		if (value instanceof Object[] elements) {
			for (Object element : elements) {
				if (element != null) {
					requireScale(element, scale);
				}
			}
			return;
		}
		BigDecimal number = NumberType.findDigits(value);
		if (number != null && number.scale() > scale && number.stripTrailingZeros().scale() > scale) {
			throw new InvalidValueException("'" + this.field + "' has " + scale
					+ " digits behind the point, and the number has more: round it first, as with setScale()");
		}
	}

}
