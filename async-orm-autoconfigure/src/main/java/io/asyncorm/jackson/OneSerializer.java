package io.asyncorm.jackson;

import io.asyncorm.query.One;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes the other side of a one-to-one as its object, or as null if there is none.
 * Whether there is one is not known before it is loaded.
 */
final class OneSerializer extends ValueSerializer<One<?>> {

	private final ContentSerializer content;

	OneSerializer(ContentSerializer content) {
		this.content = content;
	}

	@Override
	public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
		return new OneSerializer(new ContentSerializer(this.content.keys(), property));
	}

	@Override
	public boolean isEmpty(SerializationContext context, One<?> one) {
		return !one.isLoaded();
	}

	@Override
	public void serialize(One<?> one, JsonGenerator generator, SerializationContext context) {
		if (!one.isLoaded()) {
			context.reportMappingProblem(
					"The relation '%s' is not loaded, and no query is made to write it: add it to selectRelated()",
					one);
		}
		Object target = one.get().orElse(null);
		if (target != null) {
			this.content.write(target, generator, context);
		}
		else {
			generator.writeNull();
		}
	}

}
