package io.asyncorm.autoconfigure;

import java.util.stream.Stream;

import javax.sql.DataSource;

import io.asyncorm.async.DispatcherSettings;
import io.asyncorm.jdbc.PoolFacts;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * How many lanes there are, and whether they keep their connections.
 *
 * @param lanes how many operations run at once
 * @param keepConnections see {@link PoolFacts#connectionsMayBeKept()}
 * @param warning see {@link PoolFacts#warning()}
 */
record LanePlan(int lanes, boolean keepConnections, @Nullable String warning) {

	/** Where the pool does not tell its size. */
	private static final int UNKNOWN_POOL_SIZE = 10;

	private static final String LANES = "async-orm.execution.lanes";

	private static final String RESERVED = "async-orm.execution.reserved";

	static LanePlan of(DataSource dataSource, Stream<DataSourcePoolMetadataProvider> pools,
			AsyncOrmProperties.Execution execution) {
		PoolFacts facts = PoolFacts.of(dataSource);
		int poolSize = (facts.size() > 0) ? facts.size() : askPool(dataSource, pools);
		return new LanePlan(lanes(poolSize, execution), facts.connectionsMayBeKept(), facts.warning());
	}

	private static int askPool(DataSource dataSource, Stream<DataSourcePoolMetadataProvider> pools) {
		return pools.mapToInt((pool) -> maximum(pool.getDataSourcePoolMetadata(dataSource)))
			.filter((size) -> size > 0)
			.findFirst()
			.orElse(0);
	}

	private static int maximum(@Nullable DataSourcePoolMetadata pool) {
		Integer maximum = (pool != null) ? pool.getMax() : null;
		return (maximum != null) ? maximum : 0;
	}

	private static int lanes(int poolSize, AsyncOrmProperties.Execution execution) {
		Integer lanes = execution.getLanes();
		if (lanes == null) {
			return unreserved((poolSize > 0) ? poolSize : UNKNOWN_POOL_SIZE, execution.getReserved());
		}
		if (lanes < 1) {
			throw new InvalidConfigurationPropertyValueException(LANES, lanes, "There must be a lane.");
		}
		if (poolSize > 0 && lanes > poolSize) {
			throw new InvalidConfigurationPropertyValueException(LANES, lanes,
					"Each lane needs a connection, and the pool has no more than %d.".formatted(poolSize));
		}
		return lanes;
	}

	private static int unreserved(int poolSize, int reserved) {
		if (reserved < 0 || reserved >= poolSize) {
			throw new InvalidConfigurationPropertyValueException(RESERVED, reserved,
					"It must leave at least one of the %d connections of the pool.".formatted(poolSize));
		}
		return poolSize - reserved;
	}

	DispatcherSettings toSettings(AsyncOrmProperties.Execution execution) {
		if (execution.getQueueCapacity() < 0) {
			throw new InvalidConfigurationPropertyValueException("async-orm.execution.queue-capacity",
					execution.getQueueCapacity(), "It must not be negative.");
		}
		return DispatcherSettings.of(this.lanes, execution.getQueueCapacity())
			.withKeepConnections(this.keepConnections)
			.withShutdownTimeout(execution.getShutdownTimeout());
	}

}
