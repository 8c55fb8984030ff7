package io.asyncorm.queryset;

/**
 * Finds the query sets of the data sources of an application by their names, for
 * {@code using(name)}. A port, which whoever knows their names implements. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DataSources {

	/**
	 * The query sets of a data source.
	 * @throws io.asyncorm.query.UnknownDataSourceException if there is none of that name
	 */
	QuerySets require(String name);

}
