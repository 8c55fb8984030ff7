package io.asyncorm.autoconfigure;

import io.asyncorm.dialect.AdvisoryLocks;
import io.asyncorm.dialect.ArrayBinding;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.dialect.OpenCursors;
import io.asyncorm.dialect.UpsertForm;
import io.asyncorm.transaction.Pooler;
import org.jspecify.annotations.Nullable;

/**
 * Properties of what stands between the application and its database, and of engines that
 * speak PostgreSQL.
 *
 * @since 0.1.0
 */
public class DatabaseProperties {

	/**
	 * What is known of a pooler in front of the database, such as PgBouncer. By default,
	 * one that would mix up prepared statements is refused at startup.
	 */
	private @Nullable Pooler pooler;

	/**
	 * How a row is found or else inserted, where a unique key keeps it from being there
	 * twice. By default, as the engine behind the database can do it.
	 */
	private @Nullable UpsertForm upsert;

	/**
	 * How many values are bound to a statement. By default, as arrays where the driver
	 * makes them.
	 */
	private @Nullable ArrayBinding arrays;

	/**
	 * Whether the driver counts changed rows beyond the range of an integer. By default,
	 * that depends on the engine and its driver.
	 */
	private @Nullable Boolean largeUpdate;

	/**
	 * What keeps callers apart who look for the same row, where no unique key does. By
	 * default, that depends on the engine.
	 */
	private @Nullable AdvisoryLocks advisoryLocks;

	/**
	 * Whether constraints can be checked at the end of a transaction. By default, that
	 * depends on the engine.
	 */
	private @Nullable Boolean deferrableConstraints;

	/**
	 * Whether a connection can do something else while rows of a statement are still to
	 * be fetched. By default, that depends on the engine.
	 */
	private @Nullable OpenCursors openCursors;

	/**
	 * Whether transactions are serializable unless they say something else. By default,
	 * that depends on the engine.
	 */
	private @Nullable Boolean serializableByDefault;

	/** What is known of the engine. */
	EngineSettings toEngineSettings() {
		return new EngineSettings(this.upsert, this.arrays, this.largeUpdate, this.advisoryLocks,
				this.deferrableConstraints, this.openCursors, this.serializableByDefault);
	}

	public @Nullable Pooler getPooler() {
		return this.pooler;
	}

	public void setPooler(@Nullable Pooler pooler) {
		this.pooler = pooler;
	}

	public @Nullable UpsertForm getUpsert() {
		return this.upsert;
	}

	public void setUpsert(@Nullable UpsertForm upsert) {
		this.upsert = upsert;
	}

	public @Nullable ArrayBinding getArrays() {
		return this.arrays;
	}

	public void setArrays(@Nullable ArrayBinding arrays) {
		this.arrays = arrays;
	}

	public @Nullable Boolean getLargeUpdate() {
		return this.largeUpdate;
	}

	public void setLargeUpdate(@Nullable Boolean largeUpdate) {
		this.largeUpdate = largeUpdate;
	}

	public @Nullable AdvisoryLocks getAdvisoryLocks() {
		return this.advisoryLocks;
	}

	public void setAdvisoryLocks(@Nullable AdvisoryLocks advisoryLocks) {
		this.advisoryLocks = advisoryLocks;
	}

	public @Nullable Boolean getDeferrableConstraints() {
		return this.deferrableConstraints;
	}

	public void setDeferrableConstraints(@Nullable Boolean deferrableConstraints) {
		this.deferrableConstraints = deferrableConstraints;
	}

	public @Nullable OpenCursors getOpenCursors() {
		return this.openCursors;
	}

	public void setOpenCursors(@Nullable OpenCursors openCursors) {
		this.openCursors = openCursors;
	}

	public @Nullable Boolean getSerializableByDefault() {
		return this.serializableByDefault;
	}

	public void setSerializableByDefault(@Nullable Boolean serializableByDefault) {
		this.serializableByDefault = serializableByDefault;
	}

}
