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
		for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
			String declared = declared(owner);
			if (declared != null) {
				return declared.equals("PROPERTY");
			}
		}
		for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
			for (Method method : owner.getDeclaredMethods()) {
				for (Annotation annotation : method.getAnnotations()) {
					if (KEYS.contains(annotation.annotationType().getName())) {
						return true;
					}
				}
			}
		}
		return false;
	}

	private static @Nullable String declared(Class<?> owner) {
		for (Annotation annotation : owner.getAnnotations()) {
			if (ACCESS.contains(annotation.annotationType().getName())) {
				return String.valueOf(AnnotationUtils.getValue(annotation));
			}
		}
		return null;
	}

}
