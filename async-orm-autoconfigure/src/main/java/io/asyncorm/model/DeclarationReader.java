package io.asyncorm.model;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.GenericTypeResolver;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Reads the constructor of a model class, and the accessors and annotations of its
 * parameters. Checks only that objects can be created and read; {@link PropertyChecks}
 * checks the annotations.
 */
final class DeclarationReader {

	private final Class<?> type;

	private final ModelFaults faults;

	private final InheritedAnnotations inherited;

	DeclarationReader(Class<?> type, ModelFaults faults) {
		this.type = type;
		this.faults = faults;
		this.inherited = new InheritedAnnotations(type);
	}

	/**
	 * The declaration; null if objects of the class cannot be created, which is reported.
	 */
	@Nullable ModelDeclaration read() {
		String kotlinFault = KotlinSupport.fault(this.type);
		if (kotlinFault != null) {
			this.faults.add(this.type, kotlinFault);
			return null;
		}
		Constructor<?> constructor = isInstantiable() ? findConstructor() : null;
		if (constructor == null) {
			return null;
		}
		List<PropertyDeclaration> properties = readProperties(constructor);
		try {
			return new ModelDeclaration(this.type, properties, ObjectConstructor.of(constructor));
		}
		catch (IllegalAccessException | InaccessibleObjectException ex) {
			this.faults.add(this.type, "its constructor cannot be called (" + ex.getMessage()
					+ "); make it public, or open its package to this library");
			return null;
		}
	}

	private boolean isInstantiable() {
		boolean inner = this.type.isMemberClass() && !Modifier.isStatic(this.type.getModifiers());
		if (this.type.isInterface() || this.type.isEnum() || this.type.isAnonymousClass() || inner
				|| Modifier.isAbstract(this.type.getModifiers())) {
			this.faults.add(this.type, "objects of it cannot be made; declare a record,"
					+ " or a class that is neither abstract nor an inner class");
			return false;
		}
		return true;
	}

	/**
	 * A record's canonical constructor, Kotlin's primary one, or a class's only public
	 * one; where none is public, its only one.
	 */
	private @Nullable Constructor<?> findConstructor() {
		if (this.type.isRecord()) {
			Class<?>[] types = Arrays.stream(this.type.getRecordComponents())
				.map(RecordComponent::getType)
				.toArray(Class<?>[]::new);
			return Arrays.stream(this.type.getDeclaredConstructors())
				.filter((candidate) -> Arrays.equals(candidate.getParameterTypes(), types))
				.findFirst()
				.orElse(null);
		}
		Constructor<?>[] constructors = this.type.getConstructors();
		if (constructors.length == 0) {
			constructors = this.type.getDeclaredConstructors();
		}
		Constructor<?> primary = KotlinSupport.findPrimaryConstructor(this.type);
		if (primary != null) {
			constructors = new Constructor<?>[] { primary };
		}
		// Kotlin's for default arguments
		constructors = Arrays.stream(constructors)
			.filter((constructor) -> !constructor.isSynthetic())
			.toArray(Constructor<?>[]::new);
		if (constructors.length != 1) {
			this.faults.add(this.type, "it has " + constructors.length + " constructors that could be meant;"
					+ " keep one public constructor, which takes all properties");
			return null;
		}
		if (constructors[0].getParameterCount() == 0) {
			this.faults.add(this.type,
					"its constructor takes nothing; declare one public constructor, which takes all properties, or make it"
							+ " a record");
			return null;
		}
		if (ParameterNames.of(constructors[0]).contains(null)) {
			this.faults.add(this.type, "the names of its constructor's parameters are not in the class file;"
					+ " compile it with javac's -parameters, as Spring Boot's build plugins do (elsewhere in Maven:"
					+ " maven.compiler.parameters=true), or make it a record");
			return null;
		}
		return constructors[0];
	}

	private List<PropertyDeclaration> readProperties(Constructor<?> constructor) {
		Map<String, PropertyDeclaration> properties = new LinkedHashMap<>();
		RecordComponent[] components = this.type.getRecordComponents();
		Parameter[] parameters = constructor.getParameters();
		List<@Nullable String> names = ParameterNames.of(constructor);
		for (int i = 0; i < parameters.length; i++) {
			RecordComponent component = (components != null) ? components[i] : null;
			String name = (component != null) ? component.getName() : Objects.requireNonNull(names.get(i));
			PropertyDeclaration property = readProperty(name, parameters[i], component);
			if (property != null) {
				PropertyDeclaration other = properties.putIfAbsent(property.normalized(), property);
				if (other != null) {
					this.faults.add(this.type, property.name(),
							"its name means the same as '" + other.name() + "', since lookups may write either as '"
									+ PropertyNames.toSnakeCase(property.name()) + "'; rename one of them");
				}
			}
		}
		checkStrayAnnotations(properties);
		return List.copyOf(properties.values());
	}

	private @Nullable PropertyDeclaration readProperty(String name, Parameter parameter,
			@Nullable RecordComponent component) {
		AnnotatedType annotatedType = (component != null) ? component.getAnnotatedType() : parameter.getAnnotatedType();
		Map<String, Method> accessors = findAccessors(name, parameter.getType());
		if (accessors.isEmpty()) {
			this.faults.add(this.type, name,
					"nothing reads it back; declare an accessor " + name + "(), get" + StringUtils.capitalize(name)
							+ "() or is" + StringUtils.capitalize(name) + "() that returns '"
							+ parameter.getType().getSimpleName() + "'");
			return null;
		}
		List<AnnotatedElement> annotated = new ArrayList<>(List.of(parameter));
		if (component != null) {
			annotated.add(component);
		}
		Field field = ReflectionUtils.findField(this.type, name);
		if (field != null) {
			annotated.add(field);
		}
		annotated.addAll(accessors.values());
		List<AnnotatedElement> further = this.inherited.find(name, accessors.keySet());
		this.inherited.check(name, annotated, further, this.faults);
		annotated.addAll(further);
		AnnotatedElement other = new OtherAnnotations((fault) -> this.faults.add(this.type, name, fault))
			.ofProperty(annotated);
		if (other != null) {
			annotated.add(other);
		}
		try {
			return new PropertyDeclaration(name, parameter.getType(), annotatedType, annotated,
					Invocations.accessor(accessors.values().iterator().next()), accessors.keySet());
		}
		catch (IllegalAccessException | InaccessibleObjectException ex) {
			this.faults.add(this.type, name, "its accessor cannot be called (" + ex.getMessage()
					+ "); make it public, or open its package to this library");
			return null;
		}
	}

	private Map<String, Method> findAccessors(String name, Class<?> propertyType) {
		String capitalized = StringUtils.capitalize(name);
		Map<String, Method> accessors = new LinkedHashMap<>();
		for (String candidate : List.of(name, "get" + capitalized, "is" + capitalized)) {
			Method found = ReflectionUtils.findMethod(this.type, candidate);
			Method method = (found != null) ? BridgeMethodResolver.findBridgedMethod(found) : null;
			if (method != null && !Modifier.isStatic(method.getModifiers()) && ClassUtils
				.resolvePrimitiveIfNecessary(GenericTypeResolver.resolveReturnType(method, this.type)) == ClassUtils
					.resolvePrimitiveIfNecessary(propertyType)) {
				accessors.put(candidate, method);
			}
		}
		return accessors;
	}

	/**
	 * An annotated field or accessor of something that the constructor does not take
	 * would silently mean nothing.
	 */
	private void checkStrayAnnotations(Map<String, PropertyDeclaration> properties) {
		Set<String> accessors = properties.values()
			.stream()
			.flatMap((property) -> property.accessors().stream())
			.collect(Collectors.toSet());
		this.inherited.stray(accessors)
			.forEach((method) -> this.faults.add(this.type, method.getName(),
					"'" + method.getDeclaringClass().getSimpleName() + "' annotates it, but the constructor does not"
							+ " take what it returns; add it there, or remove the annotation"));
		Map<String, Field> fields = new HashMap<>();
		ReflectionUtils.doWithFields(this.type, (field) -> fields.putIfAbsent(field.getName(), field),
				(field) -> !Modifier.isStatic(field.getModifiers()));
		properties.values().forEach((property) -> fields.remove(property.name()));
		fields.values()
			.stream()
			.filter((field) -> Arrays.stream(field.getAnnotations()).anyMatch(InheritedAnnotations::isOfColumn))
			.forEach((field) -> this.faults.add(this.type, field.getName(),
					"it is annotated, but the constructor does not take it; add it there, or remove the annotation"));
	}

}
