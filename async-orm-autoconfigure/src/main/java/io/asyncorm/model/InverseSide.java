package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.StringUtils;

/**
 * A side of a relation that Jakarta's {@code mappedBy} leaves to the foreign key of
 * another model, to whose reverse it gives its name. A collection in its place is not
 * stored.
 *
 * @param name the property
 * @param mappedBy the property of the other model
 * @param target the other model; null if its type does not say
 */
record InverseSide(String name, String mappedBy, @Nullable Class<?> target) {

	/** Those that a class and its superclasses declare. */
	static List<InverseSide> of(Class<?> type) {
		List<InverseSide> sides = new ArrayList<>();
		for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
			for (Field field : owner.getDeclaredFields()) {
				add(sides, field.getName(), field, ResolvableType.forField(field, type));
			}
			for (Method method : owner.getDeclaredMethods()) {
				if (method.getName().startsWith("get")) {
					add(sides, StringUtils.uncapitalizeAsProperty(method.getName().substring("get".length())), method,
							ResolvableType.forMethodReturnType(method, type));
				}
			}
		}
		return List.copyOf(sides);
	}

	private static void add(List<InverseSide> sides, String name, AnnotatedElement element, ResolvableType type) {
		String mappedBy = mappedBy(element);
		if (!mappedBy.isEmpty()) {
			ResolvableType target = Relation.class.isAssignableFrom(type.toClass())
					? type.as(Relation.class).getGeneric(0)
					: type.asMap().hasGenerics() ? type.asMap().getGeneric(1) : type.asCollection().getGeneric(0);
			sides.add(new InverseSide(name, mappedBy, target.resolve()));
		}
	}

	/**
	 * Whether a field or getter is one that holds no relation of ours, but a collection,
	 * which nothing is read into.
	 */
	static boolean isLeftOut(AnnotatedElement element) {
		Class<?> type = switch (element) {
			case Field field -> field.getType();
			case Method method -> method.getReturnType();
			default -> Relation.class;
		};
		return !Relation.class.isAssignableFrom(type)
				&& (Iterable.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type))
				&& !mappedBy(element).isEmpty();
	}

	private static String mappedBy(AnnotatedElement element) {
		for (Annotation annotation : element.getAnnotations()) {
			String mappedBy = OtherRelations.mappedBy(annotation);
			if (!mappedBy.isEmpty()) {
				return mappedBy;
			}
		}
		return "";
	}

}
