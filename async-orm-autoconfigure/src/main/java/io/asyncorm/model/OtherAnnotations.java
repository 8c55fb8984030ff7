package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;

/**
 * Reads annotations of Spring Data and of Jakarta Persistence as our own, by their names,
 * so that neither needs to be there. What cannot be honoured is a fault: a model that
 * means something else than it says would be found out by its data.
 *
 * @param faults takes what is wrong
 */
record OtherAnnotations(Consumer<String> faults) {

	private static final String DATA = "org.springframework.data.annotation.";

	private static final String RELATIONAL = "org.springframework.data.relational.core.mapping.";

	private static final String JAKARTA = "jakarta.persistence.";

	/** What is set by inserts alone. */
	private static final List<String> CREATED = List.of(DATA + "CreatedDate", DATA + "CreatedBy");

	/** What says how a property is stored, whatever its type says. */
	private static final List<Class<? extends Annotation>> STORED = List.of(Embedded.class, PrimaryKey.class,
			Json.class, Convert.class);

	/** What Jakarta Persistence means by no length. */
	private static final int NO_LENGTH = 255;

	private static final Map<String, Class<? extends Annotation>> PLAIN = Map.ofEntries(
			Map.entry(DATA + "Id", PrimaryKey.class), Map.entry(DATA + "Version", Version.class),
			Map.entry(DATA + "CreatedDate", AutoNowAdd.class), Map.entry(DATA + "LastModifiedDate", AutoNow.class),
			Map.entry(DATA + "CreatedBy", CreatedBy.class), Map.entry(DATA + "LastModifiedBy", ModifiedBy.class),
			Map.entry(DATA + "ReadOnlyProperty", ReadOnly.class), Map.entry(JAKARTA + "Id", PrimaryKey.class),
			Map.entry(JAKARTA + "EmbeddedId", PrimaryKey.class), Map.entry(JAKARTA + "Version", Version.class));

	/** Whether an annotation is one of theirs. */
	static boolean isOther(Annotation annotation) {
		String name = annotation.annotationType().getName();
		return name.startsWith(DATA) || name.startsWith(RELATIONAL) || name.startsWith(JAKARTA);
	}

	/** Whether it only says that something is not stored. */
	static boolean isTransient(Annotation annotation) {
		String name = annotation.annotationType().getName();
		return name.equals(DATA + "Transient") || name.equals(JAKARTA + "Transient");
	}

	/**
	 * What the annotations of a property mean in our own; null if it has none of theirs.
	 * @param type the type of the property
	 * @param elements where annotations of the property may stand
	 */
	@Nullable AnnotatedElement ofProperty(Class<?> type, List<AnnotatedElement> elements) {
		Map<Class<? extends Annotation>, Annotation> read = new LinkedHashMap<>();
		List<Annotation> others = new ArrayList<>();
		for (AnnotatedElement element : elements) {
			Arrays.stream(element.getAnnotations())
				.filter((annotation) -> isOther(annotation) && !others.contains(annotation))
				.forEach(others::add);
		}
		for (Annotation other : others) {
			if (OtherRelations.isSaid(other, elements)) {
				continue;
			}
			for (Annotation own : ofProperty(type, MergedAnnotation.from(other), others)) {
				Annotation known = read.putIfAbsent(own.annotationType(), own);
				requireSame(other, own, known);
				elements.forEach((element) -> requireSame(other, own, element.getAnnotation(own.annotationType())));
			}
		}
		return read.isEmpty() ? null : AnnotatedElementUtils.forAnnotations(read.values().toArray(Annotation[]::new));
	}

	private void requireSame(Annotation other, Annotation own, @Nullable Annotation known) {
		if (known != null && !known.equals(own)) {
			this.faults.accept("@" + other.annotationType().getName() + " says something else than @"
					+ known.annotationType().getSimpleName() + " does, or another annotation that is read as that;"
					+ " keep one of them");
		}
	}

	/** Whether the values of a class are parts of a row wherever they stand. */
	static boolean isEmbeddable(Class<?> type) {
		return Arrays.stream(type.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getName().equals(JAKARTA + "Embeddable"));
	}

	/** Whether a property is embedded as its type says, since nothing says otherwise. */
	static boolean isEmbedded(PropertyDeclaration property) {
		return isEmbeddable(property.type()) && STORED.stream().noneMatch(property::has)
				&& !OtherConversions.isConverted(property);
	}

	/** {@link Embedded}, as Jakarta Persistence means it. */
	static Embedded embedded() {
		return (Embedded) own(Embedded.class, Map.of("prefix", ""));
	}

	private List<Annotation> ofProperty(Class<?> type, MergedAnnotation<?> other, List<Annotation> all) {
		String name = other.getType().getName();
		Class<? extends Annotation> plain = PLAIN.get(name);
		if (plain != null) {
			return List.of(own(plain, Map.of()));
		}
		return switch (name) {
			case RELATIONAL + "Column" -> List.of(own(Column.class, Map.of("name", other.getString("value"))));
			case JAKARTA + "Column" -> column(other, all);
			case JAKARTA + "GeneratedValue" -> generated(other, all);
			case JAKARTA + "SequenceGenerator" -> List.of(); // read with @GeneratedValue
			case JAKARTA + "Access", DATA + "AccessType" -> List.of(); // read with the
																		// class
			case JAKARTA + "Embedded" -> List.of(embedded());
			case JAKARTA + "Enumerated", JAKARTA + "Convert" -> List.of(); // OtherConversions
																			// reads them
			case JAKARTA + "Lob" -> List.of(); // what has no length has no limit
			case JAKARTA + "ManyToOne", JAKARTA + "OneToOne", JAKARTA + "OneToMany", JAKARTA + "ManyToMany",
					JAKARTA + "JoinColumn" ->
				new OtherRelations((why) -> refuse(other, why)).read(type, other);
			case JAKARTA + "Basic" -> {
				if (!hasDefaults(other, List.of("optional"))) {
					refuse(other, "all columns are read at once, unless only() or defer() say otherwise; remove it");
				}
				yield List.of();
			}
			default -> {
				refuse(other, OtherAnnotationAdvice.of(name));
				yield List.of();
			}
		};
	}

	/** Null is told by {@code @Nullable}, as everywhere. */
	private List<Annotation> column(MergedAnnotation<?> other, List<Annotation> all) {
		if (!hasDefaults(other, List.of("name", "unique", "nullable", "insertable", "updatable", "columnDefinition",
				"length", "precision", "scale"))) {
			refuse(other, "of it only name, unique, columnDefinition, length, precision and scale are read, and"
					+ " insertable = false with updatable = false; say the rest by @Check, @Comment or columnDefinition");
		}
		boolean insertable = other.getBoolean("insertable");
		boolean created = all.stream().anyMatch((each) -> CREATED.contains(each.annotationType().getName()));
		if (insertable != other.getBoolean("updatable") && !(insertable && created)) {
			refuse(other, "a column is written by inserts and updates, or only by the database (insertable = false,"
					+ " updatable = false, or @ReadOnly); choose one of them");
		}
		int length = other.getInt("length");
		Map<String, Object> attributes = new HashMap<>();
		attributes.put("name", other.getString("name"));
		attributes.put("unique", other.getBoolean("unique"));
		attributes.put("type", other.getString("columnDefinition"));
		attributes.put("length", (length != NO_LENGTH) ? length : 0);
		attributes.put("precision", other.getInt("precision"));
		attributes.put("scale", other.getInt("scale"));
		Annotation column = own(Column.class, attributes);
		return insertable ? List.of(column) : List.of(column, own(ReadOnly.class, Map.of()));
	}

	private List<Annotation> generated(MergedAnnotation<?> other, List<Annotation> all) {
		String strategy = text(other, "strategy");
		String generator = other.getString("generator");
		MergedAnnotation<?> named = all.stream()
			.filter((annotation) -> annotation.annotationType().getName().equals(JAKARTA + "SequenceGenerator"))
			.<MergedAnnotation<?>>map(MergedAnnotation::from)
			.filter((each) -> generator.isEmpty() || each.getString("name").equals(generator))
			.findFirst()
			.orElse(null);
		String sequence = (named != null) ? named.getString("sequenceName") : "";
		boolean bySequence = strategy.equals("SEQUENCE") || !generator.isEmpty();
		if (strategy.equals("TABLE") || bySequence && sequence.isEmpty()) {
			refuse(other, "it does not tell which sequence gives the keys; name it with @GeneratedKey(sequence ="
					+ " \"...\"), or with @SequenceGenerator(sequenceName = \"...\") at this property");
		}
		return List.of(own(GeneratedKey.class, Map.of("sequence", sequence)));
	}

	/**
	 * What the annotations of a class say of its table, in the words of {@link Model}.
	 * @param model what {@code @Model} says, which must not contradict it
	 */
	Names ofType(Class<?> type, Model model, NamingStrategy naming) {
		Names names = new Names(model.schema(), model.table());
		for (Annotation annotation : type.getAnnotations()) {
			if (isOther(annotation)) {
				names = names.and(ofType(MergedAnnotation.from(annotation), naming), this.faults);
			}
		}
		return names;
	}

	private Names ofType(MergedAnnotation<?> other, NamingStrategy naming) {
		return switch (other.getType().getName()) {
			case RELATIONAL + "Table" -> new Names(other.getString("schema"), other.getString("name"));
			case JAKARTA + "Table" -> {
				if (!hasDefaults(other, List.of("name", "schema"))) {
					refuse(other, "of it only name and schema are read; say the rest by @Model(uniqueTogether ="
							+ " ...), @Index, @Check and @Comment");
				}
				yield new Names(other.getString("schema"), other.getString("name"));
			}
			case JAKARTA + "Entity" -> {
				String name = other.getString("name");
				yield new Names("", name.isEmpty() ? "" : naming.table(name), true);
			}
			case JAKARTA + "Embeddable", JAKARTA + "Access", DATA + "AccessType", JAKARTA + "Cacheable",
					JAKARTA + "NamedQuery", JAKARTA + "NamedQueries", JAKARTA + "NamedEntityGraph",
					JAKARTA + "NamedEntityGraphs" ->
				new Names("", "");
			default -> {
				refuse(other, OtherAnnotationAdvice.of(other.getType().getName()));
				yield new Names("", "");
			}
		};
	}

	static boolean hasDefaults(MergedAnnotation<?> other, List<String> except) {
		return Arrays.stream(other.getType().getDeclaredMethods())
			.allMatch((method) -> except.contains(method.getName()) || Objects.deepEquals(method.getDefaultValue(),
					AnnotationUtils.getValue(other.synthesize(), method.getName())));
	}

	private static String text(MergedAnnotation<?> other, String attribute) {
		return String.valueOf(AnnotationUtils.getValue(other.synthesize(), attribute));
	}

	static Annotation own(Class<? extends Annotation> type, Map<String, Object> attributes) {
		return AnnotationUtils.synthesizeAnnotation(attributes, type, null);
	}

	private void refuse(MergedAnnotation<?> other, String why) {
		this.faults.accept("@" + other.getType().getName() + " cannot be honoured: " + why);
	}

	/**
	 * The names of a table.
	 *
	 * @param schema its schema; empty if nothing is said
	 * @param table its name; empty if nothing is said
	 * @param weak whether the name yields to any other
	 */
	record Names(String schema, String table, boolean weak) {

		Names(String schema, String table) {
			this(schema, table, false);
		}

		private Names and(Names other, Consumer<String> faults) {
			boolean replaced = this.table.isEmpty() || this.weak && !other.table.isEmpty();
			boolean contradicted = !other.table.isEmpty() && !other.weak && !replaced
					&& !this.table.equals(other.table);
			if (contradicted
					|| !other.schema.isEmpty() && !this.schema.isEmpty() && !this.schema.equals(other.schema)) {
				faults.accept("its annotations name two tables, '" + this + "' and '" + other + "'; keep one of them");
			}
			return new Names(this.schema.isEmpty() ? other.schema : this.schema, replaced ? other.table : this.table,
					replaced ? other.weak : this.weak);
		}

		@Override
		public String toString() {
			return this.schema.isEmpty() ? this.table : this.schema + "." + this.table;
		}

	}

}
