package io.asyncorm.jackson;

import io.asyncorm.model.ModelKeys;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.impl.PropertySerializerMap;

/**
 * Writes the objects that a relation or row holds, by Jackson's serializer of their class
 * and with the annotations of the property. Safe for use by several threads.
 */
final class ContentSerializer {

	private final KeyJson keys;

	private final @Nullable BeanProperty property;

	private volatile PropertySerializerMap serializers = PropertySerializerMap.emptyForProperties();

	ContentSerializer(KeyJson keys, @Nullable BeanProperty property) {
		this.keys = keys;
		this.property = property;
	}

	KeyJson keys() {
		return this.keys;
	}

	/** Writes an object or, within that object itself, its key. */
	void write(Object object, JsonGenerator generator, SerializationContext context) {
		write(object, generator, context, false);
	}

	/**
	 * Writes the object of a foreign key or, within an object of the same key, this key:
	 * what is prefetched leads back to its owner.
	 */
	void writeForward(Object object, JsonGenerator generator, SerializationContext context) {
		write(object, generator, context, true);
	}

	private void write(Object object, JsonGenerator generator, SerializationContext context, boolean byKey) {
		Object key = ModelKeys.keyOf(object);
		if (key != null && isUnderWay(object, byKey ? key : null, generator)) {
			this.keys.write(object.getClass(), ModelKeys.KEY, key, generator, context);
		}
		else {
			find(object.getClass(), context).serialize(object, generator, context);
		}
	}

	ValueSerializer<Object> find(Class<?> type, SerializationContext context) {
		ValueSerializer<Object> known = this.serializers.serializerFor(type);
		if (known == null) {
			known = context.findContentValueSerializer(type, this.property);
			this.serializers = this.serializers.newWith(type, known);
		}
		return known;
	}

	private static boolean isUnderWay(Object object, @Nullable Object key, JsonGenerator generator) {
		for (TokenStreamContext at = generator.streamWriteContext(); at != null; at = at.getParent()) {
			Object outer = at.currentValue();
			if (outer == object || key != null && outer != null && outer.getClass() == object.getClass()
					&& key.equals(ModelKeys.keyOf(outer))) {
				return true;
			}
		}
		return false;
	}

}
