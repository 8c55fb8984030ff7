package io.asyncorm.schema;

import java.util.List;

import io.asyncorm.sql.TableName;

/**
 * How Flyway is set up to find migrations, and where it keeps what it has run.
 *
 * @param history the table of what it has run; without a schema, the first of this name
 * that the database finds
 * @param prefix what names of migrations begin with
 * @param separator what is between the version of a migration and its title
 * @param suffixes what names of migrations end with; new ones with the first
 * @param placeholder what begins a placeholder in a migration; empty where none is
 * replaced
 * @since 0.1.0
 */
public record FlywaySettings(TableName history, String prefix, String separator, List<String> suffixes,
		String placeholder) {

	/** As Flyway comes. */
	public static final FlywaySettings DEFAULT = new FlywaySettings(new TableName("", "flyway_schema_history"), "V",
			"__", List.of(".sql"), "${");

	public FlywaySettings {
		suffixes = List.copyOf(suffixes);
	}

}
