package io.asyncorm.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.asyncorm.Deadline;
import io.asyncorm.Orm;
import io.asyncorm.faults.Warehouse.Product;
import io.asyncorm.testdatabase.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A network that is cut, reset or slowed within a query, a write, a block and a stream:
 * each is told by its name, its cause and the line that called it, in time; nothing is
 * left over, and the next operation works.
 */
@Timeout(120)
class NetworkFaultsIntegrationTests {

	private static final Duration SLOWER_THAN_ANY_PATIENCE = Duration.ofSeconds(30);

	private static final Duration LIMIT = Duration.ofMillis(500);

	/** A second, and what a busy machine needs. */
	private static final Duration SOON = LIMIT.plusSeconds(8);

	private final Warehouse warehouse = new Warehouse(1, (builder) -> builder);

	@AfterEach
	void close() {
		this.warehouse.close();
	}

	@ParameterizedTest
	@EnumSource
	void aConnectionThatEndsInAQueryIsTold(End end) {
		CompletableFuture<?> query = this.warehouse.entries.asleep(5);
		Warehouse.await(() -> this.warehouse.countExecuting("pg_sleep") == 1, () -> "nobody sleeps");

		end.of(this.warehouse.proxy);

		assertThatItIsTold(query);
		this.warehouse.assertThatAllWorksAgain();
	}

	@ParameterizedTest
	@EnumSource
	void aConnectionThatEndsInABlockIsTold(End end) {
		CompletableFuture<?> block = this.warehouse.orm.transactions().atomic(() -> {
			Orm.await(this.warehouse.entries.acreate(kw("name", "lost", "amount", 1)));
			end.of(this.warehouse.proxy);
			return Orm.await(this.warehouse.entries.acreate(kw("name", "lost too", "amount", 2)));
		});

		assertThatItIsTold(block);
		this.warehouse.assertThatAllWorksAgain();
	}

	@ParameterizedTest
	@EnumSource
	void aConnectionThatEndsInAStreamIsTold(End end) {
		List<Product> read = new ArrayList<>();
		CompletableFuture<?> stream = stream(read, () -> end.of(this.warehouse.proxy), Duration.ZERO);

		assertThatItIsTold(stream);
		assertThat(read).hasSizeBetween(15, 30);
		this.warehouse.assertThatAllWorksAgain();
	}

	@Test
	void aSlowNetworkOnlyTakesTime() {
		Duration delay = Duration.ofMillis(20);
		List<Product> read = new ArrayList<>();
		this.warehouse.proxy.slow(delay);

		long begin = System.nanoTime();
		Orm.await(stream(read, () -> {
		}, Duration.ZERO));
		Orm.await(this.warehouse.entries.acreate(kw("name", "alone", "amount", 1)));
		Orm.await(this.warehouse.orm.transactions()
			.atomic(() -> Orm.await(this.warehouse.entries.acreate(kw("name", "in a block", "amount", 2)))));

		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(delay.multipliedBy(2 * 20));
		assertThat(read).extracting(Product::place).isSorted().hasSize(Warehouse.PRODUCTS);
		this.warehouse.proxy.resume();
		this.warehouse.assertThatAllWorksAgain("alone", "in a block");
	}

	@ParameterizedTest
	@EnumSource
	void whatIsTooSlowFailsInTime(Slowed call) {
		AtomicLong since = new AtomicLong();

		CompletableFuture<?> slowed = call.start(this, () -> {
			since.set(System.nanoTime());
			this.warehouse.proxy.slow(SLOWER_THAN_ANY_PATIENCE);
		});

		Throwable failure = Warehouse.failure(slowed);
		assertThat(Duration.ofNanos(System.nanoTime() - since.get())).isBetween(LIMIT.dividedBy(2), SOON);
		Warehouse.assertThatItIsTold(failure, QueryTimeoutException.class, NetworkFaultsIntegrationTests.class);
		assertThat(failure).hasMessageContaining("did not finish within 0.5 s");
		Warehouse.await(() -> this.warehouse.pool.getHikariPoolMXBean().getActiveConnections() == 0,
				() -> "the connection is in use");
		assertThat(Duration.ofNanos(System.nanoTime() - since.get())).isLessThan(SOON);
		this.warehouse.proxy.resume();
		this.warehouse.assertThatAllWorksAgain();
	}

	/** Reads all products, of which the fifteenth makes something happen. */
	private CompletableFuture<?> stream(List<Product> read, Runnable event, Duration limit) {
		return this.warehouse.products.orderBy("place").timeout(limit).aiterator(10).forEach((product) -> {
			read.add(product);
			if (read.size() == 15) {
				event.run();
			}
		});
	}

	private static void assertThatItIsTold(CompletableFuture<?> call) {
		long begin = System.nanoTime();
		Throwable failure = Warehouse.failure(call);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
		Warehouse.assertThatItIsTold(failure, DataAccessResourceFailureException.class,
				NetworkFaultsIntegrationTests.class);
	}

	/** How connections end on the network. */
	enum End {

		CUT(TcpProxy::cut), RESET(TcpProxy::reset);

		private final Consumer<TcpProxy> fault;

		End(Consumer<TcpProxy> fault) {
			this.fault = fault;
		}

		void of(TcpProxy proxy) {
			this.fault.accept(proxy);
		}

	}

	/** Calls that have half a second from then on when the network becomes slow. */
	enum Slowed {

		QUERY((tests, slow) -> {
			slow.run();
			return tests.warehouse.products.timeout(LIMIT).acount();
		}),

		WRITE((tests, slow) -> {
			slow.run();
			return Deadline.within(LIMIT, () -> tests.warehouse.entries.acreate(kw("name", "lost", "amount", 1)));
		}),

		BLOCK((tests, slow) -> Deadline.within(LIMIT, () -> tests.warehouse.orm.transactions().atomic(() -> {
			Orm.await(tests.warehouse.entries.acreate(kw("name", "lost", "amount", 1)));
			slow.run();
			return Orm.await(tests.warehouse.entries.acreate(kw("name", "lost too", "amount", 2)));
		}))),

		STREAM((tests, slow) -> tests.stream(new ArrayList<>(), slow, LIMIT));

		private final BiFunction<NetworkFaultsIntegrationTests, Runnable, CompletableFuture<?>> start;

		Slowed(BiFunction<NetworkFaultsIntegrationTests, Runnable, CompletableFuture<?>> start) {
			this.start = start;
		}

		CompletableFuture<?> start(NetworkFaultsIntegrationTests tests, Runnable slow) {
			return this.start.apply(tests, slow);
		}

	}

}
