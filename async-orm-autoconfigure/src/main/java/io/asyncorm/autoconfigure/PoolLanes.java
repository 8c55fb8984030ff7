package io.asyncorm.autoconfigure;

import java.util.Locale;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.asyncorm.assembly.InvalidSettingException;
import io.asyncorm.assembly.LanePlan;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * Computes how many operations run at once (lanes), from the properties and the size of
 * the connection pool.
 */
final class PoolLanes {

	private static final String PREFIX = "async-orm.execution.";

	private PoolLanes() {
	}

	static LanePlan plan(DataSource dataSource, Stream<DataSourcePoolMetadataProvider> pools,
			AsyncOrmProperties.Execution execution) {
		try {
			return LanePlan.of(dataSource, execution.toSettings(), () -> size(dataSource, pools));
		}
		catch (InvalidSettingException ex) {
			String property = PREFIX + ex.setting().name().toLowerCase(Locale.ROOT).replace('_', '-');
			throw new InvalidConfigurationPropertyValueException(property, ex.value(), ex.reason());
		}
	}

	private static int size(DataSource dataSource, Stream<DataSourcePoolMetadataProvider> pools) {
		return pools.mapToInt((pool) -> maximum(pool.getDataSourcePoolMetadata(dataSource)))
			.filter((size) -> size > 0)
			.findFirst()
			.orElse(0);
	}

	private static int maximum(@Nullable DataSourcePoolMetadata pool) {
		Integer maximum = (pool != null) ? pool.getMax() : null;
		return (maximum != null) ? maximum : 0;
	}

}
