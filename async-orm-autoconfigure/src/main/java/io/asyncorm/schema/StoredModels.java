package io.asyncorm.schema;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogColumn;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.FieldStamp;
import io.asyncorm.model.FormerConstants;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.NearestName;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.TypeAdvice;
import io.asyncorm.sql.SqlType;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.StoredColumn;
import io.asyncorm.type.StoredTable;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Holds the models against the tables that the database has, when the application starts:
 * tells each model how its table is really spelled, and each field what its column really
 * is, and refuses properties that have no column, or none that can hold them.
 *
 * @since 0.1.0
 */
public final class StoredModels {

	private static final Log logger = LogFactory.getLog(StoredModels.class);

	private static final int DIGITS_OF_MICROSECONDS = 6;

	private final ModelRegistry models;

	private final Dialect dialect;

	private final ColumnFit fit;

	private final OwnTypes own;

	private final List<String> faults = new ArrayList<>();

	private final UnfilledProperties unwritten = new UnfilledProperties();

	/** What is missing, to be warned of. */
	private List<ModelMetadata<?>> withoutTable = List.of();

	private Set<ModelMetadata<?>> withTable = Set.of();

	/**
	 * @param zone the zone in which a point in time is a local date and time
	 */
	public StoredModels(ModelRegistry models, Dialect dialect, ZoneId zone) {
		this.models = models;
		this.dialect = dialect;
		this.fit = new ColumnFit(zone, dialect::storedType);
		this.own = new OwnTypes(dialect, this.fit);
	}

	/**
	 * Reads the catalog and describes the columns of all models to them. A table that is
	 * not there may come later, and then has the columns that are declared.
	 * @throws ModelDefinitionException with every property that cannot work
	 */
	public void describe(CatalogReader reader) {
		List<ModelMetadata<?>> all = Stream
			.<ModelMetadata<?>>concat(this.models.models().stream(), this.models.joinTables().stream())
			.toList();
		Set<String> names = new TreeSet<>();
		all.forEach((model) -> names.add(model.declaredTable().table().toLowerCase(Locale.ROOT)));
		CatalogContents contents = reader.read(names);
		Map<ModelMetadata<?>, StoredTable> tables = new LinkedHashMap<>();
		Map<ModelField, StoredColumn> stored = new LinkedHashMap<>();
		for (ModelMetadata<?> model : all) {
			List<CatalogColumn> own = columnsOf(model, contents.columns());
			model.fields().forEach((field) -> describe(field, own, stored));
			if (!own.isEmpty()) {
				String schema = model.declaredTable().schema().isEmpty() ? "" : own.get(0).schema();
				tables.put(model, StoredTable.of(schema, own.get(0).table())
					.withUniqueKeys(UniqueKeys.of(own.get(0), contents.keys())));
			}
		}
		Map<ModelField, StoredTable> sequences = new StoredSequences(tables.keySet(), this.faults::add).find(all,
				reader);
		new ForeignKeyRules(tables, stored, this.faults::add).check(reader);
		if (!this.faults.isEmpty()) {
			throw new ModelDefinitionException(this.faults);
		}
		this.models.describe(tables, stored, sequences);
		if (contents != CatalogContents.UNKNOWN) {
			this.withoutTable = all.stream().filter((model) -> !tables.containsKey(model)).toList();
		}
		this.withTable = tables.keySet();
	}

	/**
	 * Logs which tables and unique keys are missing, and what writes columns, where
	 * nobody makes them any more.
	 */
	public void warnOfMissing() {
		if (!this.withoutTable.isEmpty()) {
			logger.warn("The database has no " + ((this.withoutTable.size() == 1) ? "table" : "tables")
					+ this.withoutTable.stream()
						.map((model) -> " '" + model.declaredTable().name() + "' (of " + model.name() + ")")
						.sorted()
						.collect(Collectors.joining(","))
					+ ": operations on them fail until they are made by a migration, or by"
					+ " async-orm.schema.action=create");
		}
		UniqueKeys.warnOfMissing(this.withTable);
		this.unwritten.warn();
	}

	/** The columns of the one table that the model means. */
	private static List<CatalogColumn> columnsOf(ModelMetadata<?> model, List<CatalogColumn> columns) {
		String schema = model.declaredTable().schema();
		List<CatalogColumn> inSchema = schema.isEmpty() ? columns.stream().filter(CatalogColumn::found).toList()
				: meant(columns, CatalogColumn::schema, schema);
		return meant(inSchema, CatalogColumn::table, model.declaredTable().table());
	}

	/**
	 * What has exactly a name, or else has it but for its case, if that is one thing:
	 * what was created without quotes, databases fold to capitals or to small letters.
	 */
	static <T> List<T> meant(List<T> candidates, Function<T, String> naming, String name) {
		List<T> exact = candidates.stream().filter((candidate) -> naming.apply(candidate).equals(name)).toList();
		if (!exact.isEmpty()) {
			return exact;
		}
		List<T> similar = candidates.stream()
			.filter((candidate) -> naming.apply(candidate).equalsIgnoreCase(name))
			.toList();
		return (similar.stream().map(naming).distinct().count() == 1) ? similar : List.of();
	}

	private void describe(ModelField field, List<CatalogColumn> columns, Map<ModelField, StoredColumn> stored) {
		SqlType type = field.json() ? SqlType.JSON : ColumnType.sqlType(field.type());
		String fault = OwnTypes.fault(field, this.dialect);
		if (fault != null) {
			this.faults.add(fault);
			return;
		}
		for (CatalogColumn column : meant(columns, CatalogColumn::name, field.declaredColumn())) {
			boolean impossible = OwnTypes.isOwn(field) ? this.own.isImpossible(field, column.type())
					: this.fit.isImpossible(type, column.type(), this.dialect.catalog().strict());
			if (impossible) {
				this.faults.add(fault(field, column, type));
			}
			checkLeftOut(field, column);
			checkLabels(field, column);
			checkSource(field, column);
			this.unwritten.add(field, column);
			Integer scale = scale(type, column.type());
			checkVersion(field, column, scale);
			boolean readOnly = column.source() == CatalogColumn.Source.DATABASE;
			boolean drawable = readOnly || column.source() == CatalogColumn.Source.SEQUENCE;
			stored.put(field, new StoredColumn(column.name(), type, this.fit.binding(type, column.type()), readOnly,
					column.deferrable(), drawable, scale));
		}
		if (!stored.containsKey(field) && !columns.isEmpty()
				&& !this.dialect.catalog().isHidden(field.declaredColumn())) {
			this.faults.add(missing(field, columns));
		}
		if (!stored.containsKey(field) && (!field.declaredType().isEmpty() || OwnTypes.isOwn(field))) {
			CatalogColumn.Type declared = !field.declaredType().isEmpty()
					? this.dialect.catalog().declared(field.declaredType()) : this.own.declared(field);
			stored.put(field, new StoredColumn(field.declaredColumn(), type, this.fit.binding(type, declared), false,
					true, true, null));
		}
	}

	private void checkLeftOut(ModelField field, CatalogColumn column) {
		String type = column.type().name();
		if (type != null && TypeAdvice.isLeftOut(type)) {
			this.faults.add("Model '" + field.model().type().getName() + "', property '" + field.name()
					+ "': the column '" + column.name() + "' of '" + column.table() + "' is a '" + type + "'; "
					+ TypeAdvice.ofColumn(type));
		}
	}

	/**
	 * An enum of the database may have more values than the property's, which then are in
	 * no row that is read.
	 */
	private void checkLabels(ModelField field, CatalogColumn column) {
		List<String> labels = column.type().labels();
		List<String> missing = field.json() ? List.of()
				: ColumnType.constants(field.type()).stream().filter((name) -> !labels.contains(name)).toList();
		if (!labels.isEmpty() && !missing.isEmpty()) {
			this.faults.add("Model '" + field.model().type().getName() + "', property '" + field.name()
					+ "': the enum of the column '" + column.name() + "' of '" + column.table() + "' has no '"
					+ String.join("', '", missing) + "', which '" + field.type().getSimpleName()
					+ "' has; add it there, or remove the constant. There are: " + String.join(", ", labels)
					+ ((FormerConstants.advice(field.type(), missing, labels).isEmpty()) ? ""
							: "." + FormerConstants.advice(field.type(), missing, labels)));
		}
	}

	/** A length of time may be a whole number of microseconds. */
	private static @Nullable Integer scale(SqlType property, CatalogColumn.Type column) {
		return (property != SqlType.DURATION || column.standard() == SqlType.DURATION) ? column.scale() : null;
	}

	private void checkVersion(ModelField field, CatalogColumn column, @Nullable Integer scale) {
		if (field.stamp() == FieldStamp.VERSION && field.type() == Instant.class && scale != null
				&& scale < DIGITS_OF_MICROSECONDS) {
			this.faults.add("Model '" + field.model().type().getName() + "', property '" + field.name()
					+ "': the column '" + column.name() + "' of '" + column.table() + "' keeps " + scale
					+ " digits of a second, so that updates at nearly the same time would get the same version and one"
					+ " be lost; give it six, or declare the version as a Long");
		}
	}

	private void checkSource(ModelField field, CatalogColumn column) {
		if (column.source() == CatalogColumn.Source.DATABASE && isWritten(field)) {
			this.faults.add(writtenFault(field, column));
		}
		if (column.source() == CatalogColumn.Source.WRITTEN && field.declaredGenerated()) {
			this.faults.add(notGeneratedFault(field, column));
		}
	}

	/** Whether the model gives values to the column by itself. */
	private static boolean isWritten(ModelField field) {
		ModelRelation relation = field.relation();
		OnDelete onDelete = (relation != null) ? relation.onDelete() : null;
		return field.stamp().isTime() || field.defaultValue() != null || field.declaredSequence() != null
				|| onDelete != null && onDelete.isChange();
	}

	private static String writtenFault(ModelField field, CatalogColumn column) {
		return "Model '" + field.model().type().getName() + "', property '" + field.name() + "': the column '"
				+ column.name() + "' of '" + column.table() + "' is always generated by the database, and cannot be"
				+ " given values; remove @DefaultValue, @AutoNow, @AutoNowAdd and the sequence, and an onDelete that changes it";
	}

	private static String notGeneratedFault(ModelField field, CatalogColumn column) {
		return "Model '" + field.model().type().getName() + "', property '" + field.name() + "': the column '"
				+ column.name() + "' of '" + column.table() + "' is neither an identity nor has it a default, so that"
				+ " nothing generates the key; name its sequence with @GeneratedKey(sequence = \"...\")";
	}

	/** Other columns of the model may be those that are meant, but for their case. */
	private static String missing(ModelField field, List<CatalogColumn> columns) {
		String name = field.declaredColumn();
		List<String> names = columns.stream().map(CatalogColumn::name).toList();
		List<String> similar = names.stream().filter(name::equalsIgnoreCase).toList();
		String table = columns.get(0).table();
		List<String> former = new ArrayList<>(field.model().tableDetails().formerNames().of(field).names());
		former.retainAll(names);
		return "Model '" + field.model().type().getName() + "', property '" + field.name() + "': the table '" + table
				+ "' has "
				+ (similar.isEmpty() ? "no column '" + name + "'." + NearestName.suggest(name, names)
						: "several columns '" + name + "', which differ in case.")
				+ " It has: " + String.join(", ", names) + ". "
				+ (former.isEmpty() ? "Add the column by a migration, or name another one with @Column(name = \"...\")"
						: "It was called '" + former.get(0) + "': run the migration that"
								+ " async-orm.schema.action=diff writes, which renames it");
	}

	private String fault(ModelField field, CatalogColumn column, SqlType property) {
		SqlType standard = column.type().standard();
		String name = (column.type().name() != null || standard == null) ? column.type().name()
				: this.dialect.columnType(standard);
		return "Model '" + field.model().type().getName() + "', property '" + field.name() + "': the column '"
				+ column.name() + "' of '" + column.table() + "' is a '" + name + "', which cannot hold every '"
				+ OwnTypes.propertyType(field) + "'; make the column '"
				+ OwnTypes.columnType(field, property, this.dialect)
				+ "' by a migration, let the property be what the column holds, "
				+ ((property == SqlType.TEXT) ? "declare the document with @Json, " : "")
				+ "or convert the property with @Convert";
	}

}
