package io.asyncorm.repository;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.asyncorm.model.KotlinFunction;
import io.asyncorm.model.KotlinSupport;
import io.asyncorm.model.Nullability;
import io.asyncorm.model.ParameterNames;
import io.asyncorm.model.ValueClass;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * A method that a repository declares, while it is resolved, and the faults found in it.
 */
final class DeclaredMethod {

	private final Class<?> repository;

	private final Method method;

	/** As it is written in Kotlin; null if it is not. */
	private final @Nullable KotlinFunction inKotlin;

	/** Whether it is a {@code suspend} function of Kotlin's. */
	private final boolean suspended;

	private final List<DeclaredParameter> parameters;

	private final List<String> faults = new ArrayList<>();

	DeclaredMethod(Class<?> repository, Method method) {
		this.repository = repository;
		this.method = method;
		this.inKotlin = KotlinSupport.findFunction(method);
		this.suspended = KotlinDetector.isSuspendingFunction(method);
		List<@Nullable String> names = ParameterNames.of(method);
		// What goes on when a suspended function has its result is no parameter of its
		// user's
		this.parameters = IntStream.range(0, method.getParameterCount() - (this.suspended ? 1 : 0))
			.mapToObj((index) -> DeclaredParameter.of(repository, method, index, names.get(index), valueClass(index)))
			.toList();
		Arrays.stream(method.getParameters())
			.filter(DeclaredParameter::isContradictory)
			.forEach((parameter) -> fault("one parameter has more than one of @Param, @Defaults and @NewValue;"
					+ " keep one, which can name the field too"));
	}

	/** What a parameter is in Kotlin, if it is passed as what that holds. */
	private @Nullable ValueClass valueClass(int index) {
		return (this.inKotlin != null) ? this.inKotlin.parameters().get(index).valueClass() : null;
	}

	Method method() {
		return this.method;
	}

	/** The name, without the repository's. */
	String name() {
		return (this.inKotlin != null) ? this.inKotlin.name() : this.method.getName();
	}

	/** What a suspended function returns without its object; null of all others. */
	@Nullable ValueClass unboxedResult() {
		return (this.inKotlin != null) ? this.inKotlin.unboxedResult() : null;
	}

	/** The name that operations and errors carry. */
	String qualifiedName() {
		return this.repository.getSimpleName() + "." + name();
	}

	List<DeclaredParameter> parameters() {
		return this.parameters;
	}

	/** The parameters with one of these roles. */
	List<DeclaredParameter> parameters(DeclaredParameter.Role... roles) {
		return this.parameters.stream().filter((parameter) -> List.of(roles).contains(parameter.role())).toList();
	}

	/**
	 * What it is declared to return; {@code Void} for a function that returns nothing.
	 */
	ResolvableType returnType() {
		if (!this.suspended) {
			return ResolvableType.forMethodReturnType(this.method, this.repository);
		}
		MethodParameter continuation = new MethodParameter(this.method, this.parameters.size());
		ResolvableType returned = ResolvableType.forMethodParameter(continuation.withContainingClass(this.repository))
			.getGeneric(0);
		return isUnit(returned) ? ResolvableType.forClass(Void.class) : returned;
	}

	/** Whether it is a {@code suspend} function, which returns what others hold. */
	boolean isSuspended() {
		return this.suspended;
	}

	/** Whether it is a function of Kotlin's that could suspend, but does not. */
	boolean isPlainKotlin() {
		return !this.suspended && KotlinDetector.isKotlinType(this.method.getDeclaringClass());
	}

	/** Whether it holds something {@code @Nullable}, such as a future of it. */
	boolean isResultNullable() {
		return this.suspended ? Nullability.isNullable(this.method) : Nullability.isHeldNullable(this.method);
	}

	private static boolean isUnit(ResolvableType type) {
		return type.resolve(Object.class).getName().equals("kotlin.Unit");
	}

	/** The value of a parameter, as calls will give it. */
	Argument argument(DeclaredParameter parameter) {
		return new Argument(qualifiedName(), parameter.label(), parameter.index(), parameter.nullable());
	}

	void fault(String fault) {
		this.faults.add(fault);
	}

	void fault(DeclaredParameter parameter, String fault) {
		fault("'" + parameter.label() + "' " + fault);
	}

	boolean hasFaults() {
		return !this.faults.isEmpty();
	}

	/** Every parameter has to have a name, since the names say what they are for. */
	void requireNames() {
		if (this.parameters.stream().anyMatch((parameter) -> parameter.name() == null)) {
			fault("the names of its parameters are not in the class file; compile with javac's -parameters,"
					+ " as Spring Boot's build plugins do (elsewhere in Maven: maven.compiler.parameters=true),"
					+ " or give each of them a @Param(\"...\")");
		}
	}

	void requireRoles(Predicate<DeclaredParameter.Role> possible, String where) {
		for (DeclaredParameter parameter : this.parameters) {
			if (!possible.test(parameter.role())) {
				fault(parameter, "is marked with " + parameter.role().annotation() + ", which means nothing " + where
						+ "; " + mend(parameter.role(), possible));
			}
		}
	}

	/** Without its annotation a value would be what rows are looked up by. */
	private static String mend(DeclaredParameter.Role role, Predicate<DeclaredParameter.Role> possible) {
		if (role != DeclaredParameter.Role.DEFAULT && possible.test(DeclaredParameter.Role.DEFAULT)) {
			return "what is written beside the lookup is marked with @Defaults";
		}
		return possible.test(DeclaredParameter.Role.NEW_VALUE) ? "a new value is marked with @NewValue" : "remove it";
	}

	/** All that is wrong, in one line. */
	String report() {
		return this + ": " + String.join("; ", this.faults);
	}

	@Override
	public String toString() {
		return qualifiedName()
				+ this.parameters.stream().map(this::typeName).collect(Collectors.joining(", ", "(", ")"));
	}

	private String typeName(DeclaredParameter parameter) {
		ValueClass valueClass = parameter.valueClass();
		return ((valueClass != null) ? valueClass.type() : this.method.getParameterTypes()[parameter.index()])
			.getSimpleName();
	}

	/** A type without its packages. */
	static String shortName(ResolvableType type) {
		return type.toString().replaceAll("[\\w.]+[.$](?=\\w)", "");
	}

}
