package io.asyncorm.schema;

import java.util.List;

import io.asyncorm.dialect.CatalogColumn;
import io.asyncorm.dialect.CatalogKey;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog of the database says of some tables. Immutable.
 *
 * @param columns their columns
 * @param keys the columns of their unique keys; null if these are not known
 * @since 0.1.0
 */
public record CatalogContents(List<CatalogColumn> columns, @Nullable List<CatalogKey> keys) {

	/** Nothing is known. */
	public static final CatalogContents UNKNOWN = new CatalogContents(List.of(), null);

	public CatalogContents {
		columns = List.copyOf(columns);
		keys = (keys != null) ? List.copyOf(keys) : null;
	}

}
