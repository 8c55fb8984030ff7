package io.asyncorm.type;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * The declared type of a JSON document, or of a part of one: the generic type of the
 * property, and the keys and positions that lead to the part.
 *
 * @param declared the type of the whole document, as {@code List<Shape>}
 * @param path the way to the part; empty for the whole document
 * @since 0.1.0
 */
public record DocumentType(Type declared, List<String> path) {

	public DocumentType {
		path = List.copyOf(path);
	}

	/** The type of a whole document. */
	public static DocumentType of(Type declared) {
		return new DocumentType(declared, List.of());
	}

	/** The type of a part of such a document. */
	public DocumentType at(List<String> keys) {
		List<String> all = new ArrayList<>(this.path);
		all.addAll(keys);
		return new DocumentType(this.declared, all);
	}

}
