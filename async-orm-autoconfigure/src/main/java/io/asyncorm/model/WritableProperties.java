package io.asyncorm.model;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the properties of a class that its constructor does not take, and that are set
 * after it: the fields that are neither final nor transient, or, where the class says so
 * by its annotations, what has a getter and a setter. Those of superclasses come first.
 *
 * @param type the class
 */
record WritableProperties(Class<?> type) {

	/**
	 * What sets each of them.
	 * @param taken the names of the properties that the constructor takes
	 */
	List<PropertyWriter> find(Set<String> taken) throws IllegalAccessException {
		Map<String, PropertyWriter> writers = new LinkedHashMap<>();
		boolean byMethods = AccessKind.isByMethods(this.type);
		for (Class<?> owner : lineage()) {
			for (PropertyWriter writer : byMethods ? byMethods(owner) : byFields(owner)) {
				if (!taken.contains(writer.name())) {
					writers.put(writer.name(), writer);
				}
			}
		}
		return List.copyOf(writers.values());
	}

	/**
	 * The class and its superclasses, from the top. Of an entity, Jakarta Persistence
	 * stores what those declare that are mapped.
	 */
	private List<Class<?>> lineage() {
		List<Class<?>> lineage = new ArrayList<>();
		for (Class<?> at = this.type; at != null && at != Object.class; at = at.getSuperclass()) {
			if (isMapped(at)) {
				lineage.add(0, at);
			}
		}
		return lineage;
	}

	/** Whether what the class or a superclass declares is stored. */
	boolean isMapped(Class<?> owner) {
		return owner == this.type || !isManaged() || isOfJakarta(owner, "MappedSuperclass")
				|| isOfJakarta(owner, "Embeddable");
	}

	/** Whether Jakarta Persistence makes the objects of the class, too. */
	boolean isManaged() {
		return isOfJakarta(this.type, "Entity") || isOfJakarta(this.type, "Embeddable");
	}

	/** The fields that would be stored, were none of them final. */
	List<Field> fields() {
		return lineage().stream().flatMap((owner) -> fields(owner).stream()).toList();
	}

	private static List<Field> fields(Class<?> owner) {
		return Arrays.stream(owner.getDeclaredFields()).filter((field) -> {
			int modifiers = field.getModifiers();
			return !(Modifier.isStatic(modifiers) || Modifier.isTransient(modifiers) || field.isSynthetic()
					|| field.getName().contains("$") || isTransient(field));
		}).toList();
	}

	/** Whether a class has one of Jakarta's annotations itself. */
	static boolean isOfJakarta(Class<?> type, String annotation) {
		return Arrays.stream(type.getDeclaredAnnotations())
			.anyMatch((each) -> each.annotationType().getName().equals("jakarta.persistence." + annotation));
	}

	private List<PropertyWriter> byFields(Class<?> owner) throws IllegalAccessException {
		List<PropertyWriter> writers = new ArrayList<>();
		for (Field field : fields(owner)) {
			boolean isFinal = Modifier.isFinal(field.getModifiers());
			Method copy = isFinal ? findCopy(field) : null;
			if (copy != null) {
				writers.add(PropertyWriter.ofCopy(field, copy));
			}
			else if (!isFinal) {
				writers.add(PropertyWriter.ofField(field));
			}
		}
		return writers;
	}

	private @Nullable Method findCopy(Field field) {
		Method copy = ReflectionUtils.findMethod(this.type, "with" + StringUtils.capitalize(field.getName()),
				field.getType());
		return (copy != null && this.type.isAssignableFrom(copy.getReturnType())) ? copy : null;
	}

	private List<PropertyWriter> byMethods(Class<?> owner) throws IllegalAccessException {
		List<PropertyWriter> writers = new ArrayList<>();
		for (Method getter : owner.getDeclaredMethods()) {
			String name = propertyOf(getter);
			Method setter = (name != null) ? findSetter(name, getter) : null;
			if (name != null && setter != null && !isTransient(getter)) {
				writers.add(PropertyWriter.ofSetter(name, getter, setter));
			}
		}
		return writers;
	}

	private @Nullable Method findSetter(String name, Method getter) {
		Class<?> property = ResolvableType.forMethodReturnType(getter, this.type).toClass();
		for (Class<?> owner = this.type; owner != null; owner = owner.getSuperclass()) {
			for (Method method : owner.getDeclaredMethods()) {
				if (method.getName().equals("set" + StringUtils.capitalize(name)) && method.getParameterCount() == 1
						&& !Modifier.isStatic(method.getModifiers()) && ClassUtils.isAssignable(
								ResolvableType.forMethodParameter(method, 0, this.type).toClass(), property)) {
					return BridgeMethodResolver.findBridgedMethod(method);
				}
			}
		}
		return null;
	}

	/** The property that a method reads as a bean's; null if it does not. */
	private static @Nullable String propertyOf(Method method) {
		String name = method.getName();
		boolean flag = name.startsWith("is")
				&& ClassUtils.resolvePrimitiveIfNecessary(method.getReturnType()) == Boolean.class;
		int prefix = name.startsWith("get") ? 3 : flag ? 2 : 0;
		boolean reads = prefix > 0 && name.length() > prefix && Character.isUpperCase(name.charAt(prefix))
				&& method.getParameterCount() == 0 && method.getReturnType() != void.class && !method.isBridge()
				&& !Modifier.isStatic(method.getModifiers());
		return reads ? StringUtils.uncapitalizeAsProperty(name.substring(prefix)) : null;
	}

	private static boolean isTransient(AnnotatedElement element) {
		return InverseSide.isLeftOut(element)
				|| Arrays.stream(element.getAnnotations()).anyMatch(OtherAnnotations::isTransient);
	}

}
