package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;

/**
 * Reads Jakarta's annotations of relations as our own, where they stand at a {@code Ref},
 * {@code One} or {@code Many}: an object in their place could not say that it is not
 * loaded.
 *
 * @param refusal takes why an annotation cannot be honoured
 */
record OtherRelations(Consumer<String> refusal) {

	private static final String JAKARTA = "jakarta.persistence.";

	private static final Set<String> RELATIONS = Set.of(JAKARTA + "ManyToOne", JAKARTA + "OneToOne",
			JAKARTA + "OneToMany", JAKARTA + "ManyToMany");

	private static final List<Class<? extends Annotation>> OWN = List.of(ForeignKey.class, OneToOne.class,
			ManyToMany.class);

	/** Whether an annotation of ours says at the same place what a relation is. */
	static boolean isSaid(Annotation other, List<AnnotatedElement> elements) {
		return RELATIONS.contains(other.annotationType().getName())
				&& OWN.stream().anyMatch((own) -> elements.stream().anyMatch((each) -> each.isAnnotationPresent(own)));
	}

	/**
	 * The foreign key of the other model by which a collection, or the reverse of a
	 * one-to-one, is mapped; empty if an annotation names none.
	 */
	static String mappedBy(Annotation annotation) {
		String name = annotation.annotationType().getName();
		Object mapped = (RELATIONS.contains(name) && !name.equals(JAKARTA + "ManyToOne"))
				? AnnotationUtils.getValue(annotation, "mappedBy") : null;
		return (mapped instanceof String text) ? text : "";
	}

	/**
	 * What an annotation means in ours.
	 * @param type the type of the property
	 */
	List<Annotation> read(Class<?> type, MergedAnnotation<?> other) {
		String name = other.getType().getName().substring(JAKARTA.length());
		if (!Relation.class.isAssignableFrom(type)) {
			this.refusal.accept(OtherAnnotationAdvice.ofRelation(name, type));
			return List.of();
		}
		if (name.equals("JoinColumn")) {
			return column(other);
		}
		if (Array.getLength(AnnotationUtils.getValue(other.synthesize(), "cascade")) > 0) {
			this.refusal.accept("each object is saved by its own repository, and what a delete does with the rows that"
					+ " refer to it is said by @ForeignKey(onDelete = ...); remove 'cascade'");
		}
		boolean mapped = !name.equals("ManyToOne") && !other.getString("mappedBy").isEmpty();
		return switch (name) {
			case "ManyToOne" ->
				List.of(OtherAnnotations.own(ForeignKey.class, Map.of("onDelete", OnDelete.DO_NOTHING)));
			case "OneToOne" -> mapped ? List.of()
					: List.of(OtherAnnotations.own(OneToOne.class, Map.of("onDelete", OnDelete.DO_NOTHING)));
			default -> {
				if (!mapped) {
					this.refusal.accept(OtherAnnotationAdvice.of(name));
				}
				yield List.of();
			}
		};
	}

	private List<Annotation> column(MergedAnnotation<?> other) {
		String referred = other.getString("referencedColumnName");
		if (!OtherAnnotations.hasDefaults(other,
				List.of("name", "unique", "nullable", "columnDefinition", "referencedColumnName", "foreignKey"))) {
			this.refusal.accept("of it only name, unique, columnDefinition and nullable are read; remove the rest");
		}
		if (!referred.isEmpty() && !referred.equals("id")) {
			this.refusal
				.accept("the property that it refers to, if it is not the key, is named by @ForeignKey(toField ="
						+ " \"...\"); remove referencedColumnName");
		}
		List<Annotation> read = new ArrayList<>();
		read.add(OtherAnnotations.own(Column.class, Map.of("name", other.getString("name"), "unique",
				other.getBoolean("unique"), "type", other.getString("columnDefinition"))));
		return read;
	}

}
