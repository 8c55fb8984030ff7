package io.asyncorm.faults;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;

import io.asyncorm.Orm;
import io.asyncorm.testdatabase.OwnPostgreSqlServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server goes away under load, in all ways, and comes back at the same place: every
 * future is complete in time, what was acknowledged is stored, nothing is left over, and
 * all goes on without a restart of the application.
 */
@Timeout(180)
class ServerOutageIntegrationTests {

	private static final Log logger = LogFactory.getLog(ServerOutageIntegrationTests.class);

	private static final int LANES = 5;

	private static final int IN_FLIGHT = 100;

	private static final int CALLS = 300;

	/** A second, and what a busy machine needs. */
	private static final long LATEST_MILLIS = 5000;

	private static OwnPostgreSqlServer server;

	private final Warehouse warehouse = new Warehouse(LANES, server.createDatabase(),
			(builder) -> builder.queueCapacity(IN_FLIGHT));

	@BeforeAll
	static void start() {
		server = OwnPostgreSqlServer.start(Map.of());
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@AfterEach
	void close() {
		this.warehouse.close();
	}

	@ParameterizedTest
	@EnumSource
	void allGoesOnAfter(Outage outage) throws InterruptedException {
		long seed = new Random().nextLong();
		Account account = new Account(Traffic.class);
		Traffic traffic = new Traffic(this.warehouse, account, seed, IN_FLIGHT);

		traffic.flow(() -> account.completed() >= CALLS);
		Thread happening = Thread.ofPlatform().daemon().name("outage").start(() -> happen(outage, account));
		traffic.flow(() -> !happening.isAlive());
		long before = account.completed();
		traffic.flow(() -> account.completed() >= before + CALLS);

		assertThat(traffic.awaitEnd(60)).as("all have ended").isTrue();
		this.warehouse.reconnect();
		this.warehouse.assertThatNothingIsLeft();
		Map<String, Integer> stored = this.warehouse.stored();
		List<String> complaints = List.copyOf(account.balance(stored));
		logger.info("%s, seed %d: %s; %d entries stored".formatted(outage, seed, account, stored.size()));
		assertThat(complaints).as("complaints, seed %d", seed).isEmpty();
		assertThat(account.withoutDatabase()).isPositive();
		assertThat(account.latestMillis()).isLessThan(LATEST_MILLIS);
		assertThat(Orm.await(this.warehouse.products.acount())).isEqualTo(Warehouse.PRODUCTS);
	}

	private void happen(Outage outage, Account account) {
		try {
			outage.happen.accept(server, this.warehouse);
		}
		catch (RuntimeException ex) {
			account.complain("The outage: " + ex);
		}
	}

	/** How a server goes away. */
	private enum Outage {

		SHUTDOWN((server, warehouse) -> {
			server.stop();
			server.startAgain();
		}),

		KILL((server, warehouse) -> {
			server.kill();
			server.startAgain();
		}),

		CRASH((server, warehouse) -> server.crash(warehouse.session()));

		private final BiConsumer<OwnPostgreSqlServer, Warehouse> happen;

		Outage(BiConsumer<OwnPostgreSqlServer, Warehouse> happen) {
			this.happen = happen;
		}

	}

}
