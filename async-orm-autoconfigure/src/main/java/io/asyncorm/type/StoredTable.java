package io.asyncorm.type;

import io.asyncorm.sql.TableName;

/**
 * A table as the model declares it or the database has it. Immutable.
 *
 * @param name its name
 * @since 0.1.0
 */
public record StoredTable(TableName name) {

	/**
	 * A table by its name.
	 * @param schema its schema; empty if there is none to name
	 */
	public static StoredTable of(String schema, String name) {
		return new StoredTable(new TableName(schema, name));
	}

	/** Its name without the schema. */
	public String table() {
		return this.name.name();
	}

	/** Its schema; empty if the database finds it by the name alone. */
	public String schema() {
		return this.name.schema();
	}

}
