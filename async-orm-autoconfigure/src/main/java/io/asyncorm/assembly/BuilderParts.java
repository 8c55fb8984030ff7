package io.asyncorm.assembly;

import java.util.List;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.lookup.LookupRegistry;

/**
 * What the builder of an application makes of what it was told, one by one, for who gives
 * the rest itself, as the auto-configuration does.
 *
 * @since 0.1.0
 */
public interface BuilderParts {

	/**
	 * The methods of the builder that have given what the auto-configuration takes from
	 * beans or properties instead.
	 */
	List<String> ofBeans();

	/** What the database speaks. */
	Dialect toDialect();

	/** The lookups and functions, and their time zone. */
	LookupRegistry toLookups();

	/** How many operations run at once. */
	LanePlan toLanePlan();

	/** What all parts are made of. */
	Assembly toAssembly();

}
