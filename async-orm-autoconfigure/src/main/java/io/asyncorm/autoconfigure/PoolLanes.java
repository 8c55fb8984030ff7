package io.asyncorm.autoconfigure;

import java.util.stream.Stream;

import javax.sql.DataSource;

import io.asyncorm.AsyncOrm;
import io.asyncorm.assembly.InvalidSettingException;
import io.asyncorm.assembly.LanePlan;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * Computes how many operations run at once (lanes), from the properties and the size of
 * the connection pool.
 */
final class PoolLanes {

	private PoolLanes() {
	}

	static LanePlan plan(AsyncOrm.Builder builder, DataSource dataSource,
			Stream<DataSourcePoolMetadataProvider> pools) {
		try {
			return SpinningPoolException.refuse(builder.poolSize(() -> size(dataSource, pools)).parts().toLanePlan(),
					null);
		}
		catch (InvalidSettingException ex) {
			throw InvalidSettings.named(ex);
		}
	}

	static int size(DataSource dataSource, Stream<DataSourcePoolMetadataProvider> pools) {
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
