package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Tells what to do about annotations of what is no property of its model, where they
 * would silently mean nothing.
 */
final class StrayAnnotations {

	private static final Set<String> CALLBACKS = Set.of("PrePersist", "PreUpdate", "PreRemove", "PostPersist",
			"PostUpdate", "PostRemove", "PostLoad");

	private StrayAnnotations() {
	}

	/**
	 * The fault of a method.
	 * @param sets whether the model's properties are set after its constructor
	 */
	static String fault(Method method, Class<?> model, boolean sets) {
		String owner = "'" + method.getDeclaringClass().getSimpleName() + "'";
		for (Annotation annotation : method.getAnnotations()) {
			String name = annotation.annotationType().getSimpleName();
			if (CALLBACKS.contains(name) && InheritedAnnotations.isOfColumn(annotation)) {
				return owner + " annotates it with @" + name + ", but objects are not told of what becomes of them;"
						+ " declare a bean of type LifecycleCallbacks, or remove the annotation";
			}
		}
		String unmapped = (sets && !method.getDeclaringClass().isInterface()) ? unmapped(method, model) : null;
		if (unmapped != null) {
			return owner + " annotates it, but " + unmapped;
		}
		return owner + " annotates it, but " + (sets
				? "what it returns is no property: that is what the constructor takes, the fields that are not final, or"
						+ " what has a getter and a setter where @Id stands at a getter; make it one, or remove the"
						+ " annotation"
				: "the constructor does not take what it returns; add it there, or remove the annotation");
	}

	/** The fault of a field. */
	static String fault(Field field, Class<?> model, boolean sets) {
		if (!sets) {
			boolean other = Arrays.stream(field.getAnnotations()).anyMatch(OtherAnnotations::isOther);
			return "it is annotated, but the constructor does not take it; add it there, "
					+ (other ? "mark the constructor with @PersistenceCreator, after which fields are set, " : "")
					+ "or remove the annotation";
		}
		String unmapped = unmapped(field, model);
		if (unmapped != null) {
			return "it is annotated, but " + unmapped;
		}
		if (AccessKind.isByMethods(model)) {
			return "it is annotated, but " + AccessKind.reason(model) + ", so that what the getters return is stored;"
					+ " annotate the getter instead" + (hasSetter(field) ? "" : ", and declare a setter");
		}
		return "it is annotated, but nothing can set it; remove 'final', declare a method 'with"
				+ StringUtils.capitalize(field.getName()) + "' that returns a copy, or remove the annotation";
	}

	private static boolean hasSetter(Field field) {
		return Arrays.stream(field.getDeclaringClass().getDeclaredMethods())
			.anyMatch((method) -> method.getName().equals("set" + StringUtils.capitalize(field.getName())));
	}

	/** What to do if Jakarta Persistence does not store what the class declares. */
	private static @Nullable String unmapped(Member member, Class<?> model) {
		Class<?> owner = member.getDeclaringClass();
		return new WritableProperties(model).isMapped(owner) ? null
				: "of an entity's superclasses only those are stored that say so, and '" + owner.getSimpleName()
						+ "' does not; mark that with @MappedSuperclass, or remove the annotation";
	}

}
