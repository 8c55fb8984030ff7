package io.asyncorm.repository;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The argument of a call for a parameter of a declared method. Immutable.
 *
 * @param method the method, for messages
 * @param parameter the parameter, for messages
 * @param index its place
 * @param nullable whether null may be given
 */
record Argument(String method, String parameter, int index, boolean nullable) {

	@Nullable Object value(@Nullable Object[] arguments) {
		Object value = arguments[this.index];
		if (value == null && !this.nullable) {
			throw new InvalidDataAccessApiUsageException("'" + this.method + "' was given null for '" + this.parameter
					+ "': declare the parameter as @Nullable where null is meant");
		}
		return value;
	}

	/** The same, which may be null. */
	Argument orNull() {
		return new Argument(this.method, this.parameter, this.index, true);
	}

}
