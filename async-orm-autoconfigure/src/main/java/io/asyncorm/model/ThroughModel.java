package io.asyncorm.model;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the two foreign keys of the model whose rows are the links of a many-to-many
 * relation.
 */
final class ThroughModel {

	private final ModelLinks links;

	private final ModelMetadata<?> source;

	private final ModelMetadata<?> target;

	private final PropertyDeclaration property;

	ThroughModel(ModelLinks links, ModelMetadata<?> source, ModelMetadata<?> target, PropertyDeclaration property) {
		this.links = links;
		this.source = source;
		this.target = target;
		this.property = property;
	}

	/** Null if there are faults. */
	@Nullable Ends ends(ManyToMany annotation) {
		ModelMetadata<?> through = this.links.models().get(annotation.through());
		if (through == null) {
			fault("its through, '" + annotation.through().getName() + "', is no known model; "
					+ UnknownModel.mend(annotation.through(), "it"));
			return null;
		}
		if (!annotation.table().isEmpty()) {
			fault("it has both a table and a model for the table; remove table or through");
		}
		return (annotation.throughFields().length > 0) ? named(through, annotation.throughFields()) : only(through);
	}

	/** The only foreign keys to both sides. */
	private @Nullable Ends only(ModelMetadata<?> through) {
		List<ModelField> sources = foreignKeys(through, this.source);
		List<ModelField> targets = foreignKeys(through, this.target);
		if (this.source == this.target && sources.size() == 2) {
			return new Ends(sources.get(0), sources.get(1));
		}
		if (this.source != this.target && sources.size() == 1 && targets.size() == 1) {
			return new Ends(sources.get(0), targets.get(0));
		}
		boolean enough = !sources.isEmpty() && !targets.isEmpty() && sources.size() + targets.size() > 2;
		fault("its through, '" + through.name() + "', needs "
				+ ((this.source == this.target)
						? "two foreign keys to '" + this.source.name() + "', the first of which is this side's"
						: "one foreign key to '" + this.source.name() + "' and one to '" + this.target.name() + "'")
				+ (enough ? "; name those that link, this side's first, with throughFields: it has "
						+ names(sources, targets) : ""));
		return null;
	}

	/** Those that the relation names: its own side's first. */
	private @Nullable Ends named(ModelMetadata<?> through, String[] names) {
		if (names.length != 2) {
			fault("its throughFields are " + names.length + "; name two foreign keys of '" + through.name()
					+ "', the first of which leads to '" + this.source.name() + "'");
			return null;
		}
		ModelField from = foreignKey(through, names[0], this.source);
		ModelField to = foreignKey(through, names[1], this.target);
		if (from != null && from == to) {
			fault("its throughFields name '" + from.name() + "' twice; name a foreign key for each side");
			return null;
		}
		return (from != null && to != null) ? new Ends(from, to) : null;
	}

	private @Nullable ModelField foreignKey(ModelMetadata<?> through, String name, ModelMetadata<?> model) {
		ModelRelation relation = NamePath.isOneName(name) ? through.findRelation(name) : null;
		ModelField field = (relation != null && relation.forward()) ? through.findField(name) : null;
		if (relation != null && field != null && relation.target() == model) {
			return field;
		}
		List<String> choices = foreignKeys(through, model).stream().map(ModelField::name).toList();
		fault("its throughFields name '" + name + "', which is no foreign key of '" + through.name() + "' to '"
				+ model.name() + "'." + NearestName.suggest(name, choices)
				+ (choices.isEmpty() ? "" : " Choices are: " + String.join(", ", choices)));
		return null;
	}

	private static String names(List<ModelField> sources, List<ModelField> targets) {
		return String.join(", ",
				Stream.concat(sources.stream(), targets.stream())
					.map((field) -> "'" + field.name() + "'")
					.distinct()
					.toList());
	}

	private static List<ModelField> foreignKeys(ModelMetadata<?> through, ModelMetadata<?> model) {
		return through.foreignKeys().stream().filter((field) -> {
			ModelRelation relation = field.relation();
			return relation != null && relation.target() == model;
		}).toList();
	}

	private void fault(String fault) {
		this.links.faults().add(this.source.type(), this.property.name(), fault);
	}

	/**
	 * The two foreign keys of a join table.
	 *
	 * @param from the one to the model that the relation belongs to
	 * @param to the one to the model that it leads to
	 */
	record Ends(ModelField from, ModelField to) {

	}

}
