package io.asyncorm.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

import io.asyncorm.sql.SqlType;
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
	 * The query for the columns of tables and views.
	 * @param tables their names in small letters
	 */
	CatalogQuery columns(Collection<String> tables);

	/** Reads a row of that query. */
	CatalogColumn read(ResultSet row) throws SQLException;

	/**
	 * The query for the columns of all unique keys of tables, with the columns of
	 * {@link CatalogKey}, and a row without a key at least for a table that has none;
	 * null where the first insert finds out about a key.
	 * @param tables their names in small letters
	 */
	default @Nullable CatalogQuery uniqueKeys(Collection<String> tables) {
		return null;
	}

	/**
	 * The query for the columns of all foreign keys of tables, with the columns of
	 * {@link CatalogForeignKey}; null where these are not found out.
	 * @param tables their names in small letters
	 */
	default @Nullable CatalogQuery foreignKeys(Collection<String> tables) {
		return null;
	}

	/** The queries that find out all about tables. */
	default CatalogTables tables() {
		return new PostgresTables();
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
	 * without the schema.
	 * @param sequences their names in small letters
	 */
	CatalogQuery sequences(Collection<String> sequences);

	/**
	 * The query for the values of enums: the enum as DDL names it, and a value, in order;
	 * null where these have no names of their own.
	 * @param types the enums, as DDL names them
	 */
	default @Nullable CatalogQuery labels(Collection<String> types) {
		return null;
	}

	/** The type that a declaration names, such as {@code char(10)}. */
	CatalogColumn.Type declared(String type);

	/**
	 * What PostgreSQL calls a type that is named as {@link CatalogTable.Column#type()}
	 * does, or calls one that holds the same values.
	 */
	default String standardName(String type) {
		return type;
	}

	/** Whether a type that is named so is none that columns of models get. */
	default boolean isOwn(String type) {
		return declared(type).standard() == null;
	}

	/**
	 * Whether a column of a type that models do not get holds what a property does, but
	 * for digits of seconds, though the type is called otherwise.
	 * @param type the type, as {@link CatalogTable.Column#type()} names it
	 */
	default boolean holds(SqlType property, String type) {
		return false;
	}

	/**
	 * A type, as DDL names it, under which texts are compared as under the one that a
	 * column has.
	 */
	default String collated(String type, String there) {
		return type;
	}

	/**
	 * Whether it refuses values of another type than the column's, and does not convert
	 * them as well as it can.
	 */
	default boolean strict() {
		return true;
	}

}
