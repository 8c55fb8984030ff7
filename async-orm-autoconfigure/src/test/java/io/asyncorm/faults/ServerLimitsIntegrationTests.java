package io.asyncorm.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.Orm;
import io.asyncorm.faults.Warehouse.Entry;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.OwnPostgreSqlServer;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that has come to its limits, of space, memory or connections: who wants more
 * is told so, nothing is half stored, and when there is room again all goes on, on the
 * same connections.
 */
@Timeout(120)
class ServerLimitsIntegrationTests {

	private static final int LANES = 2;

	private static final int CONNECTIONS = 12;

	private static OwnPostgreSqlServer server;

	private final DatabaseAddress address = server.createDatabase();

	private final Warehouse warehouse = new Warehouse(LANES, this.address, (builder) -> builder);

	@BeforeAll
	static void start() {
		server = OwnPostgreSqlServer.start(Map.of("max_connections", String.valueOf(CONNECTIONS), "temp_file_limit",
				"100kB", "max_locks_per_transaction", "10"));
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@AfterEach
	void close() {
		this.warehouse.close();
	}

	@Test
	void aFullDiskIsToldAndNothingIsHalfStored() {
		TestDatabase.require(FullDisk.DEVICE.toFile().exists(), "no file that is always full, as Linux has");
		Orm.await(this.warehouse.entries.acount());
		long products = Orm.await(this.warehouse.products.acount());
		try (FullDisk full = new FullDisk(this.warehouse.jdbc, server, "entry")) {
			assertThat(full).isNotNull();
			for (Supplier<CompletableFuture<?>> write : writes()) {
				assertThatItIsTold(Warehouse.failure(write.get()), "53100", "could not extend file");
			}
			assertThat(Orm.await(this.warehouse.products.acount())).isEqualTo(products);
		}

		assertThat(this.warehouse.stored()).isEmpty();
		for (Supplier<CompletableFuture<?>> write : writes()) {
			Orm.await(write.get());
		}
		assertThat(this.warehouse.stored()).hasSize(503);
		assertThat(Orm.await(this.warehouse.products.acount())).isEqualTo(products + 1);
		this.warehouse.assertThatNothingIsLeft();
	}

	private List<Supplier<CompletableFuture<?>>> writes() {
		return List.of(() -> this.warehouse.entries.acreate(kw("name", "one", "amount", 1)),
				() -> this.warehouse.entries.aupdateOrCreate(kw("name", "two"), defaults("amount", 2)),
				() -> this.warehouse.entries.abulkCreate(
						IntStream.range(0, 500).mapToObj((number) -> new Entry(null, "of many " + number, 3)).toList()),
				() -> this.warehouse.orm.transactions().atomic(() -> {
					Orm.await(this.warehouse.products.acreate(kw("place", 1000)));
					return Orm.await(this.warehouse.entries.acreate(kw("name", "of a block", "amount", 4)));
				}));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"53200 select cast(count(pg_advisory_xact_lock(n)) as text) from generate_series(1, 100000) n",
			"53400 select max(cast(n as text)) over (order by n desc) from generate_series(1, 500000) n limit 1" })
	void otherLimitsAreToldToo(String statement) {
		String sql = statement.substring(6);

		assertThatItIsTold(Warehouse.failure(this.warehouse.entries.raw(sql).alist()), statement.substring(0, 5), "");
		assertThat(Orm.await(this.warehouse.products.acount())).isEqualTo(Warehouse.PRODUCTS);
		this.warehouse.assertThatNothingIsLeft();
	}

	@Test
	void aServerThatIsFullOfConnectionsIsTold() throws SQLException {
		this.warehouse.pool.getHikariPoolMXBean().softEvictConnections();
		List<Connection> taken = new ArrayList<>();
		try (HikariDataSource others = this.address.openPool(CONNECTIONS)) {
			others.setConnectionTimeout(1000);
			takeAll(others, taken);

			Throwable failure = Warehouse.failure(this.warehouse.entries.acreate(kw("name", "none", "amount", 1)));

			assertThat(failure).isInstanceOf(CannotGetJdbcConnectionException.class);
			assertThatItIsTold(failure, "53300", "");
			for (Connection connection : taken) {
				connection.close();
			}
		}
		Orm.await(this.warehouse.entries.acreate(kw("name", "again", "amount", 1)));
		assertThat(this.warehouse.stored()).containsOnlyKeys("again");
		this.warehouse.assertThatNothingIsLeft();
	}

	private static void takeAll(HikariDataSource pool, List<Connection> taken) {
		try {
			while (true) {
				taken.add(pool.getConnection());
			}
		}
		catch (SQLException ex) {
			assertThat(taken).isNotEmpty();
		}
	}

	/** It is one of the server, and does not go away by trying again at once. */
	private static void assertThatItIsTold(Throwable failure, String state, String text) {
		assertThat(failure).isInstanceOf(DataAccessException.class)
			.isInstanceOf(NonTransientDataAccessException.class)
			.hasMessageContaining(text)
			.hasMessageMatching("(?s)(Entry|Entries|atomic).*");
		assertThat(causes(failure)).anyMatch(DataAccessResourceFailureException.class::isInstance)
			.anyMatch((cause) -> cause instanceof SQLException error && state.equals(error.getSQLState()));
		assertThat(failure.getStackTrace()).extracting(StackTraceElement::getClassName)
			.contains(ServerLimitsIntegrationTests.class.getName());
	}

	private static List<Throwable> causes(Throwable failure) {
		List<Throwable> causes = new ArrayList<>();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			causes.add(cause);
		}
		return causes;
	}

}
