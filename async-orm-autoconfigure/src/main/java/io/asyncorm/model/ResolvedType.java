package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * What a type that is declared stands for in a model, with the annotations that it has
 * where it is declared.
 *
 * @param declared the type as it is declared, such as a variable
 * @param type what it means
 */
record ResolvedType(AnnotatedType declared, Type type) implements AnnotatedType {

	@Override
	public Type getType() {
		return this.type;
	}

	@Override
	public @Nullable AnnotatedType getAnnotatedOwnerType() {
		return null;
	}

	@Override
	public <A extends Annotation> @Nullable A getAnnotation(Class<A> annotationClass) {
		return this.declared.getAnnotation(annotationClass);
	}

	@Override
	public Annotation[] getAnnotations() {
		return this.declared.getAnnotations();
	}

	@Override
	public Annotation[] getDeclaredAnnotations() {
		return this.declared.getDeclaredAnnotations();
	}

}
