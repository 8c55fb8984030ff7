package io.asyncorm.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import io.asyncorm.Orm;
import io.asyncorm.query.MergeKind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Five hundred operations of all kinds in flight, on two databases, by their futures and
 * in transactions of Spring's, with random cancels, time limits and deadlines, while
 * networks and servers fail in all ways: for seven seconds, or for two minutes with
 * {@code -Dasync-orm.thorough=true}. In the end the account balances: every future is
 * complete, with a value or a typed exception that names cause and call site; what was
 * acknowledged is stored, and what failed is not, unless it was said to be unknown;
 * nothing is left over, and the next operation works. No call ends later than a second
 * after its deadline, by the time in which threads of this process got to run:
 * {@link RunningTime} leaves out when the machine was busy with others.
 * {@code -Dsoak.seed=} draws operations and faults of an earlier run, whose seed was
 * printed.
 */
@Timeout(600)
class SoakIntegrationTests {

	private static final Log logger = LogFactory.getLog(SoakIntegrationTests.class);

	private static final Duration DURATION = Duration.ofSeconds(Boolean.getBoolean("async-orm.thorough") ? 120 : 7);

	private static final int IN_FLIGHT = 500;

	private static final int LANES = 10;

	private static final long LATEST_MILLIS = 1000;

	private final long seed = Long.getLong("soak.seed", new Random().nextLong());

	private final Warehouse archive = new Warehouse(LANES / 2, (builder) -> builder.queueCapacity(IN_FLIGHT));

	private final Warehouse warehouse = new Warehouse(LANES,
			(builder) -> builder.queueCapacity(IN_FLIGHT).merge(MergeKind.values()).using("archive", this.archive.orm));

	@AfterEach
	void close() {
		this.warehouse.close();
		this.archive.close();
	}

	@Test
	void theAccountBalances() throws InterruptedException {
		RunningTime time = new RunningTime();
		Account account = new Account(Traffic.class, time);
		Traffic traffic = new Traffic(this.warehouse, this.archive, account, this.seed, IN_FLIGHT);
		BadWeather here = new BadWeather(this.warehouse, account, this.seed);
		BadWeather there = new BadWeather(this.archive, account, this.seed + 1);
		List<Thread> faults = Stream.of(here, there)
			.map((weather) -> Thread.ofPlatform().daemon().name("bad-weather").start(weather))
			.toList();

		long begin = System.nanoTime();
		traffic.flow(() -> System.nanoTime() - begin > DURATION.toNanos());
		here.end();
		there.end();
		for (Thread fault : faults) {
			fault.join();
		}
		boolean ended = traffic.awaitEnd(60);
		time.end();
		if (ended) {
			this.warehouse.assertThatNothingIsLeft();
			this.archive.assertThatNothingIsLeft();
		}

		Map<String, Integer> stored = new HashMap<>(this.warehouse.stored());
		stored.putAll(this.archive.stored());
		List<String> complaints = List.copyOf(account.balance(stored));
		logger.info("Soak of %s, seed %d, faults %s, of the archive %s: %s; %d entries stored, %d complaints"
			.formatted(DURATION, this.seed, here, there, account, stored.size(), complaints.size()));
		assertThat(complaints).as("complaints, seed %d", this.seed).isEmpty();
		assertThat(account.open()).as("calls that have not ended, seed %d", this.seed).isEmpty();
		assertThat(account.latestRunningMillis()).isLessThanOrEqualTo(LATEST_MILLIS);
		assertThat(account.completed()).isPositive();
		assertThat(Orm.await(this.warehouse.products.acount())).isEqualTo(Warehouse.PRODUCTS);
	}

}
