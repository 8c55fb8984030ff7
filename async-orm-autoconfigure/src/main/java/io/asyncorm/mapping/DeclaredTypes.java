package io.asyncorm.mapping;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.model.InvalidValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import tools.jackson.databind.util.RawValue;

/**
 * Writes values with Jackson as their declared types say, so that polymorphic elements of
 * a list keep the ids of their types. What is not of its declared type, such as a map
 * that stands for a record in a lookup, is written as what it is. Safe for use by several
 * threads.
 */
final class DeclaredTypes {

	private final ObjectMapper mapper;

	/** As many as models declare types, like the others here. */
	private final Map<Type, JavaType> types = new ConcurrentHashMap<>();

	private final Map<JavaType, ObjectWriter> writers = new ConcurrentHashMap<>();

	private final Map<JavaType, Map<String, JavaType>> properties = new ConcurrentHashMap<>();

	DeclaredTypes(ObjectMapper mapper) {
		this.mapper = DocumentNumbers.checked(mapper);
	}

	String write(Object value, Type declared) {
		if (declared == Object.class) {
			return this.mapper.writeValueAsString(value);
		}
		return write(value, type(declared));
	}

	/**
	 * Writes a value as a document that can be read as the declared type, which is tried
	 * if the value is not of that type.
	 * @throws InvalidValueException if it cannot be read
	 */
	String writeReadable(Object value, Type declared) {
		if (declared == Object.class) {
			return write(value, declared);
		}
		JavaType whole = type(declared);
		JavaType type = referenced(value, whole);
		if (fits(value, type)) {
			return writer(type).writeValueAsString(value);
		}
		String document = this.mapper.writeValueAsString(parts(value, type));
		try {
			this.mapper.readValue(document, whole);
		}
		catch (JacksonException ex) {
			throw new InvalidValueException("A value of type '" + value.getClass().getTypeName()
					+ "' cannot be used as '" + declared.getTypeName() + "', for it could not be read again", ex);
		}
		return document;
	}

	/**
	 * The declared type of what stands at a path of keys and positions; {@code Object}
	 * where that cannot be told.
	 */
	Type typeAt(Type declared, List<String> path) {
		JavaType type = type(declared);
		for (String key : path) {
			type = part(type, key);
			if (type == null) {
				return Object.class;
			}
		}
		return type;
	}

	private String write(@Nullable Object value, JavaType declared) {
		JavaType type = referenced(value, declared);
		return fits(value, type) ? writer(type).writeValueAsString(value)
				: this.mapper.writeValueAsString(parts(value, type));
	}

	JavaType type(Type declared) {
		return this.types.computeIfAbsent(declared, this.mapper::constructType);
	}

	private ObjectWriter writer(JavaType type) {
		return this.writers.computeIfAbsent(type, this.mapper::writerFor);
	}

	/** What an {@code Optional} holds may be given without it. */
	private static JavaType referenced(@Nullable Object value, JavaType type) {
		return (value != null && type.isReferenceType() && !type.getRawClass().isInstance(value))
				? type.getReferencedType() : type;
	}

	private static boolean fits(@Nullable Object value, JavaType type) {
		if (value == null || type.isJavaLangObject()) {
			return true;
		}
		if (!ClassUtils.resolvePrimitiveIfNecessary(type.getRawClass()).isInstance(value)) {
			return false;
		}
		JavaType content = type.getContentType();
		return content == null || elements(value).stream().allMatch((element) -> fits(element, content));
	}

	/**
	 * A value whose elements are written each by itself, those that are of the declared
	 * type by that; as it is if it has none.
	 */
	private @Nullable Object parts(@Nullable Object value, JavaType type) {
		JavaType content = type.getContentType();
		if (value instanceof Map<?, ?> map && type.isMapLikeType()) {
			Map<Object, RawValue> parts = new LinkedHashMap<>();
			map.forEach((key, element) -> parts.put(key, new RawValue(write(element, content))));
			return parts;
		}
		if (value != null && (type.isCollectionLikeType() || type.isArrayType())
				&& (value instanceof Collection<?> || value instanceof Object[])) {
			return elements(value).stream().map((element) -> new RawValue(write(element, content))).toList();
		}
		return value;
	}

	/** The values in a container of any kind; none of what is not one. */
	private static Collection<?> elements(Object container) {
		return switch (container) {
			case Collection<?> collection -> collection;
			case Map<?, ?> map -> map.values();
			case Object[] array -> Arrays.asList(array);
			default -> List.of();
		};
	}

	/**
	 * A class whose properties Jackson cannot tell, since they contradict each other or a
	 * serializer of the application fails, has none here; what it says of that, it says
	 * of values.
	 */
	private Map<String, JavaType> tellable(JavaType type) {
		try {
			return properties(type);
		}
		catch (RuntimeException ex) {
			return Map.of();
		}
	}

	private @Nullable JavaType part(JavaType type, String key) {
		if (type.isReferenceType()) {
			return part(type.getReferencedType(), key);
		}
		if (type.isMapLikeType()) {
			return type.getContentType();
		}
		if (type.isCollectionLikeType() || type.isArrayType()) {
			return key.chars().allMatch(Character::isDigit) ? type.getContentType() : null;
		}
		return this.properties.computeIfAbsent(type, this::tellable).get(key);
	}

	/** The properties of a record or class, by their names in JSON. */
	private Map<String, JavaType> properties(JavaType type) {
		Map<String, JavaType> properties = new HashMap<>();
		this.mapper.acceptJsonFormatVisitor(type, new JsonFormatVisitorWrapper.Base() {

			@Override
			public JsonObjectFormatVisitor expectObjectFormat(JavaType of) {
				return new JsonObjectFormatVisitor.Base(getContext()) {

					@Override
					public void property(BeanProperty property) {
						properties.put(property.getName(), property.getType());
					}

					@Override
					public void optionalProperty(BeanProperty property) {
						properties.put(property.getName(), property.getType());
					}

				};
			}

		});
		return properties;
	}

}
