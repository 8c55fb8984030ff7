package io.asyncorm.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.type.ColumnType;
import io.asyncorm.type.StoredColumn;
import io.asyncorm.type.StoredTable;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Holds the metadata of all models of an application, which is read once, at startup.
 * Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class ModelRegistry {

	private final Map<Class<?>, ModelMetadata<?>> models;

	private final Collection<ModelMetadata<?>> joinTables;

	private final Map<Class<?>, Conversion> conversions;

	private Set<Class<?>> ofDatabase = Set.of();

	ModelRegistry(Map<Class<?>, ModelMetadata<?>> models, Collection<ModelMetadata<?>> joinTables,
			Map<Class<?>, Conversion> conversions) {
		this.conversions = Map.copyOf(conversions);
		this.models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
		this.joinTables = List.copyOf(joinTables);
		this.models.values().forEach((model) -> model.registerIn(this));
		this.joinTables.forEach((model) -> model.registerIn(this));
	}

	/**
	 * Reads classes that are annotated with {@link Model}.
	 * @throws ModelDefinitionException with all that is wrong with any of them
	 */
	public static ModelRegistry of(Collection<? extends Class<?>> classes) {
		return of(classes, List.of());
	}

	/**
	 * Reads classes that are annotated with {@link Model}.
	 * @param converters those that are used for every property of their type
	 * @throws ModelDefinitionException with all that is wrong with any of them
	 */
	public static ModelRegistry of(Collection<? extends Class<?>> classes,
			Collection<? extends AttributeConverter<?, ?>> converters) {
		return of(classes, converters, NamingStrategy.SNAKE_CASE);
	}

	/**
	 * Reads classes that are annotated with {@link Model}.
	 * @param converters those that are used for every property of their type
	 * @param naming names the tables and columns that have no names
	 * @throws ModelDefinitionException with all that is wrong with any of them
	 */
	public static ModelRegistry of(Collection<? extends Class<?>> classes,
			Collection<? extends AttributeConverter<?, ?>> converters, NamingStrategy naming) {
		return new ModelRegistryBuilder(converters, naming).build(classes);
	}

	/**
	 * Finds the conversion of values of which only the boxed class is known; null if they
	 * are not converted, or not all in the same way.
	 */
	public @Nullable Conversion findConversion(Class<?> javaType) {
		return this.conversions.get(javaType);
	}

	/**
	 * Finds the conversion of values of a declared type: that of its class, or of what
	 * the type says of ranges, lists, sets and arrays; null if they are not converted.
	 */
	public @Nullable Conversion findConversion(ResolvableType declared) {
		Conversion known = findConversion(declared.resolve(Object.class));
		Conversion range = (known != null) ? known : RangeConverter.find(declared);
		if (range != null) {
			return range;
		}
		Class<?> element = ArrayConverter.elementOf(declared);
		return (element != null) ? ArrayConverter.find(declared, findConversion(element), true) : null;
	}

	/**
	 * How a value is converted of which nothing else is known; null if it is not, or not
	 * in one way only. Its own class may be a hidden one, as those of a {@code ZoneId}
	 * are.
	 */
	public @Nullable Conversion findConversionOf(Object value) {
		Class<?> type = ColumnType.classOf(value);
		Conversion exact = this.conversions.get(type);
		if (exact != null || ColumnType.isSimple(type)) {
			return exact;
		}
		List<Conversion> wider = this.conversions.values()
			.stream()
			.filter((conversion) -> conversion.converts(value))
			.toList();
		return (wider.size() == 1) ? wider.get(0) : null;
	}

	/**
	 * Whether a value stands in a column of a type that only this database has, such as
	 * an enum of PostgreSQL: a driver could not name that type.
	 */
	public boolean isOfDatabase(Object value) {
		return !this.ofDatabase.isEmpty() && this.ofDatabase.contains(ColumnType.classOf(value));
	}

	/**
	 * Takes in what the database says of tables and columns, before the first statement:
	 * models are those of one database. What it does not say is as it is declared.
	 */
	public void describe(Map<ModelMetadata<?>, StoredTable> tables, Map<ModelField, StoredColumn> columns,
			Map<ModelField, StoredTable> sequences) {
		Stream.concat(this.models.values().stream(), this.joinTables.stream()).forEach((model) -> {
			model.describe(tables.get(model));
			model.fields().forEach((field) -> field.describe(columns.get(field), sequences.get(field)));
		});
		this.ofDatabase = columns.entrySet()
			.stream()
			.filter((column) -> column.getValue().isOfDatabase())
			.map(Map.Entry::getKey)
			.filter((field) -> field.conversion() != null || !ColumnType.constants(field.type()).isEmpty())
			.map(ModelField::javaType)
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Takes in how many relations a path may follow that is written as a string, before
	 * the first query set.
	 */
	public void limitHops(int maxHops) {
		this.models.values().forEach((model) -> model.limitHops(maxHops));
	}

	/** All models, in the order they were given. */
	public Collection<ModelMetadata<?>> models() {
		return this.models.values();
	}

	/** The tables behind many-to-many relations that have no model of their own. */
	public Collection<ModelMetadata<?>> joinTables() {
		return this.joinTables;
	}

	/**
	 * The foreign keys and one-to-ones that refer to a model, those of join tables
	 * included: what a delete has to look at.
	 */
	public List<ModelRelation> pointingTo(ModelMetadata<?> target) {
		return Stream.concat(this.models.values().stream(), this.joinTables.stream())
			.flatMap((model) -> model.relations().stream())
			.filter((relation) -> relation.forward() && relation.target() == target)
			.toList();
	}

	/**
	 * The metadata of a model.
	 * @throws FieldException if the class is not a model of this registry
	 */
	@SuppressWarnings("unchecked") // the map holds for each class its own metadata
	public <M> ModelMetadata<M> require(Class<M> type) {
		ModelMetadata<?> model = this.models.get(type);
		if (model == null) {
			throw new FieldException("'" + type.getName() + "' is not a known model: " + UnknownModel.mend(type, "it")
					+ "." + NearestName.suggest(type.getSimpleName(), ModelLinks.names(this.models.values())));
		}
		return (ModelMetadata<M>) model;
	}

	/** The metadata of a model, or null if the class is none. */
	public @Nullable ModelMetadata<?> find(Class<?> type) {
		return this.models.get(type);
	}

}
