package io.asyncorm.schema;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogColumn;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.sql.SqlType;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.StoredColumn;

/**
 * Holds the models against the tables that the database has, when the application starts:
 * tells each field what its column really is, and refuses properties that no column of
 * that type can hold.
 *
 * @since 0.1.0
 */
public final class StoredModels {

	private final ModelRegistry models;

	private final Dialect dialect;

	private final ColumnFit fit;

	private final List<String> faults = new ArrayList<>();

	/**
	 * @param zone the zone in which a point in time is a local date and time
	 */
	public StoredModels(ModelRegistry models, Dialect dialect, ZoneId zone) {
		this.models = models;
		this.dialect = dialect;
		this.fit = new ColumnFit(zone, dialect::storedType);
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
		if (all.isEmpty()) {
			return;
		}
		Set<String> tables = new TreeSet<>();
		all.forEach((model) -> tables.add(model.table().toLowerCase(Locale.ROOT)));
		List<CatalogColumn> columns = reader.read(tables);
		Map<ModelField, StoredColumn> stored = new LinkedHashMap<>();
		for (ModelMetadata<?> model : all) {
			List<CatalogColumn> own = columns.stream()
				.filter((column) -> column.found() && column.table().equals(model.table()))
				.toList();
			model.fields().forEach((field) -> describe(field, own, stored));
		}
		if (!this.faults.isEmpty()) {
			throw new ModelDefinitionException(this.faults);
		}
		this.models.describe(stored);
	}

	private void describe(ModelField field, List<CatalogColumn> columns, Map<ModelField, StoredColumn> stored) {
		for (CatalogColumn column : columns) {
			if (column.name().equals(field.declaredColumn())) {
				SqlType type = field.json() ? SqlType.JSON : ColumnType.sqlType(field.type());
				if (this.dialect.catalog().strict() && this.fit.isImpossible(type, column.type())) {
					this.faults.add(fault(field, column));
				}
				stored.put(field, new StoredColumn(column.name(), type, this.fit.binding(type, column.type())));
			}
		}
	}

	private static String fault(ModelField field, CatalogColumn column) {
		return "Model '" + field.model().type().getName() + "', property '" + field.name() + "': the column '"
				+ column.name() + "' of '" + column.table() + "' is a '" + column.type().name()
				+ "', which cannot hold every '" + field.type().getSimpleName()
				+ "'; change one of them, or convert the property with @Convert";
	}

}
