package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

import org.springframework.core.Nullness;

/**
 * Finds out whether a declaration may be null: by any annotation called {@code Nullable},
 * at the declaration or its type, as Spring does, or by a nullable type in Kotlin. One
 * that is not in the class file at run time, as JetBrains' own, cannot be seen.
 *
 * @since 0.1.0
 */
public final class Nullability {

	private static final String NAME = "Nullable";

	private Nullability() {
	}

	/** Whether a parameter, field, accessor or record component may be null. */
	public static boolean isNullable(AnnotatedElement element) {
		if (isMarked(element)) {
			return true;
		}
		return switch (element) {
			case Parameter parameter -> isNullable(parameter.getAnnotatedType(), Nullness.forParameter(parameter));
			case Field field -> isNullable(field.getAnnotatedType(), Nullness.forField(field));
			case Method method -> isNullable(method.getAnnotatedReturnType(), Nullness.forMethodReturnType(method));
			case RecordComponent component -> isMarked(component.getAnnotatedType());
			default -> false;
		};
	}

	private static boolean isNullable(AnnotatedType type, Nullness nullness) {
		return isMarked(type) || nullness == Nullness.NULLABLE;
	}

	private static boolean isMarked(AnnotatedElement element) {
		return Arrays.stream(element.getAnnotations())
			.map(Annotation::annotationType)
			.anyMatch((type) -> type.getSimpleName().equals(NAME));
	}

}
