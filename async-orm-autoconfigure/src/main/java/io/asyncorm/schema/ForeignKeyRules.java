package io.asyncorm.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.asyncorm.dialect.CatalogForeignKey;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.OnDelete;
import io.asyncorm.type.StoredColumn;
import io.asyncorm.type.StoredTable;

/**
 * Checks that the database has the ON DELETE rules of those foreign keys that models
 * leave to it: without them it would refuse the delete, or do something else.
 *
 * @param tables the models whose tables are there
 * @param columns the columns that are there
 * @param faults takes what is wrong
 */
record ForeignKeyRules(Map<ModelMetadata<?>, StoredTable> tables, Map<ModelField, StoredColumn> columns,
		Consumer<String> faults) {

	void check(CatalogReader reader) {
		List<ModelField> foreignKeys = this.tables.keySet()
			.stream()
			.flatMap((model) -> model.foreignKeys().stream())
			.filter((field) -> ruleOf(field).isByDatabase())
			.toList();
		if (foreignKeys.isEmpty()) {
			return;
		}
		Set<String> names = new TreeSet<>();
		foreignKeys.forEach((field) -> names.add(table(field).toLowerCase(Locale.ROOT)));
		reader.foreignKeys(names).ifPresent((found) -> foreignKeys.forEach((field) -> check(field, found)));
	}

	private void check(ModelField foreignKey, List<CatalogForeignKey> found) {
		StoredColumn column = this.columns.get(foreignKey.parts().ownColumns().get(0));
		String schema = Objects.requireNonNull(this.tables.get(foreignKey.model())).schema();
		List<String> rules = found.stream()
			.filter((key) -> key.table().equals(table(foreignKey)) && column != null
					&& key.column().equals(column.name()) && (schema.isEmpty() || key.schema().equals(schema)))
			.map(CatalogForeignKey::onDelete)
			.toList();
		OnDelete rule = ruleOf(foreignKey);
		if (column != null && rules.stream().noneMatch(action(rule)::equalsIgnoreCase)) {
			this.faults.accept("Model '" + foreignKey.model().type().getName() + "', property '" + foreignKey.name()
					+ "': its rule is " + rule + ", but "
					+ (rules.isEmpty()
							? "the column '" + column.name() + "' of '" + table(foreignKey)
									+ "' is no foreign key in the database"
							: "the foreign key of '" + table(foreignKey) + "' in the database has ON DELETE "
									+ String.join(", ", rules))
					+ "; make it ON DELETE " + action(rule).toUpperCase(Locale.ROOT)
					+ " by a migration, or choose a rule without DB_");
		}
	}

	private String table(ModelField field) {
		return Objects.requireNonNull(this.tables.get(field.model())).table();
	}

	/** What the database does when the row that a foreign key refers to is deleted. */
	static OnDelete ruleOf(ModelField foreignKey) {
		ModelRelation relation = foreignKey.relation();
		OnDelete rule = (relation != null) ? relation.onDelete() : null;
		return (rule != null) ? rule : OnDelete.DO_NOTHING;
	}

	/** What a rule is called behind ON DELETE. */
	static String action(OnDelete rule) {
		return switch (rule) {
			case DB_CASCADE -> "cascade";
			case DB_SET_NULL -> "set null";
			case DB_SET_DEFAULT -> "set default";
			case CASCADE, PROTECT, RESTRICT, SET_NULL, SET_DEFAULT, SET, DO_NOTHING -> "no action";
		};
	}

}
