package io.asyncorm.model;

/**
 * What to do with the tables of the models when the application starts and stops: the
 * values of {@code async-orm.schema.action}.
 *
 * @since 0.1.0
 */
public enum SchemaAction {

	/** Nothing: the tables are created by migrations, or exist already. */
	NONE,

	/**
	 * The models are held against the tables that are there, and all differences are
	 * reported together, each with the statement that would mend it. The application does
	 * not start if models lack something; what no model declares stops nothing.
	 */
	VALIDATE,

	/**
	 * The next migration is written, for Flyway or Liquibase, that brings the tables to
	 * the models; nothing is executed, and nothing written if they are what the models
	 * want.
	 */
	DIFF,

	/** Tables that are missing are created. Those that exist are left as they are. */
	CREATE,

	/**
	 * All tables of models are dropped and created anew, and dropped again when the
	 * application stops: for tests and trials.
	 */
	CREATE_DROP

}
