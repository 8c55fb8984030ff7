package io.asyncorm.schema;

import java.util.Collection;

/**
 * Reads columns and unique keys of tables from the catalog of the database. A port, so
 * that this package needs no connection.
 *
 * @since 0.1.0
 */
public interface CatalogReader {

	/**
	 * What there is of all tables and views that have one of these names, but for its
	 * case.
	 */
	CatalogContents read(Collection<String> tables);

}
