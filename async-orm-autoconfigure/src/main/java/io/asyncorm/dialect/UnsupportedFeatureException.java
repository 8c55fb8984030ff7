package io.asyncorm.dialect;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Thrown when a query asks for what the database cannot do.
 *
 * @since 0.1.0
 */
public class UnsupportedFeatureException extends InvalidDataAccessApiUsageException {

	private static final long serialVersionUID = 1L;

	private final String dialect;

	private final String feature;

	public UnsupportedFeatureException(String dialect, String feature) {
		super(dialect + " has no " + feature + ": use a database that has, or do without");
		this.dialect = dialect;
		this.feature = feature;
	}

	/**
	 * Returns the name of the database's dialect.
	 */
	public String getDialect() {
		return this.dialect;
	}

	/**
	 * Returns what the database cannot do.
	 */
	public String getFeature() {
		return this.feature;
	}

}
