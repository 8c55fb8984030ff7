package io.asyncorm.schema;

import java.util.Collection;
import java.util.List;

import io.asyncorm.dialect.CatalogColumn;

/**
 * Reads the columns of tables from the catalog of the database. A port, so that this
 * package needs no connection.
 *
 * @since 0.1.0
 */
public interface CatalogReader {

	/**
	 * The columns of all tables and views that have one of these names, but for its case.
	 */
	List<CatalogColumn> read(Collection<String> tables);

}
