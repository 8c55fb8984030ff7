package io.asyncorm.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Links foreign keys and one-to-ones to their targets, and adds their reverse relations.
 */
final class ForeignKeyLinker {

	private final ModelLinks links;

	ForeignKeyLinker(ModelLinks links) {
		this.links = links;
	}

	/** Adds the relation of a foreign key column. */
	void link(ModelDeclaration declaration, PropertyDeclaration property) {
		ModelMetadata<?> model = this.links.model(declaration);
		ModelMetadata<?> target = this.links.target(declaration, property);
		ModelField field = model.findField(property.name());
		if (target == null || field == null || !target.hasKey()
				|| property.toField().isEmpty() && field.isComposite() != target.key().isComposite()) {
			return;
		}
		Rule rule = rule(property);
		ModelField targetField = targetField(declaration, property, target, rule);
		if (targetField == null || leadsTo(targetField, field)) {
			return;
		}
		checkRule(declaration, property, field, rule);
		ModelRelation relation = new ModelRelation(property.name(),
				rule.unique() ? ModelRelation.Kind.ONE_TO_ONE : ModelRelation.Kind.FOREIGN_KEY, model, target,
				rule.onDelete(), true);
		model.addRelation(relation);
		ModelRelation reverse = this.links.addReverseRelation(relation,
				rule.unique() ? ModelRelation.Kind.REVERSE_ONE_TO_ONE : ModelRelation.Kind.REVERSE_FOREIGN_KEY,
				rule.relatedName());
		link(field, targetField, relation, reverse);
	}

	/** Links the field of a foreign key, its relation and the reverse relation. */
	static void link(ModelField field, ModelField target, ModelRelation relation, ModelRelation reverse) {
		field.link(relation, target);
		relation.link(List.of(forward(field, target, relation)), reverse);
		reverse.link(List.of(backward(field, target, relation)), relation);
	}

	/** From the row that has the foreign key to the one that it refers to. */
	static Hop forward(ModelField field, ModelField target, ModelRelation relation) {
		return new Hop(field.model(), field, relation.target(), target, false, field.nullable());
	}

	/** From the row that is referred to, to those that refer to it. */
	static Hop backward(ModelField field, ModelField target, ModelRelation relation) {
		return new Hop(relation.target(), target, field.model(), field,
				relation.kind() != ModelRelation.Kind.ONE_TO_ONE, true);
	}

	/**
	 * Whether foreign keys that refer to each other go round, which is a fault already.
	 */
	private static boolean leadsTo(ModelField start, ModelField end) {
		for (ModelField at = start; at != null; at = at.target()) {
			if (at == end) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The field that a foreign key refers to: the key, or what its declaration names.
	 * Null and a fault if that does not identify one row.
	 */
	private @Nullable ModelField targetField(ModelDeclaration declaration, PropertyDeclaration property,
			ModelMetadata<?> target, Rule rule) {
		String name = rule.toField();
		if (name.isEmpty()) {
			return target.key();
		}
		ModelField field = NamePath.isOneName(name) ? target.findField(name) : null;
		String fault = null;
		if (field == null || field.isComposite()) {
			List<String> unique = target.fields().stream().filter(ModelField::unique).map(ModelField::name).toList();
			fault = "its toField '" + name + "' is no field of '" + target.name() + "'."
					+ NearestName.suggest(name, unique) + " Unique ones are: " + String.join(", ", unique);
		}
		else if (!field.unique()) {
			fault = "its toField '" + name + "' is not unique in '" + target.name()
					+ "', so that it could lead to several rows; mark that with @Column(unique = true)";
		}
		else if (field.nullable()) {
			fault = "its toField '" + name + "' can be null in '" + target.name()
					+ "', and what it is null in could not be referred to; name a field that is never null";
		}
		if (fault != null) {
			this.links.faults().add(declaration.type(), property.name(), fault);
		}
		return (fault == null) ? field : null;
	}

	private void checkRule(ModelDeclaration declaration, PropertyDeclaration property, ModelField field, Rule rule) {
		if (rule.onDelete() == OnDelete.SET_NULL && !field.nullable()) {
			this.links.faults()
				.add(declaration.type(), property.name(), "SET_NULL needs a foreign key that can be null; declare it"
						+ " as @Nullable " + property.type().getSimpleName() + ", or choose another rule");
		}
		if (rule.onDelete() == OnDelete.SET_DEFAULT && !property.has(DefaultValue.class)) {
			this.links.faults()
				.add(declaration.type(), property.name(),
						"SET_DEFAULT needs a default; add @DefaultValue with a key, or choose another rule");
		}
	}

	private static Rule rule(PropertyDeclaration property) {
		ForeignKey foreignKey = property.annotation(ForeignKey.class);
		if (foreignKey != null) {
			return new Rule(false, foreignKey.onDelete(), foreignKey.relatedName(), foreignKey.toField());
		}
		OneToOne oneToOne = property.annotation(OneToOne.class);
		return (oneToOne != null) ? new Rule(true, oneToOne.onDelete(), oneToOne.relatedName(), oneToOne.toField())
				: new Rule(false, null, "", "");
	}

	/** The options of {@link ForeignKey} or {@link OneToOne}. */
	private record Rule(boolean unique, @Nullable OnDelete onDelete, String relatedName, String toField) {

	}

}
