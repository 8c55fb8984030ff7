package io.asyncorm.dialect;

import io.asyncorm.sql.SqlType;
import io.asyncorm.sql.TextEquality;
import org.jspecify.annotations.Nullable;

/**
 * A column as the catalog of a database describes it.
 *
 * @param schema the schema of its table
 * @param table its table or view, in the exact case
 * @param name its name, in the exact case
 * @param type its type
 * @param found whether the table is found by its name alone, without the schema
 * @since 0.1.0
 */
public record CatalogColumn(String schema, String table, String name, Type type, boolean found) {

	/**
	 * The type of a column, without its limits; that of a domain is the type below it.
	 *
	 * @param name the name by which a cast makes it; null where the database converts
	 * values to the type of the column by itself
	 * @param standard which of the types that all databases have it is; null if it is the
	 * database's own
	 * @param comparable whether values of it can be compared
	 * @param equality which texts it takes for the same
	 */
	public record Type(@Nullable String name, @Nullable SqlType standard, boolean comparable, TextEquality equality) {

	}

}
