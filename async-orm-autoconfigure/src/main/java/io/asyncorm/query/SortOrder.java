package io.asyncorm.query;

/**
 * The order of {@code dates()} and {@code datetimes()}.
 *
 * @since 0.1.0
 */
public enum SortOrder {

	/** From the earliest up. */
	ASC,
	/** From the latest down. */
	DESC

}
