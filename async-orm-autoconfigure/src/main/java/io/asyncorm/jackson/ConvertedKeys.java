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
		return (key != null) ? new Serializer(this.keys, key) : null;
	}

	@Override
	public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated property) {
		boolean setter = property instanceof AnnotatedMethod method && method.getParameterCount() == 1;
		Class<?> type = setter ? ((AnnotatedMethod) property).getRawParameterType(0) : property.getRawType();
		ModelField key = property.hasAnnotation(JsonDeserialize.class) ? null : find(property, type);
		return (key != null) ? new Deserializer(this.keys, key) : null;
	}

	private @Nullable ModelField find(Annotated property, Class<?> type) {
		ModelField key = (property instanceof AnnotatedMember member)
				? this.keys.findConverted(member.getDeclaringClass()) : null;
		return (key != null && key.javaType() == type) ? key : null;
	}

	/**
	 * Writes a key.
	 */
	private static final class Serializer extends ValueSerializer<Object> {

		private final KeyJson keys;

		private final ModelField field;

		Serializer(KeyJson keys, ModelField field) {
			this.keys = keys;
			this.field = field;
		}

		@Override
		public void serialize(Object key, JsonGenerator generator, SerializationContext context) {
			this.keys.write(this.field.model().type(), ModelKeys.KEY, key, generator, context);
		}

	}

	/**
	 * Reads a key.
	 */
	private static final class Deserializer extends ValueDeserializer<Object> {

		private final KeyJson keys;

		private final ModelField field;

		Deserializer(KeyJson keys, ModelField field) {
			this.keys = keys;
			this.field = field;
		}

		@Override
		public Object deserialize(JsonParser parser, DeserializationContext context) {
			return this.keys.read(this.field, context.readTree(parser), context);
		}

	}

}
