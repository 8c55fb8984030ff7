package io.asyncorm.sample;

import org.jspecify.annotations.Nullable;

/**
 * A data folder that cannot be used, and what to do about it.
 */
final class DataFolderException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	DataFolderException(String message, String action) {
		this(message, action, null);
	}

	DataFolderException(String message, String action, @Nullable Throwable cause) {
		super(message, cause);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

}
