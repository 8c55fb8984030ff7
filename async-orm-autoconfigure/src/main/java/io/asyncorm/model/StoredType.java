package io.asyncorm.model;

import org.jspecify.annotations.Nullable;

/**
 * The type in which a property is stored, with the conversion to it.
 *
 * @param type the boxed type of the column
 * @param conversion converts values of the property to it; null if they are stored as
 * they are
 */
record StoredType(Class<?> type, @Nullable Conversion conversion) {

	/** The boxed type of the property. */
	Class<?> javaType() {
		return (this.conversion != null) ? this.conversion.javaType() : this.type;
	}

}
