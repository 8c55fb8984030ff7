package io.asyncorm.mapping;

import java.lang.reflect.Type;
import java.util.List;

import io.asyncorm.model.InvalidValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes JSON documents with Jackson. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class JacksonJsonFormat implements JsonFormat {

	private final ObjectMapper mapper;

	private final DeclaredTypes types;

	public JacksonJsonFormat(ObjectMapper mapper) {
		this.mapper = mapper;
		this.types = new DeclaredTypes(mapper);
	}

	/** With the modules on the class path, among them the one for relations. */
	static JacksonJsonFormat withDefaults() {
		ClassLoader classLoader = JacksonJsonFormat.class.getClassLoader();
		return new JacksonJsonFormat(JsonMapper.builder().findAndAddModules(classLoader).build());
	}

	@Override
	public @Nullable Object read(String document, Type type) {
		try {
			return this.mapper.readValue(document, this.types.type(type));
		}
		catch (JacksonException ex) {
			throw new DataRetrievalFailureException("A JSON document cannot be read as '" + type.getTypeName() + "'",
					ex);
		}
	}

	@Override
	public Type typeAt(Type type, List<String> path) {
		return path.isEmpty() ? type : this.types.typeAt(type, path);
	}

	@Override
	public String write(Object value, Type type) {
		return write(value, type, false);
	}

	@Override
	public String writeStored(Object value, Type type) {
		return write(value, type, true);
	}

	private String write(Object value, Type type, boolean stored) {
		try {
			return stored ? this.types.writeReadable(value, type) : this.types.write(value, type);
		}
		catch (JacksonException | ArithmeticException ex) {
			throw new InvalidValueException(
					"A value of type '" + value.getClass().getTypeName() + "' cannot be written as a JSON document",
					ex);
		}
	}

}
