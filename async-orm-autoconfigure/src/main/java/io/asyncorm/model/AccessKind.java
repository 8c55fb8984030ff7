package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotationUtils;

/**
 * Whether the properties of a class are its fields, or its getters and setters: as
 * {@code @Access} or {@code @AccessType} says, or where Jakarta's {@code @Id} stands.
 */
final class AccessKind {

	private static final Set<String> ACCESS = Set.of("jakarta.persistence.Access",
			"org.springframework.data.annotation.AccessType");

	private static final Set<String> KEYS = Set.of("jakarta.persistence.Id", "jakarta.persistence.EmbeddedId");

	private AccessKind() {
	}

	static boolean isByMethods(Class<?> type) {
		Annotation decisive = find(type);
		return decisive != null && (isKey(decisive) || isProperty(decisive));
	}

	/** Why the properties of a class are its getters and setters, for messages. */
	static String reason(Class<?> type) {
		Annotation decisive = find(type);
		if (decisive == null) {
			throw new IllegalStateException("The properties of '" + type.getName() + "' are its fields");
		}
		String name = "@" + decisive.annotationType().getSimpleName();
		return isKey(decisive) ? name + " stands at a getter" : "the class has " + name + "(PROPERTY)";
	}

	/** What says it; null if nothing does. */
	private static @Nullable Annotation find(Class<?> type) {
		for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
			for (Annotation annotation : owner.getAnnotations()) {
				if (ACCESS.contains(annotation.annotationType().getName())) {
					return annotation;
				}
			}
		}
		for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
			for (Method method : owner.getDeclaredMethods()) {
				for (Annotation annotation : method.getAnnotations()) {
					if (isKey(annotation)) {
						return annotation;
					}
				}
			}
		}
		return null;
	}

	private static boolean isKey(Annotation annotation) {
		return KEYS.contains(annotation.annotationType().getName());
	}

	private static boolean isProperty(Annotation access) {
		return String.valueOf(AnnotationUtils.getValue(access)).equals("PROPERTY");
	}

}
