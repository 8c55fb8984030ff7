package io.asyncorm.sql;

/**
 * The name of a table or view, or of a sequence.
 *
 * @param schema its schema; empty if the database finds it by the name alone
 * @param name its name
 * @since 0.1.0
 */
public record TableName(String schema, String name) {

	/** A table that the database finds by its name alone. */
	public static TableName of(String name) {
		return new TableName("", name);
	}

	/** As people write it, with its schema if there is one. */
	@Override
	public String toString() {
		return this.schema.isEmpty() ? this.name : this.schema + "." + this.name;
	}

}
