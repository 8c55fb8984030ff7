package io.asyncorm.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.asyncorm.Orm;
import io.asyncorm.query.MergeKind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Five hundred operations of all kinds in flight, with random cancels and time limits,
 * while network and server fail in all ways: for seven seconds, or for two minutes with
 * {@code -Dasync-orm.thorough=true}. In the end the account balances: every future is
 * complete, with a value or a typed exception that names cause and call site; what was
 * acknowledged is stored, and what failed is not, unless it was said to be unknown;
 * nothing is left over, and the next operation works. {@code -Dsoak.seed=} draws
 * operations and faults of an earlier run, whose seed was printed.
 */
@Timeout(600)
class SoakIntegrationTests {

	private static final Log logger = LogFactory.getLog(SoakIntegrationTests.class);

	private static final Duration DURATION = Duration.ofSeconds(Boolean.getBoolean("async-orm.thorough") ? 120 : 7);

	private static final int IN_FLIGHT = 500;

	private static final int LANES = 10;

	/** A second, and what a busy machine needs. */
	private static final long LATEST_MILLIS = 5000;

	private final long seed = Long.getLong("soak.seed", new Random().nextLong());

	private final Warehouse warehouse = new Warehouse(LANES,
			(builder) -> builder.queueCapacity(IN_FLIGHT).merge(MergeKind.values()));

	@AfterEach
	void close() {
		this.warehouse.close();
	}

	@Test
	void theAccountBalances() throws InterruptedException {
		Account account = new Account(Traffic.class);
		Traffic traffic = new Traffic(this.warehouse, account, this.seed, IN_FLIGHT);
		BadWeather weather = new BadWeather(this.warehouse, account, this.seed);
		Thread faults = Thread.ofPlatform().daemon().name("bad-weather").start(weather);

		long begin = System.nanoTime();
		traffic.flow(() -> System.nanoTime() - begin > DURATION.toNanos());
		weather.end();
		faults.join();
		boolean ended = traffic.awaitEnd(60);
		if (ended) {
			this.warehouse.assertThatNothingIsLeft();
		}

		Map<String, Integer> stored = this.warehouse.stored();
		List<String> complaints = List.copyOf(account.balance(stored));
		logger.info("Soak of %s, seed %d, faults %s: %s; %d entries stored, %d complaints".formatted(DURATION,
				this.seed, weather, account, stored.size(), complaints.size()));
		assertThat(complaints).as("complaints, seed %d", this.seed).isEmpty();
		assertThat(account.open()).as("calls that have not ended, seed %d", this.seed).isEmpty();
		assertThat(account.latestMillis()).isLessThan(LATEST_MILLIS);
		assertThat(account.completed()).isPositive();
		assertThat(Orm.await(this.warehouse.products.acount())).isEqualTo(Warehouse.PRODUCTS);
	}

}
