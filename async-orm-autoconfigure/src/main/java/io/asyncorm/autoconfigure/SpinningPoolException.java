package io.asyncorm.autoconfigure;

import io.asyncorm.assembly.LanePlan;
import org.jspecify.annotations.Nullable;

/**
 * The connection pool is a version of HikariCP's that spins on virtual threads, on which
 * operations run.
 */
@SuppressWarnings("serial")
final class SpinningPoolException extends RuntimeException {

	private final String version;

	private final @Nullable String replica;

	private SpinningPoolException(String version, @Nullable String replica) {
		super("HikariCP " + version + " spins on virtual threads: use 7.1.0 or newer");
		this.version = version;
		this.replica = replica;
	}

	/**
	 * Returns a plan of lanes that is not over such a pool.
	 * @param replica the name of the replica that the lanes are of; null if of none
	 */
	static LanePlan refuse(LanePlan lanes, @Nullable String replica) {
		if (lanes.spinningPool() != null) {
			throw new SpinningPoolException(lanes.spinningPool(), replica);
		}
		return lanes;
	}

	/** The version of HikariCP. */
	String version() {
		return this.version;
	}

	/** The name of the replica whose pool it is; null if it is of none. */
	@Nullable String replica() {
		return this.replica;
	}

}
