package io.asyncorm.dialect;

import org.jspecify.annotations.Nullable;

/**
 * A column of a unique key, as the catalog of a database describes it.
 *
 * @param schema the schema of its table
 * @param table its table, in the exact case
 * @param name the name of the key; null where the row says only that there is the table
 * @param column the column, in the exact case; null if there is no name
 * @since 0.1.0
 */
public record CatalogKey(String schema, String table, @Nullable String name, @Nullable String column) {

}
