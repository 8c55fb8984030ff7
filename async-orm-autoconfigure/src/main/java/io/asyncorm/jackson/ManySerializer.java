package io.asyncorm.jackson;

import io.asyncorm.query.Many;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes a relation to many objects as an array of them.
 */
final class ManySerializer extends ValueSerializer<Many<?>> {

	private final ContentSerializer content;

	ManySerializer(ContentSerializer content) {
		this.content = content;
	}

	@Override
	public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
		return new ManySerializer(new ContentSerializer(this.content.keys(), property));
	}

	@Override
	public boolean isEmpty(SerializationContext context, Many<?> many) {
		return !many.isLoaded();
	}

	@Override
	public void serialize(Many<?> many, JsonGenerator generator, SerializationContext context) {
		if (!many.isLoaded()) {
			context.reportMappingProblem("The relation '%s' is not loaded, and no query is made to write it:"
					+ " add it to prefetchRelated(), or return what its alist() gives", many);
		}
		generator.writeStartArray(many, many.list().size());
		for (Object target : many.list()) {
			this.content.write(target, generator, context);
		}
		generator.writeEndArray();
	}

}
