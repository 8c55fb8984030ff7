package io.asyncorm.assembly;

import java.time.Duration;

import javax.sql.DataSource;

import io.asyncorm.assembly.InvalidSettingException.Setting;
import io.asyncorm.async.ReplicaCallers;
import io.asyncorm.jdbc.ReadOnlyConnections;
import io.asyncorm.query.ReplicaReads;

import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * The replica of a data source, and what is read from it.
 *
 * @param name what it is called, for {@code using(name)}
 * @param dataSource where its connections come from
 * @param reads what is read from it
 * @param stickiness how long a caller that wrote reads from the primary
 * @param untilReplayed whether it does until the replica has replayed what it wrote,
 * however long that takes
 * @param callers who writes to the primary
 * @since 0.1.0
 */
public record ReplicaSettings(String name, DataSource dataSource, ReplicaReads reads, Duration stickiness,
		boolean untilReplayed, ReplicaCallers callers) {

	/** Longer than replicas that are well take. */
	public static final Duration STICKINESS = Duration.ofSeconds(2);

	/** What the replica behind a proxy is called, which has no name of its own. */
	public static final String USUAL_NAME = "replica";

	/**
	 * Takes them.
	 * @throws InvalidSettingException if the stickiness is negative
	 */
	public ReplicaSettings {
		if (stickiness.isNegative()) {
			throw new InvalidSettingException(Setting.STICKINESS, stickiness,
					"It must not be negative; 0 is for reading what may be older than the own writes.");
		}
	}

	/**
	 * Takes them, with callers of its own.
	 * @throws InvalidSettingException if the stickiness is negative
	 */
	public ReplicaSettings(String name, DataSource dataSource, ReplicaReads reads, Duration stickiness,
			boolean untilReplayed) {
		this(name, dataSource, reads, stickiness, untilReplayed, new ReplicaCallers());
	}

	/**
	 * The read-only connections of a proxy that takes them from another pool.
	 * @throws InvalidSettingException if it takes all from the same
	 */
	public static DataSource readOnly(LazyConnectionDataSourceProxy proxy) {
		if (!ReadOnlyConnections.areOfAnotherPool(proxy)) {
			throw new InvalidSettingException(Setting.DATA_SOURCE, proxy,
					"The LazyConnectionDataSourceProxy has no pool for read-only connections, and takes them from the one"
							+ " that writes: give it one by setReadOnlyDataSource, or name the DataSource of the replica.");
		}
		return new ReadOnlyConnections(proxy);
	}

}
