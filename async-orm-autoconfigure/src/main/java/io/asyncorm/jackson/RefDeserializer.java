package io.asyncorm.jackson;

import io.asyncorm.query.Ref;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads a reference from a key, or from an object that has one.
 */
final class RefDeserializer extends ValueDeserializer<Ref<?>> {

	private final JavaType model;

	private final KeyJson keys;

	RefDeserializer(JavaType model, KeyJson keys) {
		this.model = model;
		this.keys = keys;
	}

	@Override
	public Ref<?> deserialize(JsonParser parser, DeserializationContext context) {
		return Ref.of(this.model.getRawClass(), this.keys.read(this.model, context.readTree(parser), context));
	}

}
