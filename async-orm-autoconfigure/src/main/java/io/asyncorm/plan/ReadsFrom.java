package io.asyncorm.plan;

/**
 * Which server of a database a read was asked of by name.
 *
 * @since 0.1.0
 */
public enum ReadsFrom {

	/** The one that takes writes. */
	PRIMARY,

	/** The one that repeats them, and may be behind. */
	REPLICA

}
