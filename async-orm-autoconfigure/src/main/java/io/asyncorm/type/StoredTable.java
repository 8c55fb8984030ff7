package io.asyncorm.type;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import io.asyncorm.sql.TableName;
import org.jspecify.annotations.Nullable;

/**
 * A table, or a sequence, as the model declares it or the database has it. Immutable.
 *
 * @param name its name
 * @param uniqueKeys the columns of each of its unique keys; null if these are not known
 * @since 0.1.0
 */
public record StoredTable(TableName name, @Nullable List<Set<String>> uniqueKeys) {

	/**
	 * A table by its name.
	 * @param schema its schema; empty if there is none to name
	 */
	public static StoredTable of(String schema, String name) {
		return new StoredTable(new TableName(schema, name), null);
	}

	/** This table with the columns of its unique keys. */
	public StoredTable withUniqueKeys(@Nullable List<Set<String>> uniqueKeys) {
		return new StoredTable(this.name, uniqueKeys);
	}

	/** Its name without the schema. */
	public String table() {
		return this.name.name();
	}

	/** Its schema; empty if the database finds it by the name alone. */
	public String schema() {
		return this.name.schema();
	}

	/**
	 * Whether the database prevents two rows with the same values of some columns, as far
	 * as is known.
	 */
	public boolean isUnique(Collection<String> columns) {
		if (this.uniqueKeys == null) {
			return true;
		}
		for (Set<String> key : this.uniqueKeys) {
			if (columns.containsAll(key)) {
				return true;
			}
		}
		return false;
	}

}
