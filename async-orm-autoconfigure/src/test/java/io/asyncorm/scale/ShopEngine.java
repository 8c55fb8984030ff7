package io.asyncorm.scale;

import java.time.Duration;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Replica;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.PgBouncer;
import io.asyncorm.testdatabase.PostgreSqlCluster;
import io.asyncorm.testdatabase.TcpProxy;
import io.asyncorm.testdatabase.TestDatabase;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * What the shop is tried on.
 */
enum ShopEngine {

	/** A server, and nothing between. */
	POSTGRESQL("PostgreSQL") {

		@Override
		OpenShop open() {
			HikariDataSource pool = TestDatabase.POSTGRESQL.create(POOL_SIZE);
			return new OpenShop(builder(pool).schemaAction(SchemaAction.CREATE).build(), pool);
		}

	},

	/** Fewer sessions than connections, which change from transaction to transaction. */
	PGBOUNCER("PgBouncer, transaction mode") {

		@Override
		OpenShop open() throws Exception {
			DatabaseAddress database = TestDatabase.POSTGRESQL.create();
			PgBouncer bouncer = PgBouncer.start(database, POOL_SIZE / 2);
			HikariDataSource pool = bouncer.withoutPreparedStatements().openPool(POOL_SIZE);
			return new OpenShop(builder(pool).schemaAction(SchemaAction.CREATE).build(), pool, bouncer);
		}

	},

	/** All that reads outside of transactions reads from a standby. */
	REPLICA("primary and streaming replica") {

		@Override
		OpenShop open() {
			PostgreSqlCluster cluster = PostgreSqlCluster.start(Map.of());
			DatabaseAddress database = cluster.createDatabase();
			HikariDataSource primary = database.openPool(POOL_SIZE);
			HikariDataSource standby = cluster.onStandby(database).openPool(POOL_SIZE);
			builder(primary).schemaAction(SchemaAction.CREATE).build().close();
			cluster.awaitReplayed();
			return new OpenShop(builder(primary).replica(Replica.of("replica", standby).untilReplayed()).build(),
					standby, primary, cluster)
				.noting(() -> scans(standby) + " scans of its tables at the standby");
		}

	},

	/** The primary crashes, and the standby is promoted; the application goes on. */
	FAILOVER("promoted standby") {

		@Override
		OpenShop open() {
			PostgreSqlCluster cluster = PostgreSqlCluster.start(Map.of());
			DatabaseAddress database = cluster.createDatabase();
			HikariDataSource pool = cluster.onBoth(database, HOSTS).openPool(POOL_SIZE);
			AsyncOrm orm = builder(pool).schemaAction(SchemaAction.CREATE).build();
			Shop.of(orm);
			cluster.awaitReplayed();
			cluster.primary().kill();
			cluster.promote();
			return new OpenShop(orm, pool, cluster).noting(back(untilItWorks(orm)));
		}

	},

	/** The primary keeps its connections and answers nothing more. */
	HANGING("primary that hangs, promoted standby") {

		@Override
		OpenShop open() {
			PostgreSqlCluster cluster = PostgreSqlCluster.start(Map.of());
			DatabaseAddress database = cluster.createDatabase();
			TcpProxy proxy = TcpProxy.before(database);
			String both = cluster.onBoth(database, HOSTS + "&sslResponseTimeout=1000&socketTimeout=4").url();
			HikariDataSource pool = new DatabaseAddress(
					both.replace(":" + cluster.primary().port() + ",", ":" + proxy.port() + ","), database.username(),
					database.password())
				.openPool(POOL_SIZE);
			AsyncOrm orm = builder(pool).schemaAction(SchemaAction.CREATE).timeout(Duration.ofSeconds(2)).build();
			Shop.of(orm);
			cluster.awaitReplayed();
			proxy.stall();
			cluster.promote();
			return new OpenShop(orm, pool, proxy, cluster).noting(back(untilItWorks(orm)));
		}

	},

	/** It stays behind its address until that leads to another, and takes no writes. */
	FORMER("former primary that stays, read-only") {

		@Override
		OpenShop open() {
			PostgreSqlCluster cluster = PostgreSqlCluster.start(Map.of());
			DatabaseAddress database = cluster.createDatabase();
			TcpProxy proxy = TcpProxy.before(database);
			HikariDataSource pool = proxy.address().openPool(POOL_SIZE);
			AsyncOrm orm = builder(pool).schemaAction(SchemaAction.CREATE).build();
			Shop.of(orm);
			cluster.awaitReplayed();
			cluster.primary().execute("alter system set default_transaction_read_only = on");
			cluster.primary().execute("select pg_reload_conf()");
			cluster.promote();
			proxy.switchTo(cluster.onStandby(database));
			return new OpenShop(orm, pool, proxy, cluster).noting(back(untilItWorks(orm)));
		}

	},

	/** Where the server of the tests has the extension. */
	CITUS("Citus") {

		@Override
		OpenShop open() {
			HikariDataSource pool = TestDatabase.POSTGRESQL.create(POOL_SIZE);
			JdbcClient jdbc = JdbcClient.create(pool);
			boolean installed = jdbc.sql("select count(*) > 0 from pg_available_extensions where name = 'citus'")
				.query(Boolean.class)
				.single();
			if (!installed) {
				pool.close();
			}
			TestDatabase.require(installed,
					"No Citus for the tests: the PostgreSQL that they run on has no extension" + " 'citus'");
			jdbc.sql("create extension citus").update();
			return new OpenShop(builder(pool).schemaAction(SchemaAction.CREATE).build(), pool);
		}

	},

	/** Two servers, each with the rows of some tenants. */
	SHARDING_SPHERE("ShardingSphere-JDBC over two servers") {

		@Override
		OpenShop open() throws Exception {
			Shards shards = Shards.start();
			HikariDataSource pool = shards.openPool(POOL_SIZE);
			return new OpenShop(builder(pool).build(), pool, shards);
		}

		/** Its parser refuses a lock, its rewriting one aggregate. */
		@Override
		int knownFailures() {
			return 2;
		}

	};

	private static final String HOSTS = "targetServerType=primary&connectTimeout=2";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int POOL_SIZE = 8;

	private final String title;

	ShopEngine(String title) {
		this.title = title;
	}

	/**
	 * Starts it, with the tables of the shop.
	 * @throws org.opentest4j.TestAbortedException if it is not installed here
	 */
	abstract OpenShop open() throws Exception;

	/** How many operations do not work there, as the README says. */
	int knownFailures() {
		return 0;
	}

	private static AsyncOrm.Builder builder(DataSource dataSource) {
		return AsyncOrm.builder(dataSource).models(ShopModels.ALL).shutdownTimeout(Duration.ofSeconds(5));
	}

	private static String back(Duration away) {
		return "back %.1f s after the promotion, without a restart".formatted(away.toMillis() / 1000.0);
	}

	/** Writes until that works again. */
	private static Duration untilItWorks(AsyncOrm orm) {
		long begin = System.nanoTime();
		while (true) {
			try {
				Shop.of(orm);
				return Duration.ofNanos(System.nanoTime() - begin);
			}
			catch (DataAccessException | TransactionException ex) {
				if (System.nanoTime() - begin > PATIENCE.toNanos()) {
					throw ex;
				}
			}
		}
	}

	/**
	 * How often the tables of the shop were read at a server, which its sessions tell
	 * when they end.
	 */
	private static long scans(HikariDataSource server) {
		JdbcClient client = JdbcClient.create(server);
		long begin = System.nanoTime();
		long scans = 0;
		while (scans == 0 && System.nanoTime() - begin < PATIENCE.toNanos()) {
			server.getHikariPoolMXBean().softEvictConnections();
			scans = client
				.sql("select coalesce(sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0)), 0) from pg_stat_user_tables")
				.query(Long.class)
				.single();
		}
		return scans;
	}

	@Override
	public String toString() {
		return this.title;
	}

}
