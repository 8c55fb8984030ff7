package io.asyncorm.autoconfigure.actuate;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.asyncorm.repository.Param;
import io.asyncorm.repository.Query;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * A method that an application's repository declares. Immutable.
 *
 * @param repository the interface
 * @param method the method
 */
record InspectedMethod(Class<?> repository, Method method) {

	String name() {
		return this.method.getName();
	}

	boolean hasBody() {
		return this.method.isDefault();
	}

	/** Whether it writes, in as many statements as it then takes. */
	boolean writes() {
		return !this.method.isAnnotationPresent(Query.class) && name().matches("a(create|update|delete|getOrCreate).*");
	}

	List<String> parameterNames() {
		return Arrays.stream(this.method.getParameters()).map(InspectedMethod::name).toList();
	}

	private static String name(Parameter parameter) {
		Param param = parameter.getAnnotation(Param.class);
		return (param != null) ? param.value() : parameter.getName();
	}

	ResolvableType parameterType(int index) {
		return ResolvableType
			.forMethodParameter(new MethodParameter(this.method, index).withContainingClass(this.repository));
	}

	boolean isPrimitive(int index) {
		return this.method.getParameterTypes()[index].isPrimitive();
	}

	/** As it is declared, without packages. */
	@Override
	public String toString() {
		List<String> names = parameterNames();
		return IntStream.range(0, names.size())
			.mapToObj((index) -> shortName(parameterType(index)) + " " + names.get(index))
			.collect(Collectors.joining(", ", name() + "(", ")"));
	}

	private static String shortName(ResolvableType type) {
		return type.toString().replaceAll("[\\w.]+[.$](?=\\w)", "");
	}

}
