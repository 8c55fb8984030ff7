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
		if (target == null || field == null || !target.hasKey()) {
			return;
		}
		Rule rule = rule(property);
		checkRule(declaration, property, field, rule);
		ModelRelation relation = new ModelRelation(property.name(),
				rule.unique() ? ModelRelation.Kind.ONE_TO_ONE : ModelRelation.Kind.FOREIGN_KEY, model, target,
				rule.onDelete(), true);
		model.addRelation(relation);
		ModelRelation reverse = this.links.addReverseRelation(relation,
				rule.unique() ? ModelRelation.Kind.REVERSE_ONE_TO_ONE : ModelRelation.Kind.REVERSE_FOREIGN_KEY,
				rule.relatedName());
		link(field, relation, reverse);
	}

	/** Links the field of a foreign key, its relation and the reverse relation. */
	static void link(ModelField field, ModelRelation relation, ModelRelation reverse) {
		ModelMetadata<?> target = relation.target();
		field.link(relation, target.key());
		relation.link(List.of(forward(field, relation)), reverse);
		reverse.link(List.of(backward(field, relation)), relation);
	}

	/** From the row that has the foreign key to the one that it refers to. */
	static Hop forward(ModelField field, ModelRelation relation) {
		return new Hop(field.model(), field, relation.target(), relation.target().key(), false, field.nullable());
	}

	/** From the row that is referred to, to those that refer to it. */
	static Hop backward(ModelField field, ModelRelation relation) {
		return new Hop(relation.target(), relation.target().key(), field.model(), field,
				relation.kind() != ModelRelation.Kind.ONE_TO_ONE, true);
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
			return new Rule(false, foreignKey.onDelete(), foreignKey.relatedName());
		}
		OneToOne oneToOne = property.annotation(OneToOne.class);
		return (oneToOne != null) ? new Rule(true, oneToOne.onDelete(), oneToOne.relatedName())
				: new Rule(false, null, "");
	}

	/** The options of {@link ForeignKey} or {@link OneToOne}. */
	private record Rule(boolean unique, @Nullable OnDelete onDelete, String relatedName) {

	}

}
