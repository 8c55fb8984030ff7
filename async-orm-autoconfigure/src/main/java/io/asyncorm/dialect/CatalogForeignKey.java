package io.asyncorm.dialect;

/**
 * A column of a foreign key, as the catalog of a database describes it.
 *
 * @param schema the schema of its table
 * @param table its table, in the exact case
 * @param column the column, in the exact case
 * @param onDelete what the database does when the row that it refers to is deleted, as
 * the standard calls it: {@code CASCADE}, {@code SET NULL}, {@code NO ACTION} ...
 * @since 0.1.0
 */
public record CatalogForeignKey(String schema, String table, String column, String onDelete) {

}
