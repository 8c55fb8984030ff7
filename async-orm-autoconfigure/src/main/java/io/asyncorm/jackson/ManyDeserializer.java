package io.asyncorm.jackson;

import java.util.List;

import io.asyncorm.query.Many;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads a relation to many objects from an array of them.
 */
final class ManyDeserializer extends ValueDeserializer<Many<?>> {

	private final JavaType model;

	ManyDeserializer(JavaType model) {
		this.model = model;
	}

	@Override
	public Many<?> deserialize(JsonParser parser, DeserializationContext context) {
		JavaType list = context.getTypeFactory().constructCollectionType(List.class, this.model);
		return Many.of(context.<List<Object>>readValue(parser, list));
	}

}
