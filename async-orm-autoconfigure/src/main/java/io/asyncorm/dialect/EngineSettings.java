package io.asyncorm.dialect;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an engine that speaks PostgreSQL, in place of what it says of itself
 * at startup. Null leaves it to that; databases that are no such engine take no notice.
 * Immutable.
 *
 * @param upsert how a row is found or else inserted
 * @param arrays how many values are bound
 * @param largeUpdate whether its driver counts changed rows as {@code long}
 * @param advisoryLocks what keeps callers apart where no unique key does
 * @param deferrableConstraints whether a constraint can be checked at the end of the
 * transaction
 * @param openCursors whether a connection can do something else while rows are fetched
 * @param serializableByDefault whether transactions are serializable unless they say
 * something else, so that upserts without a unique key need no lock
 * @since 0.1.0
 */
public record EngineSettings(@Nullable UpsertForm upsert, @Nullable ArrayBinding arrays, @Nullable Boolean largeUpdate,
		@Nullable AdvisoryLocks advisoryLocks, @Nullable Boolean deferrableConstraints,
		@Nullable OpenCursors openCursors, @Nullable Boolean serializableByDefault) {

	/** All is as it is found at startup. */
	public static final EngineSettings DETECTED = new EngineSettings(null, null, null, null, null, null, null);

	/** The same with another way of finding or inserting rows. */
	public EngineSettings withUpsert(@Nullable UpsertForm upsert) {
		return new EngineSettings(upsert, this.arrays, this.largeUpdate, this.advisoryLocks, this.deferrableConstraints,
				this.openCursors, this.serializableByDefault);
	}

	/** The same with another way of binding many values. */
	public EngineSettings withArrays(@Nullable ArrayBinding arrays) {
		return new EngineSettings(this.upsert, arrays, this.largeUpdate, this.advisoryLocks, this.deferrableConstraints,
				this.openCursors, this.serializableByDefault);
	}

	/** The same for a driver that counts changed rows as {@code long}, or does not. */
	public EngineSettings withLargeUpdate(@Nullable Boolean largeUpdate) {
		return new EngineSettings(this.upsert, this.arrays, largeUpdate, this.advisoryLocks, this.deferrableConstraints,
				this.openCursors, this.serializableByDefault);
	}

	/** The same with other locks. */
	public EngineSettings withAdvisoryLocks(@Nullable AdvisoryLocks advisoryLocks) {
		return new EngineSettings(this.upsert, this.arrays, this.largeUpdate, advisoryLocks, this.deferrableConstraints,
				this.openCursors, this.serializableByDefault);
	}

	/** The same with deferrable constraints, or without. */
	public EngineSettings withDeferrableConstraints(@Nullable Boolean deferrableConstraints) {
		return new EngineSettings(this.upsert, this.arrays, this.largeUpdate, this.advisoryLocks, deferrableConstraints,
				this.openCursors, this.serializableByDefault);
	}

	/** The same with another number of open cursors. */
	public EngineSettings withOpenCursors(@Nullable OpenCursors openCursors) {
		return new EngineSettings(this.upsert, this.arrays, this.largeUpdate, this.advisoryLocks,
				this.deferrableConstraints, openCursors, this.serializableByDefault);
	}

	/** The same with transactions that are serializable by default, or are not. */
	public EngineSettings withSerializableByDefault(@Nullable Boolean serializableByDefault) {
		return new EngineSettings(this.upsert, this.arrays, this.largeUpdate, this.advisoryLocks,
				this.deferrableConstraints, this.openCursors, serializableByDefault);
	}

}
