package io.asyncorm.autoconfigure.inspection;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.asyncorm.model.KotlinFunction;
import io.asyncorm.model.KotlinSupport;
import io.asyncorm.model.ParameterNames;
import io.asyncorm.model.ValueClass;
import io.asyncorm.repository.Param;
import io.asyncorm.repository.Query;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * A method that an application's repository declares. Immutable.
 * <p>
 * Internal: it may change at any time.
 *
 * @param repository the interface
 * @param method the method
 * @since 0.1.0
 */
public record InspectedMethod(Class<?> repository, Method method) {

	public String name() {
		KotlinFunction inKotlin = KotlinSupport.findFunction(this.method);
		return (inKotlin != null) ? inKotlin.name() : this.method.getName();
	}

	public boolean hasBody() {
		return this.method.isDefault();
	}

	/** Whether it writes, in as many statements as it then takes. */
	public boolean writes() {
		return !hasQuery() && name().matches("a(create|update|delete|getOrCreate).*");
	}

	/** Whether it says its statement itself. */
	public boolean hasQuery() {
		return this.method.isAnnotationPresent(Query.class);
	}

	/**
	 * The statement of an operation that it says itself; empty if it says none.
	 * @param place the operation's among those of one call
	 */
	public String query(int place) {
		Query query = this.method.getAnnotation(Query.class);
		boolean counts = place > 0 && query != null && !query.countQuery().isEmpty();
		return (query == null) ? "" : counts ? query.countQuery() : query.value();
	}

	/** Whether it may insert a row. */
	public boolean creates() {
		return !hasQuery() && name().matches("a(create|getOrCreate|updateOrCreate).*");
	}

	/** With the repository's name and the types of its parameters. */
	public String qualifiedName() {
		return this.repository.getSimpleName() + "." + this;
	}

	/** The names of what its callers pass. */
	public List<String> parameterNames() {
		List<@Nullable String> written = ParameterNames.of(this.method);
		return IntStream.range(0, this.method.getParameterCount() - (isSuspended() ? 1 : 0))
			.mapToObj((index) -> name(this.method.getParameters()[index], written.get(index)))
			.toList();
	}

	private static String name(Parameter parameter, @Nullable String written) {
		Param param = parameter.getAnnotation(Param.class);
		return (param != null) ? param.value() : Objects.requireNonNullElseGet(written, parameter::getName);
	}

	/** Whether Kotlin's compiler passes what goes on with the result, too. */
	boolean isSuspended() {
		return KotlinDetector.isSuspendingFunction(this.method);
	}

	public ResolvableType parameterType(int index) {
		return ResolvableType
			.forMethodParameter(new MethodParameter(this.method, index).withContainingClass(this.repository));
	}

	public boolean isPrimitive(int index) {
		return this.method.getParameterTypes()[index].isPrimitive();
	}

	/** As it is declared, without packages. */
	@Override
	public String toString() {
		List<String> names = parameterNames();
		return IntStream.range(0, names.size())
			.mapToObj((index) -> shortName(declaredType(index)) + " " + names.get(index))
			.collect(Collectors.joining(", ", name() + "(", ")"));
	}

	/** The type of a parameter, which Kotlin's compiler may pass as what it holds. */
	private ResolvableType declaredType(int index) {
		KotlinFunction inKotlin = KotlinSupport.findFunction(this.method);
		ValueClass valueClass = (inKotlin != null) ? inKotlin.parameters().get(index).valueClass() : null;
		return (valueClass != null) ? ResolvableType.forClass(valueClass.type()) : parameterType(index);
	}

	private static String shortName(ResolvableType type) {
		return type.toString().replaceAll("[\\w.]+[.$](?=\\w)", "");
	}

}
