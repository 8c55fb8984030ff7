package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

import kotlin.reflect.KFunction;
import kotlin.reflect.KType;
import kotlin.reflect.jvm.ReflectJvmMapping;

import org.springframework.core.KotlinDetector;
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

	/**
	 * Whether the elements of what a field holds may be null in Kotlin, which the class
	 * file does not say.
	 */
	static boolean hasNullableElements(AnnotatedElement element) {
		return element instanceof Field field && KotlinSupport.hasNullableElements(field);
	}

	/**
	 * Whether what the result of a method holds, such as a future, may be null.
	 */
	public static boolean isHeldNullable(Method method) {
		return method.getAnnotatedReturnType() instanceof AnnotatedParameterizedType holder
				&& (isMarked(holder.getAnnotatedActualTypeArguments()[0]) || KotlinDetector.isKotlinReflectPresent()
						&& KotlinDetector.isKotlinType(method.getDeclaringClass()) && InKotlin.isHeldNullable(method));
	}

	private static boolean isNullable(AnnotatedType type, Nullness nullness) {
		return isMarked(type) || nullness == Nullness.NULLABLE;
	}

	private static boolean isMarked(AnnotatedElement element) {
		return Arrays.stream(element.getAnnotations())
			.map(Annotation::annotationType)
			.anyMatch((type) -> type.getSimpleName().equals(NAME));
	}

	/** Loaded only where Kotlin is there. */
	private static final class InKotlin {

		static boolean isHeldNullable(Method method) {
			KFunction<?> function = ReflectJvmMapping.getKotlinFunction(method);
			KType held = (function != null) ? function.getReturnType().getArguments().get(0).getType() : null;
			return held != null && held.isMarkedNullable();
		}

	}

}
