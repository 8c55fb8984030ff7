package io.asyncorm.dialect;

/**
 * A table that is divided by the hash of one column.
 *
 * @param schema its schema
 * @param table its name, in the exact case
 * @param column the column, in the exact case
 * @param count how many partitions it has
 * @since 0.1.0
 */
public record CatalogPartitions(String schema, String table, String column, int count) {

}
