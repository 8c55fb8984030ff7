package io.asyncorm.autoconfigure;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import io.asyncorm.model.Convert;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Embedded;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.KotlinSupport;
import io.asyncorm.model.OneToOne;
import io.asyncorm.repository.Repository;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.core.KotlinDetector;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/**
 * Tells native images what is used by reflection of the types that an application
 * declares: constructors and accessors of models and of what is embedded in them, with
 * the types of their properties, converters and suppliers; proxies and methods of
 * repositories, with the records that they give.
 */
final class DeclaredTypeHints {

	private static final Set<String> EMBEDDING = Set.of("jakarta.persistence.Embedded",
			"jakarta.persistence.EmbeddedId", "jakarta.persistence.Embeddable");

	private final RuntimeHints hints;

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	private final Set<Class<?>> embedded = new LinkedHashSet<>();

	DeclaredTypeHints(RuntimeHints hints) {
		this.hints = hints;
	}

	void registerModel(Class<?> model) {
		this.hints.reflection()
			.registerType(model, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.INVOKE_DECLARED_METHODS,
					MemberCategory.INVOKE_PUBLIC_METHODS, MemberCategory.ACCESS_DECLARED_FIELDS);
		for (Constructor<?> constructor : model.getDeclaredConstructors()) {
			this.binding.registerReflectionHints(this.hints.reflection(), constructor.getGenericParameterTypes());
		}
		for (Class<?> valueClass : KotlinSupport.valueClasses(model)) {
			this.hints.reflection()
				.registerType(valueClass, MemberCategory.INVOKE_DECLARED_METHODS,
						MemberCategory.ACCESS_DECLARED_FIELDS);
		}
		ClassUtils.getAllInterfacesForClassAsSet(model).forEach(this::registerMethods);
		for (Class<?> base = model.getSuperclass(); base != null && base != Record.class
				&& base != Object.class; base = base.getSuperclass()) {
			this.hints.reflection()
				.registerType(base, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.INVOKE_DECLARED_METHODS,
						MemberCategory.ACCESS_DECLARED_FIELDS);
			annotated(base).forEach(this::registerNamedTypes);
			Arrays.stream(base.getDeclaredFields()).forEach(this::registerEmbedded);
		}
		annotated(model).forEach(this::registerNamedTypes);
		for (Field field : model.getDeclaredFields()) {
			registerEmbedded(field);
		}
	}

	/**
	 * What is embedded by ours, or by annotations of Jakarta's, is made as models are.
	 */
	private void registerEmbedded(Field field) {
		boolean embedded = field.isAnnotationPresent(Embedded.class) || Stream.of(field, field.getType())
			.flatMap((element) -> Arrays.stream(element.getAnnotations()))
			.anyMatch((annotation) -> EMBEDDING.contains(annotation.annotationType().getName()));
		if (embedded && this.embedded.add(field.getType())) {
			registerModel(field.getType());
		}
	}

	/** All that may have annotations of a property. */
	private static Set<AnnotatedElement> annotated(Class<?> model) {
		Set<AnnotatedElement> annotated = new LinkedHashSet<>(Arrays.asList(model.getDeclaredFields()));
		annotated.addAll(Arrays.asList(model.getDeclaredMethods()));
		for (Constructor<?> constructor : model.getDeclaredConstructors()) {
			annotated.addAll(Arrays.asList(constructor.getParameters()));
		}
		return annotated;
	}

	/** Converters and suppliers are created by their constructors. */
	private void registerNamedTypes(AnnotatedElement property) {
		MergedAnnotations annotations = MergedAnnotations.from(property);
		registerCreated(annotations.get(Convert.class), MergedAnnotation.VALUE);
		registerCreated(annotations.get(DefaultValue.class), "supplier");
		registerCreated(annotations.get(ForeignKey.class), "setSupplier");
		registerCreated(annotations.get(OneToOne.class), "setSupplier");
		registerCreated(annotations.get("jakarta.persistence.Convert"), "converter");
	}

	private void registerCreated(MergedAnnotation<?> annotation, String attribute) {
		if (annotation.isPresent()) {
			this.hints.reflection()
				.registerType(annotation.getClass(attribute), MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
		}
	}

	void registerRepository(Class<?> repository) {
		this.hints.proxies().registerJdkProxy(repository);
		registerMethods(repository);
		for (Class<?> extended : ClassUtils.getAllInterfacesForClassAsSet(repository)) {
			registerMethods(extended);
		}
		for (Method method : repository.getMethods()) {
			if (!method.getDeclaringClass().getPackage().equals(Repository.class.getPackage())) {
				this.binding.registerReflectionHints(this.hints.reflection(), result(method));
			}
		}
	}

	/** A function that suspends gives its result to its last parameter. */
	private static Type result(Method method) {
		return KotlinDetector.isSuspendingFunction(method)
				? method.getGenericParameterTypes()[method.getParameterCount() - 1] : method.getGenericReturnType();
	}

	/**
	 * Registers method references that name properties.
	 * @param className the class that they stand in
	 * @param interfaces those that they implement
	 */
	void registerReferences(String className, Set<Class<?>> interfaces) {
		interfaces.forEach((type) -> this.hints.reflection()
			.registerLambda(TypeReference.of(className), (lambda) -> lambda.withInterfaces(type)));
	}

	private void registerMethods(Class<?> type) {
		this.hints.reflection()
			.registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS, MemberCategory.INVOKE_DECLARED_METHODS);
	}

}
