package io.asyncorm.schema;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.asyncorm.dialect.CatalogForeignKey;
import io.asyncorm.dialect.CatalogPartitions;
import io.asyncorm.dialect.CatalogSequence;
import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.sql.TableName;

/**
 * Reads columns, unique keys and foreign keys of tables from the catalog of the database.
 * A port, so that this package needs no connection.
 *
 * @since 0.1.0
 */
public interface CatalogReader {

	/**
	 * What there is of all tables and views that have one of these names, but for its
	 * case.
	 */
	CatalogContents read(Collection<String> tables);

	/**
	 * All sequences that have one of these names, but for its case; empty if that cannot
	 * be found out.
	 */
	Optional<List<CatalogSequence>> sequences(Collection<String> names);

	/**
	 * The columns of all foreign keys of tables that have one of these names, but for its
	 * case; empty if that cannot be found out.
	 */
	Optional<List<CatalogForeignKey>> foreignKeys(Collection<String> tables);

	/**
	 * The values of the enums among some types, in their order.
	 * @param types their names, as DDL names them
	 * @throws org.springframework.dao.DataAccessException if the database does not answer
	 */
	Map<String, List<String>> labels(Collection<String> types);

	/**
	 * What a sequence is made with that counts as the identity of a column does; empty if
	 * that counts as any other does.
	 * @param table its table, with its schema
	 * @throws org.springframework.dao.DataAccessException if the database does not answer
	 */
	String identityOptions(TableName table, String column);

	/**
	 * All about the tables and views of some schemas, in the order of their names.
	 * @param schemas their names in the exact case; an empty one is the schema in which
	 * tables are made that are named without one
	 * @throws org.springframework.dao.DataAccessException if the database does not answer
	 */
	List<CatalogTable> tables(Collection<String> schemas);

	/**
	 * The tables of some schemas that are divided by the hash of one column.
	 * @param schemas as for {@link #tables}
	 * @throws org.springframework.dao.DataAccessException if the database does not answer
	 */
	List<CatalogPartitions> partitions(Collection<String> schemas);

	/**
	 * The schemas in which tables are found that are named without one, in order; they
	 * are made in the first. Empty if there is none.
	 */
	List<String> searchPath();

	/**
	 * The texts in a column of a table, without those that are null.
	 * @throws org.springframework.dao.DataAccessException if the database does not answer
	 */
	List<String> texts(TableName table, String column);

	/**
	 * Whether a row has a text in a column of a table.
	 * @throws org.springframework.dao.DataAccessException if the database does not answer
	 */
	boolean holds(TableName table, String column, String text);

	/**
	 * What the catalog tells of temporary tables, which are gone afterwards: so the
	 * database itself says how it understands types and expressions.
	 * @param names their names; one that others refer to is before these
	 * @param statements the statements that make them and their indexes
	 * @throws org.springframework.dao.InvalidDataAccessResourceUsageException if the
	 * database refuses one
	 * @throws org.springframework.dao.DataAccessException if it does not answer
	 */
	List<CatalogTable> tryOut(List<String> names, List<String> statements);

}
