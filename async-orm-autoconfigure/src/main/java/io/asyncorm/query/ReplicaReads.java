package io.asyncorm.query;

/**
 * What is read from the replica of a database, outside of a transaction. Writes, locks,
 * and all that is done in a transaction that may write, never are.
 *
 * @since 0.1.0
 */
public enum ReplicaReads {

	/** Nothing: the replica may even be missing, as in a test. */
	OFF,

	/**
	 * What says so: {@code using(...)} with the name of the replica, a declared method
	 * that is {@code @ReadOnly}, and blocks of {@code atomic(readOnly(), ...)} and
	 * {@code snapshot(...)}.
	 */
	DECLARED,

	/** Everything, unless {@code using(...)} names the primary data source. */
	ALL

}
