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
		ForeignKeyRule rule = ForeignKeyRule.of(property);
		ModelField targetField = targetField(declaration, property, target, rule);
		if (targetField == null || leadsTo(targetField, field)) {
			return;
		}
		checkRule(declaration, property, field, rule);
		ModelRelation relation = new ModelRelation(property.name(),
				rule.unique() ? ModelRelation.Kind.ONE_TO_ONE : ModelRelation.Kind.FOREIGN_KEY, model, target,
				rule.onDelete(), true);
		model.addRelation(relation);
		if (rule.onDelete() == OnDelete.SET) {
			relation.setTo(new DefaultValues(declaration.type(), this.links.faults()).readSet(property, rule,
					new StoredType(field.type(), field.conversion())));
		}
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

	/**
	 * From the row that has the foreign key to the one that it refers to, which may be
	 * there and not be seen.
	 */
	static Hop forward(ModelField field, ModelField target, ModelRelation relation) {
		return forward(field, target, relation, false);
	}

	/**
	 * Likewise.
	 * @param links whether the row is one of a many-to-many relation
	 */
	static Hop forward(ModelField field, ModelField target, ModelRelation relation, boolean links) {
		boolean hidden = relation.target().softDelete() != null;
		return new Hop(field.model(), field, relation.target(), target, false, field.nullable() || hidden,
				links && hidden);
	}

	/** From the row that is referred to, to those that refer to it. */
	static Hop backward(ModelField field, ModelField target, ModelRelation relation) {
		return new Hop(relation.target(), target, field.model(), field,
				relation.kind() != ModelRelation.Kind.ONE_TO_ONE, true, false);
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
			ModelMetadata<?> target, ForeignKeyRule rule) {
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

	private void checkRule(ModelDeclaration declaration, PropertyDeclaration property, ModelField field,
			ForeignKeyRule rule) {
		OnDelete onDelete = rule.onDelete();
		String fault = null;
		if ((onDelete == OnDelete.SET_NULL || onDelete == OnDelete.DB_SET_NULL) && !field.nullable()) {
			fault = onDelete + " needs a foreign key that can be null; declare it as @Nullable "
					+ property.type().getSimpleName() + ", or choose another rule";
		}
		else if (onDelete == OnDelete.SET_DEFAULT && !property.has(DefaultValue.class)) {
			fault = "SET_DEFAULT needs a default; add @DefaultValue with a key, or choose another rule";
		}
		else if (onDelete == OnDelete.DB_SET_DEFAULT && !property.has(DatabaseDefault.class)) {
			fault = "DB_SET_DEFAULT needs a default of the column; add @DatabaseDefault with a key as SQL, or choose"
					+ " another rule";
		}
		else if ((onDelete == OnDelete.SET) != rule.hasValue()) {
			fault = (onDelete == OnDelete.SET)
					? "SET needs the key that is set; add setValue = \"...\" or setSupplier = ..., or choose another rule"
					: "its setValue or setSupplier is what onDelete = SET writes, but its rule is " + onDelete
							+ "; keep one of them";
		}
		if (fault != null) {
			this.links.faults().add(declaration.type(), property.name(), fault);
		}
	}

}
