package io.asyncorm.mapping;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Turns JSON documents into objects and back, for properties that are marked with
 * {@link io.asyncorm.model.Json}. Implementations are safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface JsonFormat {

	/**
	 * The object that a document holds; null if it holds JSON's own null.
	 * @throws org.springframework.dao.DataRetrievalFailureException if it holds no object
	 * of this type
	 */
	@Nullable Object read(String document, Type type);

	/**
	 * The document that holds an object.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if there is none
	 */
	String write(Object value);

	/**
	 * Jackson where it is on the class path; otherwise one that says so when it is
	 * needed.
	 */
	static JsonFormat detect() {
		boolean jackson = ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper",
				JsonFormat.class.getClassLoader());
		return jackson ? JacksonJsonFormat.withDefaults() : new MissingJsonFormat();
	}

}
