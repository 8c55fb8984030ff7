package io.asyncorm.repository;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.stream.Stream;

import io.asyncorm.model.Nullability;
import io.asyncorm.model.ValueClass;
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
 * @param valueClass what it is in Kotlin, if it is passed as what that holds; null
 * otherwise
 */
record DeclaredParameter(int index, @Nullable String name, ResolvableType type, boolean nullable, Role role,
		@Nullable ValueClass valueClass) {

	/** What a parameter is for. */
	enum Role {

		/** Something to look up by, or the field of a new object. */
		PLAIN("no annotation"),

		/** A field that is written besides. */
		DEFAULT("@Defaults"),

		/** A field that a new object is given besides. */
		CREATE_DEFAULT("@CreateDefaults"),

		/** A field that is written besides, whether the object is new or not. */
		EITHER_DEFAULT("@Defaults and @CreateDefaults"),

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

	/**
	 * @param given the name that was written; null if nothing tells it
	 */
	static DeclaredParameter of(Class<?> repository, Method method, int index, @Nullable String given,
			@Nullable ValueClass valueClass) {
		Parameter parameter = method.getParameters()[index];
		ResolvableType type = (valueClass != null) ? ResolvableType.forClass(valueClass.type())
				: ResolvableType.forMethodParameter(new MethodParameter(method, index).withContainingClass(repository));
		boolean nullable = !parameter.getType().isPrimitive() && Nullability.isNullable(parameter);
		return new DeclaredParameter(index, name(parameter, given), type, nullable, role(parameter), valueClass);
	}

	/** As messages call it. */
	String label() {
		return (this.name != null) ? this.name : "parameter " + (this.index + 1);
	}

	private static Role role(Parameter parameter) {
		boolean created = parameter.isAnnotationPresent(CreateDefaults.class);
		if (parameter.isAnnotationPresent(Defaults.class)) {
			return created ? Role.EITHER_DEFAULT : Role.DEFAULT;
		}
		if (created) {
			return Role.CREATE_DEFAULT;
		}
		return parameter.isAnnotationPresent(NewValue.class) ? Role.NEW_VALUE : Role.PLAIN;
	}

	private static @Nullable String name(Parameter parameter, @Nullable String given) {
		Param param = parameter.getAnnotation(Param.class);
		Defaults defaults = parameter.getAnnotation(Defaults.class);
		CreateDefaults createDefaults = parameter.getAnnotation(CreateDefaults.class);
		NewValue newValue = parameter.getAnnotation(NewValue.class);
		String name = (param != null) ? param.value() : "";
		name = (createDefaults != null) ? createDefaults.value() : name;
		name = (defaults != null && !defaults.value().isEmpty()) ? defaults.value() : name;
		name = (newValue != null) ? newValue.value() : name;
		return name.isEmpty() ? given : name;
	}

	/** Whether its annotations contradict each other. */
	static boolean isContradictory(Parameter parameter) {
		boolean defaults = parameter.isAnnotationPresent(Defaults.class)
				|| parameter.isAnnotationPresent(CreateDefaults.class);
		return Stream.of(Param.class, NewValue.class).filter(parameter::isAnnotationPresent).count()
				+ (defaults ? 1 : 0) > 1;
	}

}
