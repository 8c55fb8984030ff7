package io.asyncorm.schema;

import io.asyncorm.dialect.UnsupportedFeatureException;

/**
 * Thrown if a migration is to be written for a database that does not tell how it
 * understands types and expressions.
 *
 * @since 0.1.0
 */
public class UnwrittenMigrationException extends UnsupportedFeatureException {

	private static final long serialVersionUID = 1L;

	public UnwrittenMigrationException(String dialect) {
		super(dialect, "catalog of temporary tables, by which migrations are found out, as PostgreSQL has");
	}

}
