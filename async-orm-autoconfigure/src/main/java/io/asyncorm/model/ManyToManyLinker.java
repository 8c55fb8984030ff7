package io.asyncorm.model;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Links many-to-many relations by their join tables, and creates the metadata of join
 * tables that have no model of their own.
 */
final class ManyToManyLinker {

	private final ModelLinks links;

	ManyToManyLinker(ModelLinks links) {
		this.links = links;
	}

	void link(ModelDeclaration declaration, PropertyDeclaration property) {
		ModelMetadata<?> source = this.links.model(declaration);
		ModelMetadata<?> target = this.links.target(declaration, property);
		ManyToMany annotation = property.annotation(ManyToMany.class);
		if (target == null || annotation == null || !source.hasKey() || !target.hasKey()) {
			return;
		}
		if (annotation.symmetrical() && (source != target || !annotation.relatedName().isEmpty())) {
			fault(source, property, "a symmetrical relation leads to its own model and has no reverse relation;"
					+ " remove symmetrical or relatedName");
			return;
		}
		checkOtherSide(declaration, property, target.type());
		ThroughModel.Ends ends = ends(source, target, property, annotation);
		if (ends == null) {
			return;
		}
		ModelRelation relation = new ModelRelation(property.name(), ModelRelation.Kind.MANY_TO_MANY, source, target,
				null, true);
		source.addRelation(relation);
		ModelRelation reverse = annotation.symmetrical() ? null
				: this.links.addReverseRelation(relation, ModelRelation.Kind.MANY_TO_MANY, annotation.relatedName());
		relation.link(hops(ends.from(), ends.to()), reverse);
		if (reverse != null) {
			reverse.link(hops(ends.to(), ends.from()), relation);
		}
	}

	/**
	 * Refuses a relation that both sides declare as their own, unless both name their
	 * reverse relation: the links of one side would not be those of the other.
	 */
	private void checkOtherSide(ModelDeclaration declaration, PropertyDeclaration property, Class<?> target) {
		ModelDeclaration other = this.links.declarations().get(target);
		List<ModelDeclaration> all = List.copyOf(this.links.declarations().values());
		if (other == null || all.indexOf(other) <= all.indexOf(declaration)) {
			return;
		}
		for (PropertyDeclaration back : other.properties()) {
			if (back.has(ManyToMany.class) && back.relationTarget() == declaration.type()
					&& !(isTwoWay(property) && isTwoWay(back))) {
				String side = target.getSimpleName() + "." + back.name();
				fault(this.links.model(declaration), property,
						"'" + side + "' is a @ManyToMany too, so that each has"
								+ " links of its own; remove the annotation from '" + side
								+ "' and write @ManyToMany(relatedName" + " = \"" + back.name()
								+ "\") here, or name the reverse of both if they are two relations");
			}
		}
	}

	/** Whether a relation says what its reverse is, or that it has a model of its own. */
	private static boolean isTwoWay(PropertyDeclaration property) {
		ManyToMany annotation = property.annotation(ManyToMany.class);
		return annotation != null && (!annotation.relatedName().isEmpty() || annotation.through() != void.class);
	}

	private static List<Hop> hops(ModelField from, ModelField to) {
		return List.of(ForeignKeyLinker.backward(from, target(from), relation(from)),
				ForeignKeyLinker.forward(to, target(to), relation(to), true));
	}

	private ThroughModel.@Nullable Ends ends(ModelMetadata<?> source, ModelMetadata<?> target,
			PropertyDeclaration property, ManyToMany annotation) {
		if (annotation.through() == void.class) {
			if (annotation.throughFields().length > 0) {
				fault(source, property,
						"it has throughFields without a model of the links; add through, or remove them");
			}
			return joinTable(source, target, property, annotation);
		}
		return new ThroughModel(this.links, source, target, property).ends(annotation);
	}

	/** The columns have the names that Django gives them. */
	private ThroughModel.Ends joinTable(ModelMetadata<?> source, ModelMetadata<?> target, PropertyDeclaration property,
			ManyToMany annotation) {
		String table = annotation.table().isEmpty() ? source.table() + "_" + this.links.naming().column(property.name())
				: annotation.table();
		String fault = DatabaseNames.tableFault(table);
		if (fault != null && (!annotation.table().isEmpty() || DatabaseNames.tableFault(source.table()) == null)) {
			fault(source, property,
					"its join table '" + table + "' " + fault + "; name another one with @ManyToMany(table = \"...\")");
		}
		ModelMetadata<Object> join = new ModelMetadata<>(Object.class, source.name() + "_" + property.name(),
				source.declaredTable().schema(), table);
		boolean same = source.name().equalsIgnoreCase(target.name());
		ModelMetadata<?> distributed = (source.tenantField() != null) ? source : target;
		addTenant(join, distributed);
		join.addField(field(join, "id", this.links.naming().column("id"), Long.class, true));
		addKey(join);
		ModelField from = foreignKey(join, same ? "from" + source.name() : PropertyNames.decapitalize(source.name()),
				source);
		ModelField to = foreignKey(join, same ? "to" + target.name() : PropertyNames.decapitalize(target.name()),
				target);
		List<ModelField> ends = Stream.of(from, to).flatMap((end) -> end.columns().stream()).toList();
		join.complete(List.of(ends.stream().distinct().toList()), List.of(), List.of());
		join.addDetails(TableDetails.NONE.partitioned(partitions(distributed)));
		this.links.joinTables().add(join);
		return new ThroughModel.Ends(from, to);
	}

	/** Links with an object of a tenant are the tenant's. */
	private static void addTenant(ModelMetadata<?> join, ModelMetadata<?> distributed) {
		ModelField tenant = distributed.tenantField();
		if (tenant != null) {
			ModelField own = new ModelField(join, tenant.name(), tenant.declaredColumn(),
					new StoredType(tenant.type(), null), tenant.type(), FieldOptions.plain(false, false, true, false),
					(object) -> noObject(join));
			join.addField(own);
			join.distribute(own);
		}
	}

	private static int partitions(ModelMetadata<?> distributed) {
		Model annotation = distributed.type().getAnnotation(Model.class);
		return (annotation != null) ? annotation.partitions() : 0;
	}

	private static void addKey(ModelMetadata<?> join) {
		if (join.tenantField() != null) {
			ModelField key = ModelField.composite(join, ModelKeys.KEY, join.fields(), CompositeForm.list(),
					FieldOptions.plain(false, false, true, false), (object) -> noObject(join));
			join.addComposite(key);
			join.compositeKey(key);
		}
	}

	private ModelField foreignKey(ModelMetadata<?> join, String name, ModelMetadata<?> target) {
		ModelField field = target.key().isComposite() ? compositeKey(join, name, target.key())
				: column(join, name, this.links.naming().foreignKey(name), target.key());
		ModelRelation relation = new ModelRelation(name, ModelRelation.Kind.FOREIGN_KEY, join, target, OnDelete.CASCADE,
				true);
		join.addRelation(relation);
		ModelRelation reverse = new ModelRelation(join.name() + "+", ModelRelation.Kind.REVERSE_FOREIGN_KEY, target,
				join, OnDelete.CASCADE, false);
		ForeignKeyLinker.link(field, target.key(), relation, reverse);
		return field;
	}

	/** The columns that hold a key of several columns. */
	private ModelField compositeKey(ModelMetadata<?> join, String name, ModelField target) {
		List<ModelField> columns = target.columns()
			.stream()
			.map((part) -> isShared(join, part) ? Objects.requireNonNull(join.tenantField())
					: column(join, FieldBuilder.partName(name, part),
							this.links.naming().column(name) + "_" + part.declaredColumn(), part))
			.toList();
		ModelField field = ModelField.composite(join, name, columns, FieldBuilder.form(target),
				FieldOptions.plain(false, false, false, false), (object) -> noObject(join));
		join.addComposite(field);
		return field;
	}

	/** Whether a column of a key is that of the tenant, which the links have anyway. */
	private static boolean isShared(ModelMetadata<?> join, ModelField part) {
		return join.tenantField() != null && part.model().tenantField() == part;
	}

	private static ModelField column(ModelMetadata<?> join, String name, String column, ModelField target) {
		ModelField field = field(join, name, column, target.type(), false);
		join.addField(field);
		return field;
	}

	private static ModelField field(ModelMetadata<?> join, String name, String column, Class<?> type, boolean key) {
		FieldOptions options = FieldOptions.plain(false, false, key, key);
		return new ModelField(join, name, column, new StoredType(type, null), type, options,
				(object) -> noObject(join));
	}

	private static Object noObject(ModelMetadata<?> join) {
		throw new IllegalStateException("'" + join + "' stands for a join table and has no objects");
	}

	private static ModelRelation relation(ModelField foreignKey) {
		ModelRelation relation = foreignKey.relation();
		if (relation == null) {
			throw new IllegalStateException("No foreign key: " + foreignKey);
		}
		return relation;
	}

	private static ModelField target(ModelField foreignKey) {
		ModelField target = foreignKey.target();
		if (target == null) {
			throw new IllegalStateException("No foreign key: " + foreignKey);
		}
		return target;
	}

	private void fault(ModelMetadata<?> source, PropertyDeclaration property, String fault) {
		this.links.faults().add(source.type(), property.name(), fault);
	}

}
