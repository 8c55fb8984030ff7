package io.asyncorm.model;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What a model declares of a field's column, such as whether it is nullable or unique.
 */
record FieldOptions(boolean nullable, boolean unique, boolean primaryKey, Generation generation, int length,
		int precision, int scale, String columnType, boolean json, @Nullable Supplier<?> defaultValue,
		FieldStamp stamp) {

	/** The options of a column of which nothing else is declared, as of a key. */
	static FieldOptions plain(boolean nullable, boolean unique, boolean primaryKey, boolean identity) {
		return new FieldOptions(nullable, unique, primaryKey, Generation.of(identity), 0, 0, 0, "", false, null,
				FieldStamp.NONE);
	}

	/** The same of a column that can be null. */
	FieldOptions orNull() {
		return new FieldOptions(true, this.unique, this.primaryKey, this.generation, this.length, this.precision,
				this.scale, this.columnType, this.json, this.defaultValue, this.stamp);
	}

}
