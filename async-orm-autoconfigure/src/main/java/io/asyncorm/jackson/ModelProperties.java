package io.asyncorm.jackson;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Step;
import io.asyncorm.model.NamePath;
import io.asyncorm.model.PropertyNames;
import io.asyncorm.model.Relation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.PropertyWriter;

/**
 * Finds how Jackson writes a field of a model: under which name and by which property, or
 * not at all. What is hidden in an object is hidden in a row of some of its fields, too.
 */
final class ModelProperties {

	private final SerializationContext context;

	ModelProperties(SerializationContext context) {
		this.context = context;
	}

	/**
	 * How a field is written.
	 * @param name {@code title} or, after {@code selectRelated()}, {@code author__name}
	 * @return null if it is hidden
	 */
	@Nullable JsonField find(Class<?> model, String name) {
		List<String> names = new ArrayList<>();
		JavaType type = this.context.constructType(model);
		PropertyWriter property = null;
		for (Step step : ExpressionAccess.steps(name)) {
			property = (step instanceof Step.Named named) ? writers(type).get(PropertyNames.toCamelCase(named.name()))
					: null;
			if (property == null || isOutOfView(property)) {
				return null;
			}
			names.add(property.getName());
			type = relatedType(property);
		}
		return (property != null) ? new JsonField(NamePath.join(names, Function.identity()), property) : null;
	}

	/** The properties that are written, by their names in Java. */
	private Map<String, PropertyWriter> writers(JavaType type) {
		Map<String, PropertyWriter> written = new HashMap<>();
		this.context.findValueSerializer(type)
			.properties()
			.forEachRemaining((property) -> written.put(property.getName(), property));
		Map<String, PropertyWriter> writers = new HashMap<>();
		for (BeanPropertyDefinition definition : this.context.introspectBeanDescription(type).findProperties()) {
			PropertyWriter property = written.get(definition.getName());
			if (property != null) {
				writers.put(definition.getInternalName(), property);
			}
		}
		return writers;
	}

	private boolean isOutOfView(PropertyWriter property) {
		Class<?> active = this.context.getActiveView();
		if (active == null || !(property instanceof BeanPropertyWriter writer)) {
			return false;
		}
		Class<?>[] views = writer.getViews();
		if (views == null) {
			return !this.context.isEnabled(MapperFeature.DEFAULT_VIEW_INCLUSION);
		}
		return List.of(views).stream().noneMatch((view) -> view.isAssignableFrom(active));
	}

	/** The model that a relation leads to; any other type as it is. */
	private static JavaType relatedType(PropertyWriter property) {
		JavaType relation = property.getType().findSuperType(Relation.class);
		return (relation != null) ? relation.containedTypeOrUnknown(0) : property.getType();
	}

	/**
	 * How a field is written.
	 *
	 * @param name its name in JSON
	 * @param property its property, or that of the related model
	 */
	record JsonField(String name, PropertyWriter property) {

		/** Whether a value is a converted key of the model. */
		boolean isKey(KeyJson keys, Object value) {
			return keys.findConverted(this.property.getMember().getDeclaringClass(), value.getClass()) != null;
		}

		/** The model of which the field holds the key; null if it is no relation. */
		@Nullable Class<?> target() {
			return this.property.getType().isTypeOrSubTypeOf(Relation.class) ? relatedType(this.property).getRawClass()
					: null;
		}

	}

}
