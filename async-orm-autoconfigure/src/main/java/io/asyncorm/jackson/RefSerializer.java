package io.asyncorm.jackson;

import io.asyncorm.query.AbstractRef;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes a reference as its object if that is in memory, and otherwise as its key; also
 * where it leads back to an object that it stands in.
 */
final class RefSerializer extends ValueSerializer<AbstractRef<?>> {

	private final ContentSerializer content;

	RefSerializer(ContentSerializer content) {
		this.content = content;
	}

	@Override
	public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
		return new RefSerializer(new ContentSerializer(this.content.keys(), property));
	}

	@Override
	public void serialize(AbstractRef<?> ref, JsonGenerator generator, SerializationContext context) {
		Object target = ref.target();
		if (target != null) {
			this.content.writeForward(target, generator, context);
		}
		else {
			this.content.keys().write(ref.model(), ref.keyName(), ref.key(), generator, context);
		}
	}

}
