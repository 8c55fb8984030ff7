package io.asyncorm.sql;

import org.jspecify.annotations.Nullable;

/**
 * A column of a stored row that a write returns. Immutable.
 *
 * @param name the column
 * @param readAs the type to which it is cast where the result has it; null for its own
 * @since 0.1.0
 */
public record ReturnedColumn(String name, @Nullable SqlType readAs) {

	/** A column that is returned as it is. */
	public ReturnedColumn(String name) {
		this(name, null);
	}

	/** This column as it is. */
	public ReturnedColumn plain() {
		return new ReturnedColumn(this.name);
	}

}
