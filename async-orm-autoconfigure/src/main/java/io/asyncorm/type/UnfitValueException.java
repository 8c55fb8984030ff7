package io.asyncorm.type;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for a value that a type of columns cannot hold. Who knows the field throws an
 * exception for users that names it.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class UnfitValueException extends IllegalArgumentException {

	UnfitValueException(String message) {
		super(message);
	}

	UnfitValueException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/** The message, which is never missing. */
	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

}
