package io.asyncorm.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.OwnPostgreSqlServer;
import io.asyncorm.testdatabase.TestDatabase;

/**
 * The tables of the shop on two servers, and ShardingSphere-JDBC in front, which finds
 * the server by the tenant.
 */
final class Shards implements AutoCloseable {

	private static final List<String> TABLES = List.of("customer", "product", "label", "product_label", "stock",
			"purchase", "line", "review", "visit");

	private final OwnPostgreSqlServer second;

	private final Path settings;

	private Shards(OwnPostgreSqlServer second, Path settings) {
		this.second = second;
		this.settings = settings;
	}

	static Shards start() throws IOException {
		OwnPostgreSqlServer second = OwnPostgreSqlServer.start(Map.of());
		List<DatabaseAddress> databases = List.of(TestDatabase.POSTGRESQL.create(), second.createDatabase());
		for (int i = 0; i < databases.size(); i++) {
			createTables(databases.get(i));
		}
		return new Shards(second, Files.writeString(Files.createTempFile("shards", ".yaml"), settings(databases)));
	}

	private static void createTables(DatabaseAddress database) {
		try (HikariDataSource pool = database.openPool(1)) {
			AsyncOrm.builder(pool).models(ShopModels.ALL).schemaAction(SchemaAction.CREATE).build().close();
		}
	}

	private static String settings(List<DatabaseAddress> databases) {
		return """
				mode:
				  type: Standalone
				  repository:
				    type: Memory
				dataSources:
				%s%srules:
				- !SHARDING
				  tables:
				%s
				  bindingTables:
				  - %s
				  defaultDatabaseStrategy:
				    standard:
				      shardingColumn: tenant
				      shardingAlgorithmName: by_tenant
				  shardingAlgorithms:
				    by_tenant:
				      type: INLINE
				      props:
				        algorithm-expression: shard_${tenant %% 2}
				        allow-range-query-with-inline-sharding: true
				""".formatted(dataSource(0, databases.get(0)), dataSource(1, databases.get(1)), TABLES.stream()
			.map((table) -> "    %s:\n      actualDataNodes: shard_0.%s,shard_1.%s".formatted(table, table, table))
			.collect(Collectors.joining("\n")), String.join(",", TABLES));
	}

	private static String dataSource(int shard, DatabaseAddress database) {
		return """
				  shard_%d:
				    dataSourceClassName: com.zaxxer.hikari.HikariDataSource
				    driverClassName: org.postgresql.Driver
				    jdbcUrl: %s
				    username: %s
				    password: "%s"
				    maximumPoolSize: 20
				""".formatted(shard, database.url(), database.username(), database.password());
	}

	/** A pool of connections that lead to both. */
	HikariDataSource openPool(int size) {
		return new DatabaseAddress("jdbc:shardingsphere:absolutepath:" + this.settings, "", "").openPool(size);
	}

	@Override
	public void close() throws IOException {
		this.second.close();
		Files.deleteIfExists(this.settings);
	}

}
