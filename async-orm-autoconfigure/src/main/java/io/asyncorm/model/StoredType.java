package io.asyncorm.model;

import org.jspecify.annotations.Nullable;

/**
 * As what the values of a property are stored.
 *
 * @param type the boxed type of the column
 * @param conversion how the property's values become such; null if they are
 */
record StoredType(Class<?> type, @Nullable Conversion conversion) {

	/** The boxed type of the property. */
	Class<?> javaType() {
		return (this.conversion != null) ? this.conversion.javaType() : this.type;
	}

}
