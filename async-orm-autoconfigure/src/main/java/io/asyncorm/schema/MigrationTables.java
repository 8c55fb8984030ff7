package io.asyncorm.schema;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.asyncorm.dialect.CatalogTable;

/**
 * Tells the tables in which Flyway and Liquibase keep what they have run: by their
 * columns, since they may have any name.
 *
 * @since 0.1.0
 */
public final class MigrationTables {

	private static final List<Set<String>> COLUMNS = List.of(
			Set.of("installed_rank", "version", "description", "type", "script", "checksum", "installed_by",
					"installed_on", "execution_time", "success"),
			Set.of("id", "author", "filename", "dateexecuted", "orderexecuted", "exectype", "md5sum"),
			Set.of("id", "locked", "lockgranted", "lockedby"));

	private MigrationTables() {
	}

	/** Whether a table is one of theirs. */
	public static boolean isOne(CatalogTable table) {
		Set<String> columns = table.columns()
			.stream()
			.map((column) -> column.name().toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
		return COLUMNS.stream().anyMatch(columns::containsAll);
	}

}
