package io.asyncorm.autoconfigure;

/**
 * When the queries of repositories are held against the database.
 *
 * @since 0.1.0
 */
public enum QueryCheckTime {

	/** Never: each is found wrong when it is called. */
	OFF,

	/** When the application starts, which fails with all that is wrong. */
	STARTUP

}
