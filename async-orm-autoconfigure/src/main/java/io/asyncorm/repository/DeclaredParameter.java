package io.asyncorm.repository;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.stream.Stream;

import io.asyncorm.model.Nullability;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * A parameter of a declared method, as it was written. Immutable.
 *
 * @param index its place
 * @param name what it is to be taken for; null if nothing says so
 * @param type its type, with the repository's own type arguments
 * @param nullable whether null may be given
 * @param role what its annotation says
 */
record DeclaredParameter(int index, @Nullable String name, ResolvableType type, boolean nullable, Role role) {

	/** What a parameter is for. */
	enum Role {

		/** Something to look up by, or the field of a new object. */
		PLAIN("no annotation"),

		/** A field that is written besides. */
		DEFAULT("@Defaults"),

		/** The new value of a field. */
		NEW_VALUE("@NewValue");

		private final String annotation;

		Role(String annotation) {
			this.annotation = annotation;
		}

		String annotation() {
			return this.annotation;
		}

	}

	static DeclaredParameter of(Class<?> repository, Method method, int index) {
		Parameter parameter = method.getParameters()[index];
		ResolvableType type = ResolvableType
			.forMethodParameter(new MethodParameter(method, index).withContainingClass(repository));
		boolean nullable = !parameter.getType().isPrimitive() && Nullability.isNullable(parameter);
		return new DeclaredParameter(index, name(parameter), type, nullable, role(parameter));
	}

	/** As messages call it. */
	String label() {
		return (this.name != null) ? this.name : "parameter " + (this.index + 1);
	}

	private static Role role(Parameter parameter) {
		if (parameter.isAnnotationPresent(Defaults.class)) {
			return Role.DEFAULT;
		}
		return parameter.isAnnotationPresent(NewValue.class) ? Role.NEW_VALUE : Role.PLAIN;
	}

	private static @Nullable String name(Parameter parameter) {
		Param param = parameter.getAnnotation(Param.class);
		Defaults defaults = parameter.getAnnotation(Defaults.class);
		NewValue newValue = parameter.getAnnotation(NewValue.class);
		String name = (param != null) ? param.value() : "";
		name = (defaults != null) ? defaults.value() : name;
		name = (newValue != null) ? newValue.value() : name;
		if (!name.isEmpty()) {
			return name;
		}
		return parameter.isNamePresent() ? parameter.getName() : null;
	}

	/** How many annotations say what it is for; more than one contradict each other. */
	static long roles(Parameter parameter) {
		return Stream.of(Param.class, Defaults.class, NewValue.class).filter(parameter::isAnnotationPresent).count();
	}

}
