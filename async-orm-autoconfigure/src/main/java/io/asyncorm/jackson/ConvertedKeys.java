package io.asyncorm.jackson;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelKeys;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Writes the key of a model in its object as in references to it, and reads it from
 * either form: a record of one value is that value. What Jackson's own annotations say
 * comes first.
 */
@SuppressWarnings("serial")
final class ConvertedKeys extends NopAnnotationIntrospector {

	private final KeyJson keys;

	ConvertedKeys(KeyJson keys) {
		this.keys = keys;
	}

	@Override
	public @Nullable Object findSerializer(MapperConfig<?> config, Annotated property) {
		ModelField key = property.hasAnnotation(JsonSerialize.class) ? null : find(property, property.getRawType());
		return (key != null) ? serializer(key) : null;
	}

	@Override
	public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated property) {
		boolean setter = property instanceof AnnotatedMethod method && method.getParameterCount() == 1;
		Class<?> type = setter ? ((AnnotatedMethod) property).getRawParameterType(0) : property.getRawType();
		ModelField key = property.hasAnnotation(JsonDeserialize.class) ? null : find(property, type);
		return (key != null) ? deserializer(key) : null;
	}

	private @Nullable ModelField find(Annotated property, Class<?> type) {
		return (property instanceof AnnotatedMember member) ? this.keys.findConverted(member.getDeclaringClass(), type)
				: null;
	}

	private ValueSerializer<Object> serializer(ModelField key) {
		return new ValueSerializer<>() {

			@Override
			public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
				ConvertedKeys.this.keys.write(key.model().type(), ModelKeys.KEY, value, generator, context);
			}

		};
	}

	private ValueDeserializer<Object> deserializer(ModelField key) {
		return new ValueDeserializer<>() {

			@Override
			public Object deserialize(JsonParser parser, DeserializationContext context) {
				return ConvertedKeys.this.keys.read(key, context.readTree(parser), context);
			}

		};
	}

}
