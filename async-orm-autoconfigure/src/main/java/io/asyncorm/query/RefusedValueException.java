package io.asyncorm.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * Thrown when the database refuses what was to be written for one of its values, whatever
 * else it holds: one that is missing, too long, too large, or against a check. Says of
 * which fields, as far as the database tells. Nothing was written. The same values are
 * refused again, unlike those of a {@link org.springframework.dao.DuplicateKeyException},
 * which collide with another row.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class RefusedValueException extends DataIntegrityViolationException {

	private final @Nullable String model;

	private final List<String> fields;

	private final Reason reason;

	/**
	 * @param model the name of the model; null if the table is of none
	 * @param fields the fields whose values are refused; empty if they are not known
	 */
	public RefusedValueException(String message, @Nullable String model, List<String> fields, Reason reason,
			Throwable cause) {
		super(message, cause);
		this.model = model;
		this.fields = List.copyOf(fields);
		this.reason = reason;
	}

	/** The name of the model; null if the table is of none. */
	public @Nullable String getModel() {
		return this.model;
	}

	/** The fields whose values are refused; empty if they are not known. */
	public List<String> getFields() {
		return this.fields;
	}

	/** Why they are. */
	public Reason getReason() {
		return this.reason;
	}

	/** Why a value is refused. */
	public enum Reason {

		/** There is none, and there must be one. */
		MISSING,
		/** It is a text that is too long, or a number with too many digits. */
		TOO_LONG,
		/** It is a number that is too large. */
		OUT_OF_RANGE,
		/** A check of the table does not allow it. */
		CHECK,
		/** It is malformed, or cannot be computed. */
		INVALID

	}

}
