package io.asyncorm.mapping;

import java.lang.reflect.Type;

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
	 * Writes an object as a document.
	 * @throws io.asyncorm.model.InvalidValueException if it cannot be written
	 */
	String write(Object value);

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
