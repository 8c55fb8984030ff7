package io.asyncorm.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.faults.Warehouse.Entry;
import io.asyncorm.faults.Warehouse.Product;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Connections that cannot be had, are ended by the server, or fail to commit: each
 * operation says so by its name and the line that called it, and the next one works.
 */
@Timeout(120)
class ConnectionFaultsIntegrationTests {

	private static final int LANES = 2;

	private final Warehouse warehouse = new Warehouse(LANES, (builder) -> builder);

	@AfterEach
	void close() {
		this.warehouse.close();
	}

	@Test
	void aDatabaseThatRefusesAtTheStartIsToldThen() {
		this.warehouse.proxy.refuse();
		this.warehouse.proxy.cut();
		this.warehouse.pool.getHikariPoolMXBean().softEvictConnections();

		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> AsyncOrm.builder(this.warehouse.pool).models(Product.class, Entry.class).build())
			.withStackTraceContaining(SQLException.class.getSimpleName());

		this.warehouse.proxy.accept();
		AsyncOrm.builder(this.warehouse.pool).models(Product.class, Entry.class).build().close();
	}

	@Test
	void aDatabaseThatRefusesLaterIsTold() {
		this.warehouse.proxy.refuse();
		this.warehouse.pool.getHikariPoolMXBean().softEvictConnections();

		for (Supplier<CompletableFuture<?>> call : calls("lost")) {
			assertThatItIsTold(Warehouse.failure(call.get()), CannotGetJdbcConnectionException.class);
		}

		this.warehouse.proxy.accept();
		assertThatAllWorksAgain();
	}

	@Test
	void aPoolThatIsTakenBySomebodyElseIsTold() throws SQLException {
		List<Connection> taken = new ArrayList<>();
		try {
			for (int lane = 0; lane < LANES; lane++) {
				taken.add(this.warehouse.pool.getConnection());
			}

			for (Supplier<CompletableFuture<?>> call : calls("lost")) {
				assertThatItIsTold(Warehouse.failure(call.get()), CannotGetJdbcConnectionException.class);
			}
		}
		finally {
			for (Connection connection : taken) {
				connection.close();
			}
		}
		assertThatAllWorksAgain();
	}

	@Test
	void aBackendThatIsTerminatedInAQueryIsTold() {
		CompletableFuture<?> query = this.warehouse.entries.asleep(60);
		Warehouse.await(() -> this.warehouse.countExecuting("pg_sleep") == 1, () -> "nobody sleeps");

		this.warehouse.terminate(LANES);

		assertThatItIsTold(Warehouse.failure(query), DataAccessResourceFailureException.class);
		assertThatAllWorksAgain();
	}

	@Test
	void aBackendThatIsTerminatedInATransactionIsTold() {
		CompletableFuture<?> block = this.warehouse.orm.transactions().atomic(() -> {
			Orm.await(this.warehouse.entries.acreate(kw("name", "lost", "amount", 1)));
			this.warehouse.terminate(LANES);
			return Orm.await(this.warehouse.entries.acreate(kw("name", "lost too", "amount", 2)));
		});

		assertThatItIsTold(Warehouse.failure(block), DataAccessResourceFailureException.class);
		assertThatAllWorksAgain();
	}

	@Test
	void aBackendThatIsTerminatedInAStreamIsTold() {
		List<Product> read = new ArrayList<>();
		CompletableFuture<?> stream = this.warehouse.products.orderBy("place").aiterator(10).forEach((product) -> {
			read.add(product);
			if (read.size() == 15) {
				this.warehouse.terminate(LANES);
			}
		});

		assertThatItIsTold(Warehouse.failure(stream), DataAccessResourceFailureException.class);
		assertThat(read).hasSizeLessThan(Warehouse.PRODUCTS);
		assertThatAllWorksAgain();
	}

	@Test
	void aCommitThatTheDatabaseRefusesIsNotUnknown() {
		this.warehouse.jdbc
			.sql("alter table entry add constraint one_amount unique (amount) deferrable initially deferred")
			.update();
		Orm.await(this.warehouse.entries.acreate(kw("name", "first", "amount", 7)));

		for (Supplier<CompletableFuture<?>> call : calls("lost")) {
			assertThatItIsTold(Warehouse.failure(call.get()), DuplicateKeyException.class);
		}

		assertThat(this.warehouse.stored()).containsOnlyKeys("first");
		assertThatAllWorksAgain("first");
	}

	/** A write by itself, and one in a block, of an amount that there may be already. */
	private List<Supplier<CompletableFuture<?>>> calls(String name) {
		Supplier<CompletableFuture<Entry>> write = () -> this.warehouse.entries.acreate(kw("name", name, "amount", 7));
		return List.of(write::get, () -> this.warehouse.orm.transactions().atomic(() -> Orm.await(write.get())));
	}

	private static void assertThatItIsTold(Throwable failure, Class<? extends DataAccessException> type) {
		Warehouse.assertThatItIsTold(failure, type, ConnectionFaultsIntegrationTests.class);
	}

	private void assertThatAllWorksAgain(String... stored) {
		this.warehouse.assertThatAllWorksAgain(stored);
	}

}
