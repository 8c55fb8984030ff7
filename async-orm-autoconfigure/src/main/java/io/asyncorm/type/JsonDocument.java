package io.asyncorm.type;

/**
 * A value that is stored in, or compared with, a JSON document or a part of one, and is
 * written as its declared type says. Its own class would not do: a list does not know
 * what its elements are declared as.
 *
 * @param value what is written
 * @param type the declared type
 * @param stored whether it is going to be stored, and so must be readable as that type
 * @since 0.1.0
 */
public record JsonDocument(Object value, DocumentType type, boolean stored) {

	/** A value that is compared. */
	public JsonDocument(Object value, DocumentType type) {
		this(value, type, false);
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
