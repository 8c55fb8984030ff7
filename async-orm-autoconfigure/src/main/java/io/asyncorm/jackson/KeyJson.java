package io.asyncorm.jackson;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelKeys;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OneToOne;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.node.ArrayNode;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Writes and reads the keys of models as JSON: what the column holds, so that a key which
 * is a record of one value is that value; but an enum by the name of its constant,
 * whatever its code, and a {@code YearMonth} as other properties of that type. Safe for
 * use by several threads.
 */
final class KeyJson {

	/** Whether a class says itself what it is as JSON. */
	private static final ClassValue<Boolean> ANNOTATED = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			Stream<AnnotatedElement> members = Stream
				.<AnnotatedElement[]>of(type.getDeclaredMethods(), type.getDeclaredConstructors(),
						type.getDeclaredFields())
				.flatMap(Stream::of);
			return Stream.concat(Stream.of(type), members)
				.flatMap((element) -> Stream.of(element.getDeclaredAnnotations()))
				.anyMatch((annotation) -> annotation.annotationType().isAnnotationPresent(JacksonAnnotation.class));
		}

	};

	private final Map<Identity, ModelField> fields = new ConcurrentHashMap<>();

	private final @Nullable ModelRegistry models;

	/**
	 * @param models the known models; null if there are none
	 */
	KeyJson(@Nullable ModelRegistry models) {
		this.models = models;
	}

	/**
	 * The name of the field whose value a foreign key holds: {@code pk}, or what its
	 * property names.
	 */
	static String keyName(@Nullable BeanProperty property) {
		ForeignKey foreignKey = (property != null) ? property.getAnnotation(ForeignKey.class) : null;
		OneToOne oneToOne = (property != null) ? property.getAnnotation(OneToOne.class) : null;
		String name = (foreignKey != null) ? foreignKey.toField() : (oneToOne != null) ? oneToOne.toField() : "";
		return name.isEmpty() ? ModelKeys.KEY : name;
	}

	/**
	 * Writes a key.
	 * @param name of the field whose value it is
	 */
	void write(Class<?> model, String name, Object key, JsonGenerator generator, SerializationContext context) {
		ModelField field = field(model, name);
		context.writeValue(generator,
				field.isComposite() ? field.toProperty(key) : isOfJackson(field) ? key : field.convert(key));
	}

	/**
	 * The key of a model, if it is of that type and converted, and so not what Jackson
	 * would make of it; null for all other classes.
	 */
	@Nullable ModelField findConverted(Class<?> model, Class<?> type) {
		try {
			ModelField field = model.isAnnotationPresent(Model.class) ? field(model, ModelKeys.KEY) : null;
			return (field != null && field.javaType() == type && field.conversion() != null && !field.isComposite()
					&& !isOfJackson(field)) ? field : null;
		}
		catch (FieldException ex) {
			return null;
		}
	}

	/** Whether Jackson spells a key as a text or number that {@code toProperty} reads. */
	private static boolean isOfJackson(ModelField field) {
		Conversion conversion = field.conversion();
		return conversion != null && (conversion.hasCommonJavaType() || ANNOTATED.get(field.javaType()));
	}

	/**
	 * Reads a key, or an object that has one.
	 * @param keyName the name of the field whose value it is
	 */
	Object read(JavaType model, String keyName, JsonNode json, DeserializationContext context) {
		ModelField field = field(model.getRawClass(), keyName);
		boolean known = ModelKeys.isKnown(field);
		JsonNode key = json;
		if (json.isObject() && field.isComposite() && field.javaType() == List.class) {
			return context.readTreeAsValue(columns(field, model, json, context), context.constructType(List.class));
		}
		if (json.isObject()) {
			String name = name(field, model, context);
			if (json.hasNonNull(name)) {
				key = json.path(name);
			}
			else if (known && !isKey(field, json, context)) {
				return context.reportInputMismatch(model,
						"A reference to '%s' needs its key: give the key alone, or an object with '%s'",
						model.getRawClass().getSimpleName(), name);
			}
		}
		return read(field, key, context);
	}

	/** Reads a key from what its column holds, or from what Jackson makes of it. */
	Object read(ModelField field, JsonNode key, DeserializationContext context) {
		return (ModelKeys.isKnown(field) && (key.isString() || key.isNumber())) ? convert(field, key, context)
				: context.readTreeAsValue(key, context.constructType(field.javaType()));
	}

	/** Whether an object is that of the key itself, with all of its properties. */
	private static boolean isKey(ModelField field, JsonNode json, DeserializationContext context) {
		List<BeanPropertyDefinition> properties = (field.conversion() != null)
				? context.introspectBeanDescription(context.constructType(field.javaType())).findProperties()
				: List.of();
		return !properties.isEmpty() && properties.stream().allMatch((property) -> json.hasNonNull(property.getName()));
	}

	/** The properties that are the key together. */
	private static ArrayNode columns(ModelField field, JavaType model, JsonNode json, DeserializationContext context) {
		ArrayNode values = context.getNodeFactory().arrayNode();
		for (ModelField column : field.columns()) {
			String name = name(column, model, context);
			if (!json.hasNonNull(name)) {
				return context.reportInputMismatch(model,
						"A reference to '%s' needs its key: give an array of its values, or an object with '%s'",
						model.getRawClass().getSimpleName(), name);
			}
			values.add(json.path(name));
		}
		return values;
	}

	private static Object convert(ModelField field, JsonNode key, DeserializationContext context) {
		try {
			return field.toProperty(key.isString() ? key.stringValue() : key.numberValue());
		}
		catch (InvalidDataAccessApiUsageException ex) {
			return context.reportInputMismatch(field.javaType(), "%s", ex.getMessage());
		}
	}

	/** What Jackson calls the property of the key. */
	private static String name(ModelField field, JavaType model, DeserializationContext context) {
		return context.introspectBeanDescription(model)
			.findProperties()
			.stream()
			.filter((property) -> property.getInternalName().equals(field.name()))
			.map(BeanPropertyDefinition::getName)
			.findFirst()
			.orElse(field.name());
	}

	private ModelField field(Class<?> model, String name) {
		return this.fields.computeIfAbsent(new Identity(model, name), (identity) -> {
			ModelMetadata<?> known = (this.models != null) ? this.models.find(model) : null;
			ModelField field = (known != null) ? known.findField(name) : null;
			return (field != null) ? field : ModelKeys.fieldOf(model, name);
		});
	}

	/** A model, and a field that identifies its objects. */
	private record Identity(Class<?> model, String name) {

	}

}
