package io.asyncorm.jackson;

import io.asyncorm.model.ModelKeys;
import io.asyncorm.model.Relation;
import io.asyncorm.query.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.util.NameTransformer;

/**
 * Writes a row as one JSON object: what its object has or, if it holds only some fields,
 * these under the names that they would have there; then its annotations and attributes.
 */
final class RowSerializer extends ValueSerializer<Row<?>> {

	private final ContentSerializer content;

	RowSerializer(ContentSerializer content) {
		this.content = content;
	}

	@Override
	public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
		return new RowSerializer(new ContentSerializer(this.content.keys(), property));
	}

	@Override
	public void serialize(Row<?> row, JsonGenerator generator, SerializationContext context) {
		generator.writeStartObject(row);
		if (row.hasObject()) {
			writeObject(row.object(), generator, context);
		}
		else {
			writeFields(row, generator, context);
		}
		row.annotations().forEach((name, value) -> {
			generator.writeName(name);
			context.writeValue(generator, value);
		});
		generator.writeEndObject();
	}

	private void writeObject(Object object, JsonGenerator generator, SerializationContext context) {
		ValueSerializer<Object> unwrapped = this.content.find(object.getClass(), context)
			.unwrappingSerializer(NameTransformer.NOP);
		if (!unwrapped.isUnwrappingSerializer()) {
			generator.writeName("object");
		}
		unwrapped.serialize(object, generator, context);
	}

	private void writeFields(Row<?> row, JsonGenerator generator, SerializationContext context) {
		ModelProperties properties = new ModelProperties(context);
		row.fields().forEach((name, value) -> {
			ModelProperties.JsonField field = properties.find(row.model(), name);
			if (field != null) {
				generator.writeName(field.name());
				writeField(field, value, generator, context);
			}
		});
	}

	private void writeField(ModelProperties.JsonField field, @Nullable Object value, JsonGenerator generator,
			SerializationContext context) {
		Class<?> target = field.target();
		if (value == null) {
			generator.writeNull();
		}
		else if (target != null && !(value instanceof Relation<?>)) {
			this.content.keys().write(target, KeyJson.keyName(field.property()), value, generator, context);
		}
		else if (field.isKey(this.content.keys(), value)) {
			this.content.keys()
				.write(field.property().getMember().getDeclaringClass(), ModelKeys.KEY, value, generator, context);
		}
		else {
			context.findPrimaryPropertySerializer(value.getClass(), field.property())
				.serialize(value, generator, context);
		}
	}

}
