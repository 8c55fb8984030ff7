package io.asyncorm.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TcpProxy;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database with products, which nobody changes, and entries, which everybody writes,
 * behind a network that breaks; and a way past it.
 */
final class Warehouse implements AutoCloseable {

	static final int PRODUCTS = 200;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** How long HikariCP takes a connection that was in use for sound. */
	private static final Duration UNTESTED = Duration.ofMillis(500);

	private static final String SESSIONS = "from pg_stat_activity where datname = current_database()"
			+ " and application_name = 'warehouse'";

	private final Set<String> threadsBefore = LiveThreads.all();

	private final int lanes;

	private final HikariDataSource direct;

	final TcpProxy proxy;

	final HikariDataSource pool;

	final AsyncOrm orm;

	final Products products;

	final Entries entries;

	final JdbcClient jdbc;

	Warehouse(int lanes, UnaryOperator<AsyncOrm.Builder> settings) {
		this(lanes, TestDatabase.POSTGRESQL.create(3), settings);
	}

	/** One in a database that is somewhere else. */
	Warehouse(int lanes, DatabaseAddress database, UnaryOperator<AsyncOrm.Builder> settings) {
		this(lanes, database.openPool(3), settings);
	}

	private Warehouse(int lanes, HikariDataSource direct, UnaryOperator<AsyncOrm.Builder> settings) {
		this(lanes, direct,
				TcpProxy.before(new DatabaseAddress(direct.getJdbcUrl(), direct.getUsername(), direct.getPassword())),
				TcpProxy::address, 1000, settings);
	}

	/**
	 * One in a database that moves from server to server.
	 * @param direct where it is, wherever that may be
	 * @param proxy a network that it may be behind
	 * @param address where the application looks for it
	 * @param connectionTimeout how long the pool tries to connect
	 */
	Warehouse(int lanes, DatabaseAddress direct, TcpProxy proxy, Function<TcpProxy, DatabaseAddress> address,
			int connectionTimeout, UnaryOperator<AsyncOrm.Builder> settings) {
		this(lanes, direct.openPool(3), proxy, address, connectionTimeout, settings);
	}

	private Warehouse(int lanes, HikariDataSource direct, TcpProxy proxy, Function<TcpProxy, DatabaseAddress> address,
			int connectionTimeout, UnaryOperator<AsyncOrm.Builder> settings) {
		this.lanes = lanes;
		this.direct = direct;
		this.jdbc = JdbcClient.create(this.direct);
		this.proxy = proxy;
		this.pool = address.apply(proxy).openPool(lanes);
		this.pool.addDataSourceProperty("ApplicationName", "warehouse");
		this.pool.setConnectionTimeout(connectionTimeout);
		this.pool.setValidationTimeout(500);
		this.orm = settings
			.apply(AsyncOrm.builder(this.pool)
				.models(Product.class, Entry.class)
				.schemaAction(SchemaAction.CREATE)
				.shutdownTimeout(Duration.ofSeconds(5)))
			.build();
		this.products = this.orm.repository(Products.class);
		this.entries = this.orm.repository(Entries.class);
		Orm.await(this.products
			.abulkCreate(IntStream.range(0, PRODUCTS).mapToObj((place) -> new Product(null, place)).toList()));
	}

	/** The entries as others see them, each with its amount. */
	Map<String, Integer> stored() {
		List<Entry> rows = this.jdbc.sql("select id, name, amount from entry")
			.query((row, number) -> new Entry(row.getLong(1), row.getString(2), row.getInt(3)))
			.list();
		return rows.stream().collect(Collectors.toMap(Entry::name, Entry::amount));
	}

	/** Ends the sessions that the server has for the library, or some of them. */
	void terminate(int atMost) {
		this.jdbc
			.sql("select pg_terminate_backend(pid) from (select pid " + SESSIONS + " limit " + atMost + ") as backends")
			.query()
			.listOfRows();
	}

	/** One of the sessions that the server has for the library. */
	long session() {
		return this.jdbc.sql("select pid " + SESSIONS + " limit 1").query(Long.class).single();
	}

	/** The way past the network has lost its connections. */
	void reconnect() {
		this.direct.getHikariPoolMXBean().softEvictConnections();
	}

	/** How many statements with a text in them the server executes. */
	long countExecuting(String text) {
		return TestDatabase.POSTGRESQL.countExecuting(this.jdbc, text);
	}

	/**
	 * Nothing is left over, of connections on either side of the network, transactions,
	 * cursors, threads and permits, and all lanes work.
	 */
	void assertThatNothingIsLeft() {
		awaitIdle();
		awaitTestedByPool();
		assertThatEveryLaneWorks();
		awaitEnd();
	}

	/** As {@link #assertThatNothingIsLeft()}, where nothing works any more. */
	void assertThatNothingIsLeftAfterClosing() {
		awaitIdle();
		awaitEnd();
	}

	private void awaitIdle() {
		await(() -> this.pool.getHikariPoolMXBean().getActiveConnections() == 0,
				() -> "connections in use: " + this.pool.getHikariPoolMXBean().getActiveConnections() + ", threads "
						+ LiveThreads.since(this.threadsBefore));
		await(() -> count("state <> 'idle'") == 0, () -> "sessions at work: " + count("state <> 'idle'"));
	}

	/**
	 * HikariCP hands out what was in use a moment ago without a test, also if the server
	 * has ended its session since; after that it replaces what does not answer.
	 */
	private static void awaitTestedByPool() {
		long idleSince = System.nanoTime();
		await(() -> System.nanoTime() - idleSince > UNTESTED.toNanos(), () -> "half a second has not passed");
	}

	private void awaitEnd() {
		await(() -> count("true") <= this.pool.getHikariPoolMXBean().getTotalConnections(),
				() -> "sessions: " + count("true"));
		await(() -> LiveThreads.since(this.threadsBefore).isEmpty(),
				() -> "threads " + LiveThreads.since(this.threadsBefore));
		assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
	}

	private long count(String condition) {
		return this.jdbc.sql("select count(*) " + SESSIONS + " and " + condition).query(Long.class).single();
	}

	/**
	 * As many statements as there are lanes wait for each other's lock at once. The pool
	 * has all its connections before, as their time may be too short for making them.
	 */
	private void assertThatEveryLaneWorks() {
		fillPool();
		List<CompletableFuture<String>> turns;
		try (Connection holder = this.direct.getConnection(); Statement statement = holder.createStatement()) {
			statement.execute("select pg_advisory_lock(1)");
			turns = IntStream.range(0, this.lanes).mapToObj((lane) -> this.entries.takeTurn()).toList();
			await(() -> countExecuting("pg_advisory_xact_lock") == this.lanes
					|| turns.stream().anyMatch(CompletableFuture::isCompletedExceptionally),
					() -> "lanes: " + countExecuting("pg_advisory_xact_lock") + " of " + this.lanes);
			statement.execute("select pg_advisory_unlock(1)");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		turns.forEach((turn) -> assertThat(turn).succeedsWithin(PATIENCE));
	}

	private void fillPool() {
		List<Connection> taken = new ArrayList<>();
		await(() -> {
			try {
				taken.add(this.pool.getConnection());
			}
			catch (SQLTransientConnectionException ex) {
				return false; // none in the pool's own time
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			return taken.size() == this.lanes;
		}, () -> "connections: " + taken.size() + " of " + this.lanes);
		taken.forEach(JdbcUtils::closeConnection);
	}

	/** Waits until something is true. */
	static void await(BooleanSupplier condition, Supplier<String> otherwise) {
		long begin = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - begin > PATIENCE.toNanos()) {
				throw new AssertionError("Still after " + PATIENCE + ": " + otherwise.get());
			}
			Thread.onSpinWait();
		}
	}

	/** What a future fails with. */
	static Throwable failure(CompletableFuture<?> future) {
		assertThat(future).as("future").failsWithin(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		return future.handle((value, failure) -> {
			assertThat(failure).isNotNull();
			return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
					: failure;
		}).join();
	}

	/**
	 * A failure has a type, says that nothing was written, and names operation, cause and
	 * call site.
	 * @param caller whose line called
	 */
	static void assertThatItIsTold(Throwable failure, Class<? extends DataAccessException> type, Class<?> caller) {
		assertThat(failure).isInstanceOf(type)
			.isNotInstanceOf(TransactionOutcomeUnknownException.class)
			.hasMessageMatching("(?s)'?((Entry|Entries)[.]a|Product[.]a|atomic).*")
			.hasStackTraceContaining("Caused by: ")
			.hasRootCauseInstanceOf(Exception.class);
		assertThat(failure.getStackTrace()).extracting(StackTraceElement::getClassName)
			.anyMatch((line) -> line.startsWith(caller.getName()));
	}

	/**
	 * The next operation works, and nothing is left over.
	 * @param stored what there is beside what that writes
	 */
	void assertThatAllWorksAgain(String... stored) {
		Orm.await(this.entries.acreate(Orm.kw("name", "again", "amount", 100)));
		List<String> names = new ArrayList<>(List.of(stored));
		names.add("again");
		assertThat(stored()).containsOnlyKeys(names);
		assertThatNothingIsLeft();
	}

	@Override
	public void close() {
		this.proxy.accept();
		this.proxy.resume();
		this.orm.close();
		this.pool.close();
		this.proxy.close();
		this.direct.close();
	}

	/** What there is; the keys are in the order of the places. */
	@Model
	record Product(@Nullable Long id, int place) {
	}

	/** What came or went. */
	@Model
	record Entry(@Nullable Long id, @Column(unique = true, length = 50) String name, int amount) {
	}

	interface Products extends AsyncRepository<Product, Long> {

	}

	interface Entries extends AsyncRepository<Entry, Long> {

		@Query("select cast(pg_advisory_xact_lock(1) as text)")
		CompletableFuture<String> takeTurn();

		@Query("select cast(pg_sleep(:seconds) as text)")
		CompletableFuture<String> asleep(double seconds);

	}

}
