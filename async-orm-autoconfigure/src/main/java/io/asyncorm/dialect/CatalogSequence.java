package io.asyncorm.dialect;

/**
 * A sequence as the catalog of a database names it.
 *
 * @param schema its schema
 * @param name its name, in the exact case
 * @param found whether it is found by its name alone, without the schema
 * @since 0.1.0
 */
public record CatalogSequence(String schema, String name, boolean found) {

}
