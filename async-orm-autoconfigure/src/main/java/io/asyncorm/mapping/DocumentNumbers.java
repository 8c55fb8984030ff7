package io.asyncorm.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;

import io.asyncorm.type.NumberType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * Refuses numbers in documents that have more digits than databases hold, before they are
 * written out, which would take seconds and the memory.
 */
final class DocumentNumbers extends ValueSerializerModifier {

	private static final long serialVersionUID = 1L;

	/** The same mapper, which refuses such numbers. */
	static <M extends ObjectMapper, B extends MapperBuilder<M, B>> ObjectMapper checked(ObjectMapper mapper) {
		MapperBuilder<M, B> builder = mapper.rebuild();
		return builder.addModule(new SimpleModule("async-orm numbers").setSerializerModifier(new DocumentNumbers()))
			.build();
	}

	@Override
	@SuppressWarnings("unchecked") // what serializes a class of numbers takes numbers
	public ValueSerializer<?> modifySerializer(SerializationConfig config, BeanDescription.Supplier description,
			ValueSerializer<?> serializer) {
		Class<?> type = description.getBeanClass();
		return (type == BigDecimal.class || type == BigInteger.class)
				? new Checked((ValueSerializer<Number>) serializer) : serializer;
	}

	/** Checks a number, and leaves the rest to another serializer. */
	private static final class Checked extends ValueSerializer<Number> {

		private final ValueSerializer<Number> serializer;

		Checked(ValueSerializer<Number> serializer) {
			this.serializer = serializer;
		}

		@Override
		@SuppressWarnings("unchecked") // it is for the same numbers as before
		public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
			ValueSerializer<?> contextual = this.serializer.createContextual(context, property);
			return (contextual != this.serializer) ? new Checked((ValueSerializer<Number>) contextual) : this;
		}

		@Override
		public void serialize(Number number, JsonGenerator generator, SerializationContext context) {
			this.serializer.serialize(NumberType.requireSize(number), generator, context);
		}

		@Override
		public void serializeWithType(Number number, JsonGenerator generator, SerializationContext context,
				TypeSerializer typed) {
			this.serializer.serializeWithType(NumberType.requireSize(number), generator, context, typed);
		}

		@Override
		public void acceptJsonFormatVisitor(JsonFormatVisitorWrapper visitor, JavaType type) {
			this.serializer.acceptJsonFormatVisitor(visitor, type);
		}

	}

}
