package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.asyncorm.model.TableDetails.CheckRule;
import io.asyncorm.model.TableDetails.IndexRule;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks what a model declares of its table: {@link Check}, {@link Index} and
 * {@link Comment}.
 */
final class TableDetailsReader {

	private static final List<Class<? extends Annotation>> OF_COLUMNS = List.of(Check.class, Check.Several.class,
			Comment.class);

	private static final List<Class<? extends Annotation>> OF_TABLES = List.of(Check.class, Check.Several.class,
			Index.class, Index.Several.class, Comment.class, RenamedFrom.class);

	private final ModelMetadata<?> model;

	private final ModelDeclaration declaration;

	private final ModelFaults faults;

	private final List<CheckRule> checks = new ArrayList<>();

	private final List<IndexRule> indexes = new ArrayList<>();

	private final Map<ModelField, String> comments = new HashMap<>();

	private final Set<ModelField> constants = new HashSet<>();

	private final Set<String> names = new HashSet<>();

	TableDetailsReader(ModelMetadata<?> model, ModelDeclaration declaration, ModelFaults faults) {
		this.model = model;
		this.declaration = declaration;
		this.faults = faults;
	}

	TableDetails read() {
		Class<?> type = this.model.type();
		for (Check check : type.getAnnotationsByType(Check.class)) {
			add(check, null);
		}
		this.declaration.properties().forEach(this::read);
		for (ModelField field : this.model.compositeFields()) {
			String condition = field.parts().condition();
			if (!condition.isEmpty()) {
				this.checks.add(new CheckRule("", condition, null));
			}
		}
		for (Index index : type.getAnnotationsByType(Index.class)) {
			add(index);
		}
		Comment comment = type.getAnnotation(Comment.class);
		return new TableDetails(this.checks, this.indexes, (comment != null) ? comment.value().strip() : "",
				this.comments, FormerNames.NONE, this.constants,
				this.model.type().getAnnotation(Model.class).partitions());
	}

	private void read(PropertyDeclaration property) {
		boolean stored = !property.isRelation() || property.isForward();
		ModelField field = stored ? this.model.findField(property.name()) : null;
		if (field != null) {
			read(property, field);
		}
	}

	private void read(PropertyDeclaration property, ModelField field) {
		if (field.isComposite()) {
			OF_COLUMNS.stream()
				.filter(property::has)
				.forEach((annotation) -> fault(field, "it has several columns, which @" + name(annotation)
						+ " cannot describe; remove the annotation, or declare a check on the model"));
			readParts(field);
			return;
		}
		checks(property).forEach((check) -> add(check, field));
		Comment comment = property.annotation(Comment.class);
		if (comment != null && !comment.value().isBlank()) {
			this.comments.put(field, comment.value().strip());
		}
		DefaultValue value = property.annotation(DefaultValue.class);
		if (value != null && value.supplier() == DefaultValue.None.class || property.has(SoftDelete.class)) {
			this.constants.add(field);
		}
	}

	/** What the record of a key or of an embedded value says of its columns. */
	private void readParts(ModelField field) {
		CompositeForm form = field.parts().form();
		EmbeddedRecord record = (form != null) ? form.record() : null;
		if (record == null) {
			return;
		}
		Class<?> type = record.property().type();
		for (Class<? extends Annotation> annotation : OF_TABLES) {
			if (type.isAnnotationPresent(annotation)) {
				fault(field, "'" + type.getSimpleName() + "' is marked with @" + name(annotation)
						+ ", but is part of the table of '" + this.model.name() + "'; declare it there");
			}
		}
		for (PropertyDeclaration part : record.parts().properties()) {
			ModelField column = field.parts().find(part.name());
			if (column != null) {
				read(part, column);
			}
		}
	}

	private static String name(Class<? extends Annotation> annotation) {
		Class<?> single = annotation.getDeclaringClass();
		return ((single != null) ? single : annotation).getSimpleName();
	}

	/** The annotations of a component stand on its parameter and its accessor, too. */
	private static List<Check> checks(PropertyDeclaration property) {
		for (AnnotatedElement element : property.annotated()) {
			Check[] checks = element.getAnnotationsByType(Check.class);
			if (checks.length > 0) {
				return List.of(checks);
			}
		}
		return List.of();
	}

	private void add(Check check, @Nullable ModelField field) {
		String condition = check.value().strip();
		if (condition.isEmpty()) {
			fault(field, "its @Check has no condition; write one in SQL, such as @Check(\"pages >= 0\")");
			return;
		}
		checkName(field, "@Check", check.name());
		this.checks.add(new CheckRule(check.name(), condition, field));
	}

	private void add(Index index) {
		List<TableDetails.Part> parts = new ArrayList<>();
		Set<ModelField> seen = new HashSet<>();
		boolean valid = index.fields().length > 0;
		for (String term : index.fields()) {
			boolean descending = term.startsWith("-");
			String name = descending ? term.substring(1) : term;
			ModelField field = findField(name);
			if (field == null) {
				List<String> choices = this.model.fields().stream().map(ModelField::name).toList();
				this.faults.add(this.model.type(),
						"its @Index names '" + name + "', which '" + this.model.name() + "' does not have."
								+ NearestName.suggest(name, choices) + " Choices are: " + String.join(", ", choices));
				return;
			}
			for (ModelField column : field.columns()) {
				valid &= seen.add(column);
				parts.add(new TableDetails.Part(column, descending));
			}
		}
		if (!valid) {
			this.faults.add(this.model.type(), "its @Index(fields = { " + String.join(", ", index.fields())
					+ " }) is empty or names a property twice; name each property of the index once");
			return;
		}
		checkName(null, "@Index", index.name());
		this.indexes.add(new IndexRule(index.name(), parts, index.where().strip(), index.method().strip()));
	}

	/** A property, or a part of an embedded one: {@code address__city}. */
	private @Nullable ModelField findField(String name) {
		ModelField field = this.model.findField(name);
		return (field != null && (NamePath.isOneName(name) || field.parts().owner() != null)) ? field : null;
	}

	private void checkName(@Nullable ModelField field, String annotation, String name) {
		if (name.isEmpty()) {
			return;
		}
		String wrong = DatabaseNames.fault(name);
		if (wrong != null) {
			fault(field, "the name '" + name + "' of its " + annotation + " " + wrong + "; choose another one");
		}
		else if (!this.names.add(name)) {
			fault(field, "the name '" + name + "' of its " + annotation + " is used twice; choose another one");
		}
	}

	private void fault(@Nullable ModelField field, String fault) {
		if (field != null) {
			this.faults.add(this.model.type(), field.name(), fault);
		}
		else {
			this.faults.add(this.model.type(), fault);
		}
	}

}
