package io.asyncorm.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.asyncorm.Orm;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.OwnPostgreSqlServer;
import io.asyncorm.testdatabase.PostgreSqlCluster;
import io.asyncorm.testdatabase.TcpProxy;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The database moves to another server, or back, under the load of twenty callers that
 * read and write, with random cancels: what was confirmed is stored, what failed is not
 * or was said to be unknown, every call has ended in its time, and all goes on without a
 * restart, with nothing left over. Once for each kind of failover, or five times with
 * {@code -Dasync-orm.thorough=true}.
 */
@Timeout(300)
class FailoverIntegrationTests {

	private static final Log logger = LogFactory.getLog(FailoverIntegrationTests.class);

	private static final int REPETITIONS = Boolean.getBoolean("async-orm.thorough") ? 5 : 1;

	private static final int LANES = 10;

	private static final int CALLERS = 20;

	private static final int CALLS = 300;

	private static final Duration LIMIT = Duration.ofSeconds(2);

	/** A second, and what a busy machine needs. */
	private static final long LATEST_MILLIS = 5000;

	/** It takes a few seconds; this is what a very busy machine needs. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** What docs/databases.md tells to set, but for shorter times. */
	private static final String SETTINGS = "targetServerType=primary&connectTimeout=2&sslResponseTimeout=1000&socketTimeout=4";

	private static final int CONNECTION_TIMEOUT = 5000;

	static Stream<Failover> failovers() {
		return Stream.of(Failover.values()).flatMap((failover) -> Stream.generate(() -> failover).limit(REPETITIONS));
	}

	@ParameterizedTest
	@MethodSource("failovers")
	void allGoesOnAfter(Failover failover) throws InterruptedException {
		try (PostgreSqlCluster cluster = PostgreSqlCluster.start(Map.of())) {
			DatabaseAddress database = cluster.createDatabase();
			if (failover.synchronous) {
				cluster.replicateSynchronously();
			}
			try (Warehouse warehouse = new Warehouse(LANES, cluster.onBoth(database, SETTINGS),
					TcpProxy.before(database), (proxy) -> failover.address(cluster, database, proxy),
					CONNECTION_TIMEOUT, (builder) -> builder.timeout(LIMIT))) {
				assertThatAllGoesOn(failover, cluster, database, warehouse);
			}
		}
	}

	private static void assertThatAllGoesOn(Failover failover, PostgreSqlCluster cluster, DatabaseAddress database,
			Warehouse warehouse) throws InterruptedException {
		long seed = new Random().nextLong();
		Account account = new Account(Traffic.class);
		Traffic traffic = new Traffic(warehouse, account, seed, CALLERS, LIMIT);
		traffic.flow(() -> account.completed() >= CALLS);

		long begin = System.nanoTime();
		Thread happening = Thread.ofPlatform().daemon().name("failover").start(() -> {
			try {
				failover.happen(cluster, database, warehouse.proxy);
			}
			catch (RuntimeException ex) {
				account.complain("The failover: " + ex);
			}
		});
		traffic.flow(() -> !happening.isAlive());
		double there = Account.seconds(System.nanoTime() - begin);
		account.countInARow();
		AtomicBoolean back = new AtomicBoolean();
		traffic.flow(() -> {
			back.set(account.inARow() >= CALLS && failover.hasLeftFormer(cluster));
			return back.get() || System.nanoTime() - begin > PATIENCE.toNanos();
		});

		assertThat(traffic.awaitEnd(60)).as("all have ended").isTrue();
		logger.info(">> %s: there after %.1f s, the last failure after %.1f s, at most %.1f s without a write; %s"
			.formatted(failover, there, account.lastFailureSince(begin), account.longestWithoutWrite(), account));
		assertThat(back).as("back after " + PATIENCE).isTrue();
		failover.after(cluster, account);
		warehouse.reconnect();
		warehouse.assertThatNothingIsLeft();
		assertThat(List.copyOf(account.balance(warehouse.stored()))).as("complaints, seed %d", seed).isEmpty();
		assertThat(account.latestMillis()).isLessThan(LATEST_MILLIS);
		assertThat(Orm.await(warehouse.products.acount())).isEqualTo(Warehouse.PRODUCTS);
	}

	/** How a database moves. */
	private enum Failover {

		PROMOTED_AFTER_CRASH(true, (cluster, proxy) -> {
			cluster.primary().stopImmediately();
			cluster.promote();
		}),

		RESTARTED_AFTER_CRASH(true, (cluster, proxy) -> {
			cluster.primary().stopImmediately();
			cluster.primary().startAgain();
		}),

		/**
		 * A primary that stops cleanly sends all before, also where nobody waits for it.
		 */
		PROMOTED_AFTER_SHUTDOWN(false, (cluster, proxy) -> {
			cluster.primary().stop();
			cluster.promote();
		}),

		/** The network keeps the connections to the primary, and delivers nothing. */
		PROMOTED_WHILE_HANGING(true, (cluster, proxy) -> {
			proxy.stall();
			cluster.promote();
		}) {

			@Override
			DatabaseAddress address(PostgreSqlCluster cluster, DatabaseAddress database, TcpProxy proxy) {
				return new DatabaseAddress(
						cluster.onBoth(database, SETTINGS)
							.url()
							.replace(":" + cluster.primary().port() + ",", ":" + proxy.port() + ","),
						database.username(), database.password());
			}

			@Override
			void after(PostgreSqlCluster cluster, Account account) {
				cluster.primary().stopImmediately();
			}

		},

		/** The former primary stays, with its connections, and takes no writes. */
		PROMOTED_BESIDE_FORMER(true, (cluster, proxy) -> takeNoWrites(cluster)) {

			@Override
			boolean hasLeftFormer(PostgreSqlCluster cluster) {
				return hasNoSessions(cluster.primary());
			}

			@Override
			void after(PostgreSqlCluster cluster, Account account) {
				assertThat(account.failed(ReadOnlyTransactionException.class)).as("one of each connection")
					.isLessThanOrEqualTo(LANES);
			}

		},

		/** The same, with one address for both. */
		PROMOTED_BEHIND_PROXY(true, (cluster, proxy) -> takeNoWrites(cluster)) {

			@Override
			DatabaseAddress address(PostgreSqlCluster cluster, DatabaseAddress database, TcpProxy proxy) {
				return proxy.address();
			}

			@Override
			void happen(PostgreSqlCluster cluster, DatabaseAddress database, TcpProxy proxy) {
				super.happen(cluster, database, proxy);
				proxy.switchTo(cluster.onStandby(database));
			}

			@Override
			boolean hasLeftFormer(PostgreSqlCluster cluster) {
				return hasNoSessions(cluster.primary());
			}

		};

		private final boolean synchronous;

		private final BiConsumer<PostgreSqlCluster, TcpProxy> happen;

		Failover(boolean synchronous, BiConsumer<PostgreSqlCluster, TcpProxy> happen) {
			this.synchronous = synchronous;
			this.happen = happen;
		}

		private static void takeNoWrites(PostgreSqlCluster cluster) {
			cluster.primary().execute("alter system set default_transaction_read_only = on");
			cluster.primary().execute("select pg_reload_conf()");
			cluster.promote();
		}

		/**
		 * Commits for which no standby answers any more stay, and who waits for their
		 * locks, and nobody waits for either.
		 */
		private static boolean hasNoSessions(OwnPostgreSqlServer former) {
			return "0".equals(former.query("select count(*) from pg_stat_activity where application_name = 'warehouse'"
					+ " and wait_event is distinct from 'SyncRep' and wait_event_type is distinct from 'Lock'"));
		}

		/** Where the application looks for it. */
		DatabaseAddress address(PostgreSqlCluster cluster, DatabaseAddress database, TcpProxy proxy) {
			return cluster.onBoth(database, SETTINGS);
		}

		void happen(PostgreSqlCluster cluster, DatabaseAddress database, TcpProxy proxy) {
			this.happen.accept(cluster, proxy);
		}

		/**
		 * Whether nobody reads any more what is old. A connection to the former primary
		 * goes when a write is refused on it, so that this takes calls.
		 */
		boolean hasLeftFormer(PostgreSqlCluster cluster) {
			return true;
		}

		/** What has to be done before the whole is looked at. */
		void after(PostgreSqlCluster cluster, Account account) {
		}

	}

}
