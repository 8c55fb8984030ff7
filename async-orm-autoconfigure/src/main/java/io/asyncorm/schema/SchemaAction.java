package io.asyncorm.schema;

/**
 * What is done about the tables of the models when the application starts and stops.
 *
 * @since 0.1.0
 */
public enum SchemaAction {

	/** Nothing: the tables are made by migrations, or are there already. */
	NONE,

	/** Tables that are missing are made. Those that exist are left as they are. */
	CREATE,

	/**
	 * All tables of models are dropped and made anew, and dropped again when the
	 * application stops: for tests and trials.
	 */
	CREATE_DROP

}
