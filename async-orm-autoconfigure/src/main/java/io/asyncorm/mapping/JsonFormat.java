package io.asyncorm.mapping;

import java.lang.reflect.Type;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Converts between JSON documents and objects, for properties that are marked with
 * {@link io.asyncorm.model.Json}. Implementations are safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface JsonFormat {

	/**
	 * Reads a document as an object of a type; null if it is JSON's own null.
	 * @throws org.springframework.dao.DataRetrievalFailureException if the document does
	 * not fit the type
	 */
	@Nullable Object read(String document, Type type);

	/**
	 * Writes an object as a document of a declared type, such as {@code List<Shape>}, of
	 * which it may know nothing itself. If it is not of that type, as a map that stands
	 * for a record, it is written as what it is.
	 * @param type the declared type; {@code Object} if none is
	 * @throws io.asyncorm.model.InvalidValueException if it cannot be written
	 */
	String write(Object value, Type type);

	/**
	 * Writes an object as a document that a property of a declared type stores. If it is
	 * not of that type, the document must be one that could be read as that: a map that
	 * spells a record is stored, and a text in its place is not.
	 * @throws io.asyncorm.model.InvalidValueException if it cannot be written, or if it
	 * could not be read again
	 */
	default String writeStored(Object value, Type type) {
		return write(value, type);
	}

	/**
	 * The declared type of a part of a document: of the component of a record, the
	 * element of a list or the value of a map, at any depth.
	 * @param type the type of the document
	 * @param path the keys and positions that lead to the part
	 * @return {@code Object} where it cannot be told, as for a key of what is declared as
	 * an interface
	 */
	default Type typeAt(Type type, List<String> path) {
		return path.isEmpty() ? type : Object.class;
	}

	/**
	 * Uses Jackson if it is on the class path; otherwise every use fails with the advice
	 * to add it.
	 */
	static JsonFormat detect() {
		boolean jackson = ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper",
				JsonFormat.class.getClassLoader());
		return jackson ? JacksonJsonFormat.withDefaults() : new MissingJsonFormat();
	}

}
