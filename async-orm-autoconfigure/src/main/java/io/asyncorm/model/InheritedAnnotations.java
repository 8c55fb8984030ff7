package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds where superclasses and interfaces of a model declare a property of it, whose
 * annotations count for it, too: accessors of the same name, fields, and parameters of
 * constructors.
 */
final class InheritedAnnotations {

	private final Class<?> type;

	private final Set<Class<?>> ancestors = new LinkedHashSet<>();

	InheritedAnnotations(Class<?> type) {
		this.type = type;
		addAncestors(type);
	}

	/** Superclasses come before the interfaces, and what is nearer before the others. */
	private void addAncestors(Class<?> type) {
		Class<?> parent = type.getSuperclass();
		if (parent != null && parent != Object.class && parent != Record.class) {
			this.ancestors.add(parent);
			addAncestors(parent);
		}
		for (Class<?> shared : type.getInterfaces()) {
			this.ancestors.add(shared);
			addAncestors(shared);
		}
	}

	/** The declarations of a property. */
	List<AnnotatedElement> find(String property, Collection<String> accessors) {
		List<AnnotatedElement> found = new ArrayList<>();
		for (Class<?> ancestor : this.ancestors) {
			for (Method method : ancestor.getDeclaredMethods()) {
				if (accessors.contains(method.getName()) && method.getParameterCount() == 0 && !method.isBridge()
						&& !Modifier.isStatic(method.getModifiers())) {
					found.add(method);
				}
			}
			for (Field field : ancestor.getDeclaredFields()) {
				if (field.getName().equals(property) && !Modifier.isStatic(field.getModifiers())) {
					found.add(field);
				}
			}
			for (Constructor<?> constructor : ancestor.getDeclaredConstructors()) {
				int index = ParameterNames.of(constructor).indexOf(property);
				if (index >= 0) {
					found.add(constructor.getParameters()[index]);
				}
			}
		}
		return found;
	}

	/**
	 * Reports annotations that say different things of one property, unless the model
	 * says itself what holds.
	 * @param own where the model declares the property
	 * @param inherited where its ancestors do
	 */
	void check(String property, List<AnnotatedElement> own, List<AnnotatedElement> inherited, ModelFaults faults) {
		Map<Class<? extends Annotation>, Annotation> known = new HashMap<>();
		for (AnnotatedElement element : inherited) {
			for (Annotation annotation : element.getAnnotations()) {
				Class<? extends Annotation> kind = annotation.annotationType();
				Annotation other = known.putIfAbsent(kind, annotation);
				boolean repeated = own.stream().anyMatch((each) -> each.isAnnotationPresent(kind));
				if (kind.getPackage() == Model.class.getPackage() && other != null && !other.equals(annotation)
						&& !repeated) {
					faults.add(this.type, property,
							"what it inherits says @" + kind.getSimpleName() + " of it in two ways ("
									+ String.join(", ", ancestors(inherited, kind))
									+ "); repeat the one that holds at the property itself");
				}
			}
		}
	}

	private static List<String> ancestors(List<AnnotatedElement> elements, Class<? extends Annotation> kind) {
		return elements.stream()
			.filter((element) -> element.isAnnotationPresent(kind))
			.map(InheritedAnnotations::owner)
			.distinct()
			.toList();
	}

	private static String owner(AnnotatedElement element) {
		return switch (element) {
			case Method method -> method.getDeclaringClass().getSimpleName();
			case Field field -> field.getDeclaringClass().getSimpleName();
			case Parameter parameter -> parameter.getDeclaringExecutable().getDeclaringClass().getSimpleName();
			default -> String.valueOf(element);
		};
	}

	/**
	 * The methods that the model or its ancestors annotate and that return no properties
	 * of the model, where their annotations would silently mean nothing.
	 * @param accessors the methods that return properties
	 */
	List<Method> stray(Collection<String> accessors) {
		return Stream.concat(Stream.of(this.type), this.ancestors.stream())
			.flatMap((ancestor) -> Arrays.stream(ancestor.getDeclaredMethods()))
			.filter((method) -> !method.isBridge() && !accessors.contains(method.getName())
					&& !InverseSide.isLeftOut(method))
			.filter((method) -> Arrays.stream(method.getAnnotations()).anyMatch(InheritedAnnotations::isOfColumn))
			.toList();
	}

	/** Whether an annotation says something of a property, and would mean it. */
	static boolean isOfColumn(Annotation annotation) {
		return annotation.annotationType().getPackage() == Model.class.getPackage()
				|| OtherAnnotations.isOther(annotation) && !OtherAnnotations.isTransient(annotation)
						&& !CreatorChoice.isMark(annotation);
	}

}
