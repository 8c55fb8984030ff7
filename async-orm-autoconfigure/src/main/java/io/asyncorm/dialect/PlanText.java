package io.asyncorm.dialect;

/**
 * What a database writes when a statement is to be explained.
 *
 * @since 0.1.0
 */
public enum PlanText {

	/** PostgreSQL's tree of nodes with their costs and conditions. */
	COSTS,

	/** A text for people that has no values in it. */
	PLAIN,

	/** A text that tells the values, and is not shown. */
	WITH_VALUES

}
