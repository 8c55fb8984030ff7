package io.asyncorm.repository;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Refuses declared methods that would take calls away from an inherited overload.
 * Immutable.
 */
final class InheritedClashes {

	private final Class<?> repository;

	private final List<Method> inherited;

	InheritedClashes(Class<?> repository) {
		this.repository = repository;
		this.inherited = AsyncRepository.class.isAssignableFrom(repository)
				? Arrays.stream(AsyncRepository.class.getMethods()).filter((method) -> !method.isBridge()).toList()
				: List.of();
	}

	void check(DeclaredMethod declared) {
		this.inherited.stream()
			.filter((method) -> takesOver(declared, method))
			.findFirst()
			.ifPresent((method) -> declared.fault("it would be called in place of the inherited '" + describe(method)
					+ "'; give it another name, or other parameters"));
	}

	private boolean takesOver(DeclaredMethod declared, Method method) {
		return method.getName().equals(declared.name())
				&& (takesOver(declared, method, false) || method.isVarArgs() && takesOver(declared, method, true));
	}

	/**
	 * @param spread whether the last parameter of the inherited method is taken as any
	 * number of single ones
	 */
	private boolean takesOver(DeclaredMethod declared, Method method, boolean spread) {
		int last = method.getParameterCount() - 1;
		int count = declared.parameters().size();
		if (spread ? count < last : count != last + 1) {
			return false;
		}
		return IntStream.range(0, count).allMatch((index) -> {
			ResolvableType type = type(method, Math.min(index, last));
			Class<?> wanted = ((spread && index >= last) ? type.getComponentType() : type).resolve(Object.class);
			return ClassUtils.isAssignable(wanted, declared.parameters().get(index).type().resolve(Object.class));
		});
	}

	private ResolvableType type(Method method, int index) {
		return ResolvableType
			.forMethodParameter(new MethodParameter(method, index).withContainingClass(this.repository));
	}

	private String describe(Method method) {
		return method.getName() + IntStream.range(0, method.getParameterCount())
			.mapToObj((index) -> type(method, index).resolve(Object.class).getSimpleName())
			.collect(Collectors.joining(", ", "(", ")"));
	}

}
