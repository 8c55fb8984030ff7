package io.asyncorm.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.asyncorm.type.StoredTable;

/**
 * Builds a {@link ModelRegistry}: reads each class, links the relations, and reports all
 * faults together. Not thread-safe: one object builds one registry.
 */
final class ModelRegistryBuilder {

	private final ModelFaults faults = new ModelFaults();

	private final ModelLinks links;

	private final Converters converters;

	private final Set<ModelMetadata<?>> keyed = new HashSet<>();

	private final Map<PropertyDeclaration, List<ModelField>> fieldsOf = new IdentityHashMap<>();

	ModelRegistryBuilder(Collection<? extends AttributeConverter<?, ?>> converters, NamingStrategy naming) {
		this.links = ModelLinks.none(naming, this.faults);
		this.converters = new Converters(converters, this.faults);
	}

	ModelRegistry build(Collection<? extends Class<?>> classes) {
		classes.stream().distinct().forEach(this::read);
		forEachDeclaration(this::addKeys);
		forEachDeclaration(this::addFields);
		forEachProperty(PropertyDeclaration::isForward, new ForeignKeyLinker(this.links)::link);
		forEachProperty((property) -> property.isRelation() && property.has(ManyToMany.class),
				new ManyToManyLinker(this.links)::link);
		forEachProperty(PropertyDeclaration::isReverse, this::checkReverseRelation);
		forEachDeclaration(this.links::checkInverses);
		forEachDeclaration(this::complete);
		new FormerNamesReader(this.links).read();
		checkTables();
		new CascadeChecks(this.links).check();
		new DistributionChecks(this.links).check();
		this.faults.throwIfAny();
		this.links.models().values().forEach((model) -> model.fields().forEach(ModelField::linkConversion));
		this.links.joinTables().forEach((model) -> model.fields().forEach(ModelField::linkConversion));
		return new ModelRegistry(this.links.models(), this.links.joinTables(), this.converters.byType());
	}

	private void read(Class<?> type) {
		Model annotation = type.getAnnotation(Model.class);
		if (annotation == null) {
			this.faults.add(type, "it is no model; annotate it with @Model");
			return;
		}
		String name = type.getSimpleName();
		OtherAnnotations.Names names = new OtherAnnotations((other) -> this.faults.add(type, other)).ofType(type,
				annotation, this.links.naming());
		String schema = names.schema();
		String table = names.table().isEmpty() ? this.links.naming().table(name) : names.table();
		this.links.models().put(type, new ModelMetadata<>(type, name, schema, table));
		String fault = DatabaseNames.tableFault(table);
		if (fault != null) {
			this.faults.add(type,
					"its table '" + table + "' " + fault + "; name another one with @Model(table = \"...\")");
		}
		String schemaFault = schema.isEmpty() ? null : DatabaseNames.fault(schema);
		if (schemaFault != null) {
			this.faults.add(type,
					"its schema '" + schema + "' " + schemaFault + "; name another one with @Model(schema = \"...\")");
		}
		ModelDeclaration read = new DeclarationReader(type, this.faults).read();
		if (read != null) {
			ModelDeclaration declaration = read
				.embedding((property) -> read.isKey(property) || this.converters.isAutomatic(property));
			this.links.declarations().put(type, declaration);
			if (declaration.keys().isEmpty() && declaration.isComplete()) {
				this.faults.add(type, "it has no key; add a property called 'id', such as '@Nullable Long id',"
						+ " or mark one with @PrimaryKey");
			}
			declaration.properties().forEach((property) -> read(declaration, property));
		}
	}

	private void read(ModelDeclaration declaration, PropertyDeclaration property) {
		EmbeddedChecks checks = new EmbeddedChecks(declaration, this.converters, this.faults);
		if (property.has(Embedded.class)) {
			EmbeddedRecord value = EmbeddedRecord.read(declaration.type(), property, this.converters, this.faults);
			if (value != null) {
				this.links.embedded().put(property, value);
				checks.checkValue(value);
			}
			return;
		}
		StoredType stored = this.converters.typeOf(declaration.type(), property);
		EmbeddedRecord key = EmbeddedRecord.findKey(declaration, property, stored, this.faults);
		if (key != null) {
			this.links.embedded().put(property, key);
			checks.checkKey(key);
		}
		else {
			new PropertyChecks(declaration, property, stored.type(), this.faults).check();
		}
	}

	/** Keys come first, those that they refer to before them. */
	private void addKeys(ModelDeclaration declaration) {
		ModelMetadata<?> model = this.links.model(declaration);
		if (this.keyed.add(model)) {
			FieldBuilder fields = new FieldBuilder(declaration, model, this.links.naming(), this.faults);
			declaration.keys().forEach((property) -> addField(declaration, property, fields));
			if (declaration.keys().size() > 1) {
				fields.addCompositeKey();
			}
		}
	}

	private void addFields(ModelDeclaration declaration) {
		FieldBuilder fields = new FieldBuilder(declaration, this.links.model(declaration), this.links.naming(),
				this.faults);
		declaration.properties()
			.stream()
			.filter((property) -> !declaration.isKey(property))
			.forEach((property) -> addField(declaration, property, fields));
		List<ModelField> ordered = new ArrayList<>();
		declaration.properties().forEach((property) -> ordered.addAll(this.fieldsOf.getOrDefault(property, List.of())));
		this.links.model(declaration).order(ordered);
	}

	private void addField(ModelDeclaration declaration, PropertyDeclaration property, FieldBuilder fields) {
		ModelMetadata<?> model = this.links.model(declaration);
		int known = model.fields().size();
		EmbeddedRecord embedded = this.links.embedded().get(property);
		if (embedded != null) {
			new EmbeddedFields(fields, this.converters).add(embedded);
		}
		else if (property.has(Embedded.class)) {
			return; // it could not be read, which is reported
		}
		else if (property.isForward()) {
			addForeignKey(property, fields);
		}
		else if (!property.isRelation()) {
			fields.addColumn(property, this.converters.typeOf(declaration.type(), property));
		}
		this.fieldsOf.put(property, List.copyOf(model.fields().subList(known, model.fields().size())));
	}

	private void addForeignKey(PropertyDeclaration property, FieldBuilder fields) {
		Class<?> type = property.relationTarget();
		ModelDeclaration target = (type != null && property.toField().isEmpty()) ? this.links.declarations().get(type)
				: null;
		if (target == null || !isComposite(target, new HashSet<>())) {
			fields.addForeignKey(property, referredType(property, new HashSet<>()));
			return;
		}
		addKeys(target);
		ModelMetadata<?> model = this.links.model(target);
		if (model.hasKey() && model.key().isComposite()) {
			fields.addCompositeForeignKey(property, model.key());
		}
		else {
			this.faults.add(target.type(), "its key refers to a key that refers to it again, so that no row could be"
					+ " the first; give one of these models a key of its own");
		}
	}

	/** Whether the key of a model has several columns, perhaps as what it refers to. */
	private boolean isComposite(ModelDeclaration declaration, Set<ModelDeclaration> passed) {
		PropertyDeclaration key = declaration.key();
		if (key == null || this.links.embeddedKey(declaration) != null) {
			return declaration.keys().size() > 1 || key != null;
		}
		Class<?> type = (key.isForward() && key.toField().isEmpty()) ? key.relationTarget() : null;
		ModelDeclaration target = (type != null) ? this.links.declarations().get(type) : null;
		return target != null && passed.add(declaration) && isComposite(target, passed);
	}

	/**
	 * The type in which the field is stored that a foreign key refers to, which may be a
	 * foreign key itself; for an unknown one any type will do.
	 * @param passed the foreign keys on the way, which are a fault if they go round
	 */
	private StoredType referredType(PropertyDeclaration foreignKey, Set<PropertyDeclaration> passed) {
		Class<?> model = foreignKey.relationTarget();
		ModelDeclaration declaration = (model != null) ? this.links.declarations().get(model) : null;
		PropertyDeclaration referred = (declaration != null) ? declaration.referred(foreignKey.toField()) : null;
		if (declaration == null || referred == null) {
			return new StoredType(Object.class, null);
		}
		if (!referred.isForward()) {
			return this.converters.typeOf(declaration.type(), referred);
		}
		if (!passed.add(referred)) {
			this.faults.add(declaration.type(), referred.name(), "it refers to a foreign key that refers to it again,"
					+ " so that no row could be the first; give one of these models a key of its own");
			return new StoredType(Object.class, null);
		}
		return referredType(referred, passed);
	}

	/**
	 * Checks that a reverse relation belongs to a relation that another model declares,
	 * and has a type that fits.
	 */
	private void checkReverseRelation(ModelDeclaration declaration, PropertyDeclaration property) {
		ModelMetadata<?> target = this.links.target(declaration, property);
		ModelMetadata<?> model = this.links.model(declaration);
		boolean forward = property.type().isAnnotationPresent(RelationType.class)
				&& property.holds(ModelRelation.Kind.FOREIGN_KEY);
		if (target == null || forward || !model.hasKey() || !this.links.declarations().containsKey(target.type())) {
			return;
		}
		ModelRelation relation = model.findRelation(property.name());
		if (relation == null) {
			List<String> names = model.relations()
				.stream()
				.filter((way) -> way.target() == target && !way.declared())
				.map(ModelRelation::name)
				.toList();
			this.faults.add(declaration.type(), property.name(), "no relation of '" + target.name() + "' to '"
					+ model.name() + "' has relatedName '" + property.name() + "'; add one with @ForeignKey, @OneToOne"
					+ " or @ManyToMany, or mark this with @ManyToMany." + NearestName.suggest(property.name(), names)
					+ (names.isEmpty() ? "" : " Choices are: " + String.join(", ", names)));
		}
		else if (relation.target() != target) {
			this.faults.add(declaration.type(), property.name(),
					"it leads to '" + target.name() + "', but is the reverse relation of '" + relation.inverse()
							+ "'; declare a " + property.type().getSimpleName() + "<" + relation.target().name() + ">");
		}
		else if (!property.holds(relation.kind())) {
			this.faults.add(declaration.type(), property.name(), "it is the reverse relation of '" + relation.inverse()
					+ "'; declare a " + (relation.toMany() ? "Many" : "One") + "<" + target.name() + ">");
		}
	}

	private void complete(ModelDeclaration declaration) {
		ModelMetadata<?> model = this.links.model(declaration);
		List<ModelMetadata.Property> properties = new ArrayList<>();
		Map<String, String> accessors = new LinkedHashMap<>();
		for (PropertyDeclaration property : declaration.properties()) {
			ModelField field = property.isRelation() && !property.isForward() ? null : model.findField(property.name());
			ModelRelation relation = property.isRelation() ? model.findRelation(property.name()) : null;
			properties.add(new ModelMetadata.Property(property.name(), field, relation, property.accessor()));
			property.accessors().forEach((accessor) -> accessors.put(accessor, property.name()));
		}
		model.complete(properties, accessors, declaration.constructor());
		Model annotation = declaration.type().getAnnotation(Model.class);
		if (annotation != null && model.hasKey()) {
			new ModelOptions(model, annotation, this.faults).apply();
			model.addDetails(new TableDetailsReader(model, declaration, this.faults).read());
		}
	}

	private void checkTables() {
		Map<StoredTable, ModelMetadata<?>> tables = new HashMap<>();
		List<ModelMetadata<?>> all = new ArrayList<>(this.links.models().values());
		all.addAll(this.links.joinTables());
		for (ModelMetadata<?> model : all) {
			ModelMetadata<?> other = tables.putIfAbsent(model.declaredTable(), model);
			if (other != null) {
				boolean join = this.links.joinTables().contains(model);
				Class<?> owner = join ? model.relations().iterator().next().target().type() : model.type();
				this.faults.add(owner,
						"the table '" + model.table() + "' of '" + fullName(model) + "' is that of '" + fullName(other)
								+ "' too; name another one with "
								+ (join ? "@ManyToMany(table = \"...\")" : "@Model(table = \"...\")"));
			}
		}
	}

	/** Two models of one table often have the same simple name. */
	private static String fullName(ModelMetadata<?> model) {
		return (model.type() != Object.class) ? model.type().getName() : model.name();
	}

	private void forEachDeclaration(Consumer<ModelDeclaration> action) {
		this.links.declarations().values().forEach(action);
	}

	private void forEachProperty(Predicate<PropertyDeclaration> which,
			BiConsumer<ModelDeclaration, PropertyDeclaration> action) {
		forEachDeclaration((declaration) -> declaration.properties()
			.stream()
			.filter(which)
			.forEach((property) -> action.accept(declaration, property)));
	}

}
