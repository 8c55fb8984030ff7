package io.asyncorm.resolution;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;

/**
 * Refuses values for fields that only the database writes.
 *
 * @since 0.1.0
 */
public final class ReadOnlyFields {

	private ReadOnlyFields() {
	}

	/**
	 * Refuses a field that only the database writes.
	 * @throws FieldException if it is one
	 */
	public static void requireWritable(ModelField field) {
		if (field.readOnly()) {
			throw refusal(field);
		}
	}

	/** A null key is left to the database in any case. */
	static void requireWritable(ModelField field, Expression value) {
		if (!(field.primaryKey() && value instanceof Expression.Value constant && constant.value() == null)) {
			requireWritable(field);
		}
	}

	/** What is thrown for such a field. */
	static FieldException refusal(ModelField field) {
		return new FieldException(field.primaryKey()
				? "A '" + field.model().name() + "' cannot be given the key '" + field.name()
						+ "', which only the database generates: leave it out"
				: "'" + field + "' cannot be given a value: only the database writes it");
	}

}
