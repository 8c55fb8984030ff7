package io.asyncorm.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;

import org.jspecify.annotations.Nullable;

/**
 * Finds out which columns the tables of a database have, and of which types they are.
 *
 * @since 0.1.0
 */
public interface Catalog {

	/** PostgreSQL's own. */
	Catalog POSTGRESQL = new PostgresCatalog();

	/**
	 * The query for the columns of tables and views, in which a parameter stands for the
	 * name of each table in small letters.
	 * @param tables how many tables there are
	 */
	String columns(int tables);

	/** Reads a row of that query. */
	CatalogColumn read(ResultSet row) throws SQLException;

	/**
	 * The query for the columns of all unique keys of tables, with the columns of
	 * {@link CatalogKey}, and one row for a table that has none; null where the first
	 * insert finds out about a key. Its parameters are those of the other query.
	 */
	default @Nullable String uniqueKeys(int tables) {
		return null;
	}

	/**
	 * Whether tables have a column of this name that the catalog does not tell, such as
	 * {@code ctid}.
	 */
	default boolean isHidden(String column) {
		return false;
	}

	/**
	 * The query for the schema and the name of sequences, and whether they are found
	 * without the schema, in which a parameter stands for each name in small letters.
	 * @param sequences how many sequences there are
	 */
	String sequences(int sequences);

	/** The type that a declaration names, such as {@code char(10)}. */
	CatalogColumn.Type declared(String type);

	/**
	 * Whether it refuses values of another type than the column's, and does not convert
	 * them as well as it can.
	 */
	default boolean strict() {
		return true;
	}

	/** As many question marks as there are tables, with commas between them. */
	static String parameters(int tables) {
		return String.join(", ", Collections.nCopies(tables, "?"));
	}

}
