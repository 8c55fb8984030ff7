package io.asyncorm.autoconfigure;

import java.time.Duration;

import io.asyncorm.assembly.ReplicaSettings;
import io.asyncorm.query.ReplicaReads;
import org.jspecify.annotations.Nullable;

/**
 * The replica of the primary data source.
 *
 * @since 0.1.0
 */
public class ReplicaProperties {

	/**
	 * Name of the DataSource bean whose connections lead to the replica, by which
	 * using(name) reads from it. Without it, the read-only connections of the primary
	 * data source lead there, a LazyConnectionDataSourceProxy.
	 */
	private @Nullable String dataSource;

	/**
	 * What is read from the replica outside of a transaction.
	 */
	private ReplicaReads reads = ReplicaReads.OFF;

	/**
	 * How long a caller that wrote reads from the primary; 0 for not at all.
	 */
	private Duration stickiness = ReplicaSettings.STICKINESS;

	/**
	 * Whether a caller that wrote reads from the primary until the replica has replayed
	 * what it wrote, however long that takes, in place of the stickiness. On PostgreSQL,
	 * with one replica.
	 */
	private boolean untilReplayed;

	public @Nullable String getDataSource() {
		return this.dataSource;
	}

	public void setDataSource(@Nullable String dataSource) {
		this.dataSource = dataSource;
	}

	public ReplicaReads getReads() {
		return this.reads;
	}

	public void setReads(ReplicaReads reads) {
		this.reads = reads;
	}

	public Duration getStickiness() {
		return this.stickiness;
	}

	public void setStickiness(Duration stickiness) {
		this.stickiness = stickiness;
	}

	public boolean isUntilReplayed() {
		return this.untilReplayed;
	}

	public void setUntilReplayed(boolean untilReplayed) {
		this.untilReplayed = untilReplayed;
	}

}
