package io.asyncorm.model;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
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
		CreatorChoice choice = new CreatorChoice(this.type, (fault) -> this.faults.add(this.type, fault));
		Executable creator = isInstantiable() ? choice.find() : null;
		if (creator == null) {
			return null;
		}
		try {
			boolean sets = choice.setsOthers(creator);
			List<PropertyWriter> writers = sets
					? new WritableProperties(this.type).find(new HashSet<>(ParameterNames.of(creator))) : List.of();
			if (creator.getParameterCount() + writers.size() == 0) {
				this.faults.add(this.type,
						"its constructor takes nothing, and no fields can be set; declare one public"
								+ " constructor, which takes all properties, or make it a "
								+ KotlinSupport.recordOf(this.type));
				return null;
			}
			List<PropertyDeclaration> properties = readProperties(creator, writers, sets);
			return new ModelDeclaration(this.type, properties, constructor(creator, writers, properties),
					InverseSide.of(this.type));
		}
		catch (IllegalAccessException | InaccessibleObjectException ex) {
			this.faults.add(this.type, "its constructor cannot be called, or its fields cannot be set ("
					+ ex.getMessage() + "); make it public, or open its package to this library");
			return null;
		}
	}

	/** What is not complete is never called. */
	private ObjectConstructor constructor(Executable creator, List<PropertyWriter> writers,
			List<PropertyDeclaration> properties) throws IllegalAccessException {
		ObjectConstructor constructor = ObjectConstructor.of(creator);
		int parameters = creator.getParameterCount();
		if (writers.isEmpty() || properties.size() < parameters + writers.size()) {
			return constructor;
		}
		try {
			return constructor.setting(writers,
					properties.stream().skip(parameters).map(PropertyDeclaration::accessor).toList());
		}
		catch (RuntimeException ex) {
			this.faults.add(this.type, "no object of it can be made, since its constructor fails: " + ex);
			return constructor;
		}
	}

	private boolean isInstantiable() {
		boolean inner = this.type.isMemberClass() && !Modifier.isStatic(this.type.getModifiers());
		if (this.type.isInterface() || this.type.isEnum() || this.type.isAnonymousClass() || inner
				|| Modifier.isAbstract(this.type.getModifiers())) {
			this.faults.add(this.type, "objects of it cannot be made; declare a " + KotlinSupport.recordOf(this.type)
					+ ", or a class that is neither abstract nor an inner class");
			return false;
		}
		for (Class<?> owner = this.type.getSuperclass(); owner != null; owner = owner.getSuperclass()) {
			if (WritableProperties.isOfJakarta(owner, "Entity")) {
				this.faults.add(this.type,
						"it extends the entity '" + owner.getSimpleName()
								+ "', but a model has one table of its own, and"
								+ " there is no inheritance of tables; let both extend a class that is no entity"
								+ " (@MappedSuperclass), or let this one have a @OneToOne to the other");
				return false;
			}
		}
		return true;
	}

	/** The parameters of the constructor come first, in its order. */
	private List<PropertyDeclaration> readProperties(Executable creator, List<PropertyWriter> writers, boolean sets)
			throws IllegalAccessException {
		Map<String, PropertyDeclaration> properties = new LinkedHashMap<>();
		RecordComponent[] components = this.type.getRecordComponents();
		Parameter[] parameters = creator.getParameters();
		List<@Nullable String> names = ParameterNames.of(creator);
		List<KotlinParameter> kotlin = (creator instanceof Constructor<?> constructor)
				? KotlinSupport.findParameters(constructor) : List.of();
		for (int i = 0; i < parameters.length; i++) {
			RecordComponent component = (components != null) ? components[i] : null;
			String name = (component != null) ? component.getName() : Objects.requireNonNull(names.get(i));
			add(properties, readProperty(name, parameters[i], component, kotlin.isEmpty() ? null : kotlin.get(i)));
		}
		for (PropertyWriter writer : writers) {
			add(properties, readProperty(writer));
		}
		checkStrayAnnotations(properties, sets);
		return List.copyOf(properties.values());
	}

	private void add(Map<String, PropertyDeclaration> properties, @Nullable PropertyDeclaration property) {
		PropertyDeclaration other = (property != null) ? properties.putIfAbsent(property.normalized(), property) : null;
		if (property != null && other != null) {
			this.faults.add(this.type, property.name(),
					"its name means the same as '" + other.name() + "', since lookups may write either as '"
							+ PropertyNames.toSnakeCase(property.name()) + "'; rename one of them");
		}
	}

	/**
	 * @param inKotlin how the parameter is written in Kotlin; null if it is not
	 */
	private @Nullable PropertyDeclaration readProperty(String name, Parameter parameter,
			@Nullable RecordComponent component, @Nullable KotlinParameter inKotlin) {
		AnnotatedType annotatedType = (component != null) ? component.getAnnotatedType() : parameter.getAnnotatedType();
		List<AnnotatedElement> annotated = new ArrayList<>(List.of(parameter));
		if (inKotlin != null) {
			annotated.add(inKotlin.annotated());
		}
		if (component != null) {
			annotated.add(component);
		}
		Field field = ReflectionUtils.findField(this.type, name);
		if (field != null) {
			annotated.add(field);
		}
		Map<String, Method> accessors = findAccessors(name, parameter.getType());
		if (accessors.isEmpty()) {
			this.faults.add(this.type, name,
					"nothing reads it back; declare "
							+ ((inKotlin != null) ? "it as 'val " + name + "', and not private"
									: "an accessor " + name + "(), get" + StringUtils.capitalize(name) + "() or is"
											+ StringUtils.capitalize(name) + "() that returns '"
											+ parameter.getType().getSimpleName() + "'"));
			return null;
		}
		try {
			Function<Object, @Nullable Object> accessor = Invocations.accessor(accessors.values().iterator().next());
			ValueClass valueClass = (inKotlin != null) ? inKotlin.valueClass() : null;
			return (valueClass != null)
					? readProperty(name, valueClass.type(), valueClass.annotatedType(), annotated, accessors,
							valueClass.boxing(accessor), false)
					: readProperty(name, parameter.getType(), annotatedType, annotated, accessors, accessor, false);
		}
		catch (IllegalAccessException | InaccessibleObjectException ex) {
			this.faults.add(this.type, name, "its accessor cannot be called (" + ex.getMessage()
					+ "); make it public, or open its package to this library");
			return null;
		}
	}

	/** A property that is set after the constructor, and read where it is declared. */
	private PropertyDeclaration readProperty(PropertyWriter writer) throws IllegalAccessException {
		Class<?> propertyType = writer.type(this.type);
		List<AnnotatedElement> annotated = new ArrayList<>(writer.members());
		Map<String, Method> accessors = findAccessors(writer.name(), propertyType);
		ValueClass valueClass = (writer.declaration() instanceof Field field) ? KotlinSupport.findValueClass(field)
				: null;
		return (valueClass != null)
				? readProperty(writer.name(), valueClass.type(), valueClass.annotatedType(), annotated, accessors,
						valueClass.boxing(writer.reader()), true)
				: readProperty(writer.name(), propertyType, writer.declaredType(this.type), annotated, accessors,
						writer.reader(), true);
	}

	/**
	 * @param unsaid whether it can be null unless something says otherwise
	 */
	private PropertyDeclaration readProperty(String name, Class<?> propertyType, AnnotatedType annotatedType,
			List<AnnotatedElement> annotated, Map<String, Method> accessors,
			Function<Object, @Nullable Object> accessor, boolean unsaid) {
		accessors.values().stream().filter((method) -> !annotated.contains(method)).forEach(annotated::add);
		List<AnnotatedElement> further = this.inherited.find(name, accessors.keySet())
			.stream()
			.filter((element) -> !annotated.contains(element))
			.toList();
		this.inherited.check(name, annotated, further, this.faults);
		annotated.addAll(further);
		AnnotatedElement other = new OtherAnnotations((fault) -> this.faults.add(this.type, name, fault))
			.ofProperty(propertyType, annotated);
		boolean nullable = unsaid && !NullnessRules.isRequired(annotated);
		if (other != null) {
			annotated.add(other);
		}
		return new PropertyDeclaration(name, propertyType, annotatedType, annotated, nullable, accessor,
				accessors.keySet());
	}

	private Map<String, Method> findAccessors(String name, Class<?> propertyType) {
		String capitalized = StringUtils.capitalize(name);
		Map<String, Method> accessors = new LinkedHashMap<>();
		Method ofKotlin = KotlinSupport.findGetter(this.type, name);
		if (ofKotlin != null) {
			accessors.put(ofKotlin.getName(), ofKotlin);
		}
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
	 * @param sets whether fields are set after the constructor
	 */
	private void checkStrayAnnotations(Map<String, PropertyDeclaration> properties, boolean sets) {
		Set<String> accessors = properties.values()
			.stream()
			.flatMap((property) -> property.accessors().stream())
			.collect(Collectors.toSet());
		this.inherited.stray(accessors)
			.forEach((method) -> this.faults.add(this.type, method.getName(),
					StrayAnnotations.fault(method, this.type, sets)));
		Map<String, Field> fields = new HashMap<>();
		ReflectionUtils.doWithFields(this.type, (field) -> fields.putIfAbsent(field.getName(), field),
				(field) -> !Modifier.isStatic(field.getModifiers()) && !InverseSide.isLeftOut(field));
		properties.values().forEach((property) -> fields.remove(property.name()));
		fields.values()
			.stream()
			.filter((field) -> Arrays.stream(field.getAnnotations()).anyMatch(InheritedAnnotations::isOfColumn))
			.forEach((field) -> this.faults.add(this.type, field.getName(),
					StrayAnnotations.fault(field, this.type, sets)));
	}

}
