package io.asyncorm.dialect;

import java.util.Collection;

import io.asyncorm.sql.TableName;
import org.jspecify.annotations.Nullable;

/**
 * The queries that find out all about the tables of some schemas. Each returns one row
 * for each column of what it is about, in order.
 *
 * @since 0.1.0
 */
public interface CatalogTables {

	/** The query for the schema in which tables are made that are named without one. */
	String currentSchema();

	/**
	 * The query for the schemas in which tables are found that are named without one, one
	 * a row, the first first.
	 */
	default String searchPath() {
		return currentSchema();
	}

	/** By which the database is asked how it understands types and expressions. */
	TemporaryTables temporaryTables();

	/**
	 * The query for tables, views and their columns: schema, table, what its rows are (as
	 * {@link CatalogTable.Form}), comment; column, type, whether it is nullable, default,
	 * identity ({@code ALWAYS}, {@code BY_DEFAULT} or {@code NONE}), expression it is
	 * computed of, comment, the views, triggers and the like that fix its type, what else
	 * stands behind it in DDL.
	 * @param schemas their schemas, in the exact case
	 */
	CatalogQuery columns(Collection<String> schemas);

	/**
	 * The query for keys, foreign keys, checks and exclusions: schema, table, name, kind
	 * (as {@link CatalogTable.Kind}), column or null, expression; schema, table and
	 * column that a foreign key refers to, its rule, whether it is deferred.
	 * @param schemas their schemas, in the exact case
	 */
	CatalogQuery constraints(Collection<String> schemas);

	/**
	 * The query for indexes that are not those of keys: schema, table, name, whether it
	 * is unique, method, condition; column or expression, whether it is a column, options
	 * such as {@code desc}.
	 * @param schemas their schemas, in the exact case
	 */
	CatalogQuery indexes(Collection<String> schemas);

	/**
	 * The query for tables that are divided by the hash of one column: schema, table,
	 * column, how many partitions there are; null where none can be.
	 * @param schemas their schemas, in the exact case
	 */
	default @Nullable CatalogQuery partitions(Collection<String> schemas) {
		return null;
	}

	/**
	 * The query for what a sequence is made with that counts as the identity of a column
	 * does, as {@code increment by 10}; null where identities have no such options.
	 * @param table its table, with its schema
	 * @param column the column
	 */
	default @Nullable CatalogQuery identityOptions(TableName table, String column) {
		return null;
	}

}
