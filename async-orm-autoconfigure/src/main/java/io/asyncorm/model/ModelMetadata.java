package io.asyncorm.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.asyncorm.type.StoredTable;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a model: its table, fields, relations and constructor. Immutable once
 * the registry is built; safe for use by several threads.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class ModelMetadata<M> {

	private final Class<M> type;

	private final String name;

	private final StoredTable declaredTable;

	private final List<ModelField> fields = new ArrayList<>();

	private final List<ModelField> compositeFields = new ArrayList<>();

	private final Map<String, ModelField> fieldsByName = new LinkedHashMap<>();

	private final Map<String, ModelRelation> relations = new LinkedHashMap<>();

	private final Map<String, String> propertiesByAccessor = new LinkedHashMap<>();

	private int maxHops = QueryLimits.MAX_HOPS;

	private List<Property> properties = List.of();

	private List<List<ModelField>> uniqueKeys = List.of();

	private List<PartialKey> partialKeys = List.of();

	private TableDetails details = TableDetails.NONE;

	private List<String> ordering = List.of();

	private List<String> latestBy = List.of();

	/** All models of the same database. */
	private @Nullable ModelRegistry registry;

	private @Nullable ModelField key;

	private @Nullable ModelField version;

	private @Nullable ModelField softDelete;

	private final String distributedBy;

	private @Nullable ModelField tenantField;

	private StoredTable storedTable;

	private ObjectConstructor constructor;

	ModelMetadata(Class<M> type, String name, String schema, String table) {
		this.type = type;
		this.name = name;
		this.declaredTable = StoredTable.of(schema, table);
		this.storedTable = this.declaredTable;
		this.constructor = ObjectConstructor.none(name);
		Model declared = type.getAnnotation(Model.class);
		this.distributedBy = (declared != null) ? PropertyNames.toCamelCase(declared.distributedBy()) : "";
	}

	void describe(@Nullable StoredTable stored) {
		this.storedTable = (stored != null) ? stored : this.declaredTable;
	}

	void addField(ModelField field) {
		this.fields.add(field);
		this.fieldsByName.put(PropertyNames.toCamelCase(field.name()), field);
		if (field.primaryKey()) {
			this.key = field;
		}
		if (field.stamp() == FieldStamp.VERSION) {
			this.version = field;
		}
		if (PropertyNames.toCamelCase(field.name()).equals(this.distributedBy)) {
			distribute(field);
		}
	}

	/** Adds a field of several columns, which are fields already. */
	void addComposite(ModelField field) {
		this.compositeFields.add(field);
		if (!field.name().equals(ModelKeys.KEY)) {
			this.fieldsByName.put(PropertyNames.toCamelCase(field.name()), field);
		}
	}

	/** Takes a field as the one that says whose a row is. */
	void distribute(ModelField field) {
		this.tenantField = field;
	}

	/** Takes a field as the one that says whether a row counts as deleted. */
	void softDelete(ModelField field) {
		this.softDelete = field;
	}

	/** Takes a field of several columns as the primary key. */
	void compositeKey(ModelField key) {
		this.key = key;
	}

	/** Whether a field has this name. */
	boolean hasField(String name) {
		return this.fieldsByName.containsKey(PropertyNames.toCamelCase(name));
	}

	/** Puts the fields into the order of the declaration. */
	void order(List<ModelField> ordered) {
		this.fields.clear();
		this.fields.addAll(ordered);
	}

	void addRelation(ModelRelation relation) {
		this.relations.put(PropertyNames.toCamelCase(relation.name()), relation);
	}

	void complete(List<Property> properties, Map<String, String> propertiesByAccessor, ObjectConstructor constructor) {
		this.properties = List.copyOf(properties);
		this.propertiesByAccessor.putAll(propertiesByAccessor);
		this.constructor = constructor;
	}

	void complete(List<List<ModelField>> uniqueKeys, List<String> ordering, List<String> latestBy) {
		this.uniqueKeys = List.copyOf(uniqueKeys);
		this.ordering = List.copyOf(ordering);
		this.latestBy = List.copyOf(latestBy);
	}

	void addDetails(TableDetails details) {
		this.details = details;
	}

	void addPartialKeys(Collection<PartialKey> keys) {
		this.partialKeys = List.copyOf(keys);
	}

	/** The class; {@code Object} for a join table that has no model of its own. */
	public Class<M> type() {
		return this.type;
	}

	/** Whether it stands for a join table that has no model of its own. */
	public boolean isJoinTable() {
		return this.type.equals(Object.class);
	}

	/** The simple name, as messages and {@code Deleted.perModel()} give it. */
	public String name() {
		return this.name;
	}

	/** The name of the table: as the database has it, or else as it is declared. */
	public String table() {
		return this.storedTable.table();
	}

	/** The table as it is declared. */
	public StoredTable declaredTable() {
		return this.declaredTable;
	}

	/** The table as the database has it, or else as it is declared. */
	public StoredTable storedTable() {
		return this.storedTable;
	}

	/** The stored fields, one for each column, in the order of the declaration. */
	public List<ModelField> fields() {
		return Collections.unmodifiableList(this.fields);
	}

	/**
	 * The fields of several columns, each of which is among {@link #fields()}: composite
	 * keys, and foreign keys to such.
	 */
	public List<ModelField> compositeFields() {
		return Collections.unmodifiableList(this.compositeFields);
	}

	/** The fields that refer to other models, of one column or several. */
	public List<ModelField> foreignKeys() {
		return Stream.concat(this.fields.stream(), this.compositeFields.stream())
			.filter((field) -> field.relation() != null)
			.toList();
	}

	boolean hasKey() {
		return this.key != null;
	}

	/**
	 * The primary key; of several columns if it is {@linkplain ModelField#isComposite()
	 * composite}.
	 */
	public ModelField key() {
		if (this.key == null) {
			throw new IllegalStateException("Model '" + this.name + "' has no key");
		}
		return this.key;
	}

	/** How many relations a path from here may follow that is written as a string. */
	public int maxHops() {
		return this.maxHops;
	}

	void registerIn(ModelRegistry registry) {
		this.registry = registry;
	}

	/** Whether the tables of both are those of one database. */
	public boolean isOfSameDatabaseAs(ModelMetadata<?> other) {
		return this.registry == other.registry;
	}

	void limitHops(int maxHops) {
		this.maxHops = maxHops;
	}

	/** All relations, reverse ones included. */
	public Collection<ModelRelation> relations() {
		return Collections.unmodifiableCollection(this.relations.values());
	}

	/** The field that is marked with {@link Version}; null if there is none. */
	public @Nullable ModelField version() {
		return this.version;
	}

	/**
	 * The field that says whether a row counts as deleted ({@link SoftDelete}); null if
	 * there is none, and rows are deleted for good.
	 */
	public @Nullable ModelField softDelete() {
		return this.softDelete;
	}

	/** The field of {@link Model#distributedBy()}; null if rows belong to no tenant. */
	public @Nullable ModelField tenantField() {
		return this.tenantField;
	}

	/** The parameters of the constructor, in its order. */
	public List<Property> properties() {
		return this.properties;
	}

	/** Every unique key besides the primary key, of one field or several. */
	public List<List<ModelField>> uniqueKeys() {
		return this.uniqueKeys;
	}

	/** Every key that is unique among some rows only. */
	public List<PartialKey> partialKeys() {
		return this.partialKeys;
	}

	/** What is declared of its table that only the database needs to know. */
	public TableDetails tableDetails() {
		return this.details;
	}

	/** The default ordering: {@link Model#ordering()}. */
	public List<String> ordering() {
		return this.ordering;
	}

	/** That of {@code alatest()} and {@code aearliest()}: {@link Model#getLatestBy()}. */
	public List<String> latestBy() {
		return this.latestBy;
	}

	/**
	 * Finds a stored field by its name in either spelling; {@code pk} is the key, and
	 * {@code author_id} the column of the foreign key {@code author}.
	 */
	public @Nullable ModelField findField(String name) {
		if (name.equals("pk")) {
			return key();
		}
		String property = PropertyNames.toCamelCase(name);
		ModelField field = this.fieldsByName.get(property);
		if (field == null && property.length() > 2 && property.endsWith("Id")) {
			ModelField owner = this.fieldsByName.get(property.substring(0, property.length() - 2));
			field = (owner != null && owner.relation() != null) ? owner : null;
		}
		return field;
	}

	/** Finds a relation by its name in either spelling. */
	public @Nullable ModelRelation findRelation(String name) {
		return this.relations.get(PropertyNames.toCamelCase(name));
	}

	/** The property that an accessor reads, by the name of the method. */
	public @Nullable String findProperty(String accessor) {
		return this.propertiesByAccessor.get(accessor);
	}

	/** The names that a lookup may begin with, for messages. */
	public List<String> choices() {
		return Stream
			.concat(this.fieldsByName.values().stream().map(ModelField::name),
					this.relations.values().stream().map(ModelRelation::name))
			.distinct()
			.sorted()
			.toList();
	}

	/** What constructs objects from the values of {@link #properties()}. */
	public ObjectConstructor constructor() {
		return this.constructor;
	}

	/** Constructs an object from the values of {@link #properties()}. */
	@SuppressWarnings("unchecked") // the constructor is that of the model's own class
	public M construct(@Nullable Object... values) {
		return (M) this.constructor.apply(values);
	}

	/**
	 * As {@link #construct(Object...)}, with the default arguments that the constructor
	 * has for some of the properties in place of their values.
	 */
	@SuppressWarnings("unchecked") // as above
	public M construct(@Nullable Object[] values, BitSet absent) {
		return (M) this.constructor.apply(values, absent);
	}

	/**
	 * Whether the constructor has a default argument for a field, as in Kotlin, which is
	 * taken where no value is given and the database has none of its own.
	 */
	public boolean isOptional(ModelField field) {
		if (!this.constructor.hasOptional() || field.isEmbedded() || field.isComposite() || field.readOnly()
				|| field.databaseDefault() != null) {
			return false;
		}
		for (int i = 0; i < this.properties.size(); i++) {
			if (this.properties.get(i).field() == field) {
				return hasDefaultArgument(i);
			}
		}
		return false;
	}

	/** Whether the constructor has a default for one of {@link #properties()}. */
	public boolean hasDefaultArgument(int property) {
		return this.constructor.isOptional(property);
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * A parameter of a model's constructor: a field, or a relation that is not stored in
	 * this table.
	 *
	 * @param name the property
	 * @param field the stored field, which a foreign key has too; null for a to-many
	 * relation or the reverse of a one-to-one
	 * @param relation the relation; null for an ordinary column
	 * @param accessor reads the property from an object
	 */
	public record Property(String name, @Nullable ModelField field, @Nullable ModelRelation relation,
			Function<Object, @Nullable Object> accessor) {

		/** Reads the property from an object. */
		public @Nullable Object get(Object object) {
			return this.accessor.apply(object);
		}

	}

}
