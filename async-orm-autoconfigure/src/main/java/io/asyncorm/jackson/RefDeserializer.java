package io.asyncorm.jackson;

import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads a reference from a key, or from an object that has one.
 */
final class RefDeserializer extends ValueDeserializer<Ref<?>> {

	private final JavaType model;

	private final String keyName;

	private final KeyJson keys;

	/**
	 * @param keyName the name of the field whose value the key is
	 */
	RefDeserializer(JavaType model, String keyName, KeyJson keys) {
		this.model = model;
		this.keyName = keyName;
		this.keys = keys;
	}

	@Override
	public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
		return new RefDeserializer(this.model, KeyJson.keyName(property), this.keys);
	}

	@Override
	public Ref<?> deserialize(JsonParser parser, DeserializationContext context) {
		return Ref.of(this.model.getRawClass(), this.keyName,
				this.keys.read(this.model, this.keyName, context.readTree(parser), context));
	}

}
