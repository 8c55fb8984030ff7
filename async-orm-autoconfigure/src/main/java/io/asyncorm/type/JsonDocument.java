package io.asyncorm.type;

/**
 * A value that is stored in, or compared with, a JSON document or a part of one, and is
 * written as its declared type says. Its own class would not do: a list does not know
 * what its elements are declared as.
 *
 * @param value what is written
 * @param type the declared type
 * @since 0.1.0
 */
public record JsonDocument(Object value, DocumentType type) {

	@Override
	public String toString() {
		return this.value.toString();
	}

}
