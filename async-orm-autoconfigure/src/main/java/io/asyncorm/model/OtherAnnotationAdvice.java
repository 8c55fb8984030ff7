package io.asyncorm.model;

import java.util.Map;

/**
 * Tells, in the messages of faults, what to write instead of an annotation of another
 * library that cannot be read as ours.
 */
final class OtherAnnotationAdvice {

	private static final String REMOVE = "it means nothing to this library; remove it, or take @Model from this class";

	private static final String MANY = "declare a Many<...>, whose reverse is the @ForeignKey of the other model, or mark"
			+ " it with io.asyncorm.model.ManyToMany";

	private static final String ONE = "declare a Ref<...> with io.asyncorm.model.ForeignKey or OneToOne, which name the"
			+ " column too";

	private static final String NOT_STORED = "all that the constructor takes is stored, since objects are made of it;"
			+ " take it out of the constructor, as a method or field of the class";

	private static final String EMBEDDED = "declare it with io.asyncorm.model.Embedded, whose prefix is that of the"
			+ " columns, with @Column at its components";

	private static final Map<String, String> ADVICE = Map.ofEntries(Map.entry("OneToMany", MANY),
			Map.entry("ManyToMany", MANY), Map.entry("MappedCollection", MANY), Map.entry("ManyToOne", ONE),
			Map.entry("OneToOne", ONE), Map.entry("JoinColumn", ONE), Map.entry("Reference", ONE),
			Map.entry("ElementCollection",
					"declare a model of the elements with an @ForeignKey to this one, or mark it" + " with @Json"),
			Map.entry("Transient", NOT_STORED), Map.entry("Embedded", EMBEDDED), Map.entry("Nullable", EMBEDDED),
			Map.entry("Empty", EMBEDDED), Map.entry("AttributeOverride", EMBEDDED),
			Map.entry("AttributeOverrides", EMBEDDED),
			Map.entry("Temporal", "declare an Instant, LocalDateTime, LocalDate or LocalTime"),
			Map.entry("Sequence", "name the sequence with @GeneratedKey(sequence = \"...\")"),
			Map.entry("InsertOnlyProperty",
					"a column is written by inserts and updates, or only by the database" + " (@ReadOnly); remove it"),
			Map.entry("IdClass", "declare the key as one record with @PrimaryKey, or mark each of its components"),
			Map.entry("Inheritance",
					"a model has a table of its own, with the properties of its superclasses; declare"
							+ " one model for each"),
			Map.entry("DiscriminatorColumn", "a table holds one model; declare one for each"),
			Map.entry("DiscriminatorValue", "a table holds one model; declare one for each"),
			Map.entry("SecondaryTable", "a model has one table; declare another with an @OneToOne to this one"),
			Map.entry("EntityListeners", "declare a bean of type LifecycleCallbacks"));

	private OtherAnnotationAdvice() {
	}

	/**
	 * What to write in place of an object, or a collection, of another model.
	 * @param annotation the simple name of the class
	 * @param type the type of the property
	 */
	static String ofRelation(String annotation, Class<?> type) {
		boolean many = annotation.endsWith("ToMany");
		String model = type.getSimpleName();
		if (many) {
			return "its collection cannot say that it is not loaded; declare a Many<...>, with"
					+ " io.asyncorm.model.ManyToMany where the links have a table of their own; or let the foreign key of"
					+ " the other model be the relation, and name it here with mappedBy, or mark this with @Transient";
		}
		return "an object of '" + model
				+ "' cannot say that it is not loaded, and nothing is loaded by itself; declare a 'Ref<" + model
				+ ">', at which this annotation can stay, or a property of the key's type, and mark this with"
				+ " @Transient";
	}

	/**
	 * @param annotation the name of the class
	 */
	static String of(String annotation) {
		String name = annotation.substring(Math.max(annotation.lastIndexOf('.'), annotation.lastIndexOf('$')) + 1);
		return ADVICE.getOrDefault(name, REMOVE);
	}

}
