package io.asyncorm.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;

/**
 * Thrown when another row has the same unique key as what was to be written: says which
 * fields these are, so that the one who typed the values can be told. Nothing was
 * written.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class DuplicateObjectException extends DuplicateKeyException {

	private final @Nullable String model;

	private final List<String> fields;

	/**
	 * @param model the name of the model; null if the table is of none
	 * @param fields the fields of the unique key; empty if the database does not tell, or
	 * the model does not know them
	 */
	public DuplicateObjectException(String message, @Nullable String model, List<String> fields, Throwable cause) {
		super(message, cause);
		this.model = model;
		this.fields = List.copyOf(fields);
	}

	/** The name of the model; null if the table is of none. */
	public @Nullable String getModel() {
		return this.model;
	}

	/** The fields of the unique key; empty if they are not known. */
	public List<String> getFields() {
		return this.fields;
	}

}
