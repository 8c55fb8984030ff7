package io.asyncorm.jackson;

import io.asyncorm.query.One;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads the other side of a one-to-one from its object; null means that there is none.
 */
final class OneDeserializer extends ValueDeserializer<One<?>> {

	private final JavaType model;

	OneDeserializer(JavaType model) {
		this.model = model;
	}

	@Override
	public One<?> deserialize(JsonParser parser, DeserializationContext context) {
		return One.of(context.<Object>readValue(parser, this.model));
	}

	@Override
	public Object getNullValue(DeserializationContext context) {
		return One.none();
	}

	@Override
	@SuppressWarnings("NullAway") // what is absent is null, as Jackson has it
	public Object getAbsentValue(DeserializationContext context) {
		return null;
	}

}
