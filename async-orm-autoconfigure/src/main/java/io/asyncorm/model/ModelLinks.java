package io.asyncorm.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The models of a registry that is being built, while their relations are linked. Not
 * thread-safe.
 *
 * @param declarations what could be read of the classes
 * @param models the metadata of every class, also where its declaration could not be read
 * @param embedded the properties that are records of several columns
 * @param joinTables the join tables that have no model of their own
 * @param naming names tables and columns
 * @param faults collects what is wrong
 */
record ModelLinks(Map<Class<?>, ModelDeclaration> declarations, Map<Class<?>, ModelMetadata<?>> models,
		Map<PropertyDeclaration, EmbeddedRecord> embedded, List<ModelMetadata<?>> joinTables, NamingStrategy naming,
		ModelFaults faults) {

	/** The record that the key of a model is; null if it is none. */
	@Nullable EmbeddedRecord embeddedKey(ModelDeclaration declaration) {
		return this.embedded.get(declaration.key());
	}

	ModelMetadata<?> model(ModelDeclaration declaration) {
		ModelMetadata<?> model = this.models.get(declaration.type());
		if (model == null) {
			throw new IllegalStateException("Not a model: " + declaration.type());
		}
		return model;
	}

	/**
	 * The model that a relation leads to, or null and a fault.
	 */
	@Nullable ModelMetadata<?> target(ModelDeclaration declaration, PropertyDeclaration property) {
		Class<?> type = property.relationTarget();
		if (type == null) {
			this.faults.add(declaration.type(), property.name(), "its type does not say which model it leads to;"
					+ " declare a " + property.type().getSimpleName() + "<...> of that model");
			return null;
		}
		ModelMetadata<?> target = this.models.get(type);
		if (target == null) {
			this.faults.add(declaration.type(), property.name(),
					"it leads to '" + type.getName() + "', which is no known model; " + UnknownModel.mend(type, "that")
							+ "." + NearestName.suggest(type.getSimpleName(), names(this.models.values())));
		}
		return target;
	}

	/**
	 * Adds the reverse of a relation to its target, unless another relation or a property
	 * has its name. As in Django, a related name that ends in {@code +} keeps it out of
	 * lookups.
	 */
	ModelRelation addReverseRelation(ModelRelation forward, ModelRelation.Kind kind, String relatedName) {
		ModelMetadata<?> target = forward.target();
		String name = relatedName.isEmpty() ? inverseName(forward) : relatedName;
		ModelDeclaration declaration = this.declarations.get(target.type());
		PropertyDeclaration property = (declaration != null) ? declaration.find(PropertyNames.toCamelCase(name)) : null;
		boolean declared = property != null && property.isReverse();
		ModelRelation reverse = new ModelRelation((property != null) ? property.name() : name, kind, target,
				forward.source(), forward.onDelete(), declared);
		ModelRelation other = target.findRelation(name);
		if (name.endsWith("+")) {
			return reverse;
		}
		if (other != null || property != null && !declared) {
			String owner = (other != null) ? "the reverse relation of '" + other.inverse() + "'" : "a property of it";
			this.faults.add(forward.source().type(), forward.name(), "the name of its reverse relation, '" + name
					+ "' of '" + target.name() + "', is that of " + owner + "; give another relatedName");
		}
		else if (!NamePath.isOneName(name)) {
			this.faults.add(forward.source().type(), forward.name(),
					"the name of its reverse relation, '" + name + "', can neither hold '" + NamePath.SEPARATOR
							+ "', at which lookups are split, nor end in '_'; give another relatedName");
		}
		else {
			target.addRelation(reverse);
		}
		return reverse;
	}

	/** What the other side is called there, or else as the model. */
	private String inverseName(ModelRelation forward) {
		ModelDeclaration target = this.declarations.get(forward.target().type());
		List<InverseSide> sides = (target != null) ? target.inverses() : List.of();
		return sides.stream()
			.filter((side) -> side.target() == forward.source().type() && side.mappedBy().equals(forward.name()))
			.map(InverseSide::name)
			.findFirst()
			.orElseGet(() -> PropertyNames.decapitalize(forward.source().name()));
	}

	/** Reports what is left to a relation that the other model does not have. */
	void checkInverses(ModelDeclaration declaration) {
		for (InverseSide side : declaration.inverses()) {
			ModelDeclaration other = (side.target() != null) ? this.declarations.get(side.target()) : null;
			if (other == null) {
				this.faults.add(declaration.type(), side.name(),
						"its mappedBy leads to a class that is no known model; "
								+ UnknownModel.mend((side.target() != null) ? side.target() : Object.class, "that")
								+ ", or mark this with @Transient");
				continue;
			}
			List<String> ways = other.properties()
				.stream()
				.filter((way) -> way.isRelation() && way.relationTarget() == declaration.type())
				.map(PropertyDeclaration::name)
				.toList();
			if (!ways.contains(side.mappedBy())) {
				this.faults.add(declaration.type(), side.name(),
						"its mappedBy '" + side.mappedBy() + "' is no relation of '" + other.type().getSimpleName()
								+ "' to '" + declaration.type().getSimpleName() + "'; declare that there as a Ref<"
								+ declaration.type().getSimpleName() + ">, or mark this with @Transient."
								+ NearestName.suggest(side.mappedBy(), ways));
			}
		}
	}

	static Collection<String> names(Collection<ModelMetadata<?>> models) {
		return models.stream().map(ModelMetadata::name).toList();
	}

	/** Models by class, in the order they were given. */
	static ModelLinks none(NamingStrategy naming, ModelFaults faults) {
		return new ModelLinks(new LinkedHashMap<>(), new LinkedHashMap<>(), new IdentityHashMap<>(), new ArrayList<>(),
				naming, faults);
	}

}
