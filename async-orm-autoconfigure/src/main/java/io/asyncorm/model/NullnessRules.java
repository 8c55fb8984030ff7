package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.core.Nullness;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Tells whether something says of a property that is set after the constructor, and that
 * is null until then, that it is not null in its row.
 */
final class NullnessRules {

	private static final String JAKARTA = "jakarta.persistence.";

	/** By their simple names, of whichever library: also Bean Validation's. */
	private static final Set<String> REQUIRING = Set.of("NotNull", "NonNull", "Nonnull", "NotBlank", "NotEmpty");

	/** The attributes by which Jakarta Persistence says so. */
	private static final Map<String, String> ATTRIBUTES = Map.of(JAKARTA + "Column", "nullable", JAKARTA + "JoinColumn",
			"nullable", JAKARTA + "Basic", "optional", JAKARTA + "ManyToOne", "optional", JAKARTA + "OneToOne",
			"optional");

	private NullnessRules() {
	}

	/**
	 * Whether it is required, as a key is that nothing generates.
	 * @param elements where annotations of the property may stand
	 */
	static boolean isRequired(List<AnnotatedElement> elements) {
		Set<String> names = new HashSet<>();
		annotations(elements).forEach((annotation) -> names.add(annotation.annotationType().getName()));
		boolean given = names.contains(JAKARTA + "EmbeddedId")
				|| names.contains(JAKARTA + "Id") && !names.contains(JAKARTA + "GeneratedValue");
		return given || elements.stream().anyMatch(NullnessRules::isNonNull)
				|| annotations(elements).anyMatch(NullnessRules::isRequiring);
	}

	private static Stream<Annotation> annotations(List<AnnotatedElement> elements) {
		return elements.stream().flatMap((element) -> Arrays.stream(element.getAnnotations()));
	}

	private static boolean isRequiring(Annotation annotation) {
		String attribute = ATTRIBUTES.get(annotation.annotationType().getName());
		return REQUIRING.contains(annotation.annotationType().getSimpleName())
				|| attribute != null && Boolean.FALSE.equals(AnnotationUtils.getValue(annotation, attribute));
	}

	/** Whether its type says so, in Java or in Kotlin, or all around it. */
	private static boolean isNonNull(AnnotatedElement element) {
		Nullness nullness = switch (element) {
			case Field field -> Nullness.forField(field);
			case Method method when method.getParameterCount() == 0 -> Nullness.forMethodReturnType(method);
			case Parameter parameter -> Nullness.forParameter(parameter);
			default -> Nullness.UNSPECIFIED;
		};
		return nullness == Nullness.NON_NULL;
	}

}
