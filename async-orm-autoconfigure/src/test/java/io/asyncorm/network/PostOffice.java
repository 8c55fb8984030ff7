package io.asyncorm.network;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TcpProxy;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A library with letters, whose connections go through a {@link TcpProxy}, and a way to
 * the database past it.
 */
final class PostOffice implements AutoCloseable {

	/**
	 * A second, and what a busy machine needs; less than the ten seconds that a driver
	 * waits for the answer to a cancel.
	 */
	static final Duration SOON = Duration.ofSeconds(8);

	private final TestDatabase database;

	private final HikariDataSource direct;

	final TcpProxy proxy;

	final HikariDataSource pool;

	final AsyncOrm orm;

	final Letters letters;

	final JdbcClient jdbc;

	PostOffice(TestDatabase database, int lanes) {
		this(database, lanes, UnaryOperator.identity());
	}

	PostOffice(TestDatabase database, int lanes, UnaryOperator<AsyncOrm.Builder> settings) {
		this.database = database;
		this.direct = database.create(4);
		this.jdbc = JdbcClient.create(this.direct);
		DatabaseAddress address = new DatabaseAddress(this.direct.getJdbcUrl(), this.direct.getUsername(),
				this.direct.getPassword());
		this.proxy = TcpProxy.before(address);
		this.pool = this.proxy.address().openPool(lanes);
		this.pool.setConnectionTimeout(5_000);
		this.orm = settings.apply(AsyncOrm.builder(this.pool).models(Letter.class).schemaAction(SchemaAction.CREATE))
			.build();
		this.letters = this.orm.repository(Letters.class);
		Orm.await(this.letters.timeout(Duration.ZERO).acount());
	}

	/** The database past the proxy. */
	DataSource direct() {
		return this.direct;
	}

	/** What is stored, as others see it. */
	List<String> stored() {
		return this.jdbc.sql("select name from letter order by name").query(String.class).list();
	}

	CompletableFuture<Letter> acreate(String name) {
		return this.letters.acreate(Orm.kw("name", name));
	}

	/** Makes what {@link Letters#asendByProcedure} calls. */
	void createSendProcedure() {
		String body = "insert into letter (name) values (addressee)";
		this.jdbc
			.sql("create procedure send(addressee varchar(50)) "
					+ ((this.database == TestDatabase.POSTGRESQL) ? "language sql as $$ " + body + " $$" : body))
			.update();
	}

	/** A statement that takes a while. */
	CompletableFuture<?> asleep(double seconds) {
		return (this.database == TestDatabase.POSTGRESQL) ? this.letters.asleepOnPostgres(seconds)
				: this.letters.asleepOnMariaDb(seconds);
	}

	/** On MariaDB that is of the session, and set once for each connection. */
	boolean setsIsolationInTransactions() {
		return this.database == TestDatabase.POSTGRESQL;
	}

	/** MariaDB sends rows without being asked for the next. */
	boolean readsRowsBitByBit() {
		return this.database == TestDatabase.POSTGRESQL;
	}

	/** A query of letters that takes a while. */
	String asleepSql(int seconds) {
		return "select 1 as id, cast(" + ((this.database == TestDatabase.POSTGRESQL) ? "pg_sleep(" : "sleep(") + seconds
				+ ") as char) as place";
	}

	/** Waits until as many connections of the pool are in use. */
	void awaitActive(int number) {
		while (this.pool.getHikariPoolMXBean().getActiveConnections() != number) {
			Thread.onSpinWait();
		}
	}

	/** Waits until the server executes a statement that has a text in it. */
	void awaitExecuting(String text) {
		while (this.database.countExecuting(this.jdbc, text) < 1) {
			Thread.onSpinWait();
		}
	}

	/** Waits until the server executes no such statement any more. */
	void awaitNotExecuting(String text) {
		while (this.database.countExecuting(this.jdbc, text) > 0) {
			Thread.onSpinWait();
		}
	}

	/** Keeps the calling thread busy for a while, on another connection. */
	Object jdbcSleep(double seconds) {
		return this.jdbc
			.sql((this.database == TestDatabase.POSTGRESQL) ? "select cast(pg_sleep(?) as text)" : "select sleep(?)")
			.param(seconds)
			.query()
			.singleValue();
	}

	/** Waits until no connection is in use, which is to be soon. */
	void assertThatAllIsFreeSoonAfter(long begin) {
		awaitActive(0);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
	}

	/** What a future fails with, soon. */
	static Throwable failure(CompletableFuture<?> future, long begin) {
		try {
			Object value = future.get(30, TimeUnit.SECONDS);
			throw new AssertionError("It did not fail, but gave " + value);
		}
		catch (ExecutionException ex) {
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
			return (ex.getCause() != null) ? ex.getCause() : ex;
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new AssertionError("It is not complete", ex);
		}
	}

	/** The network is whole again: so is everything else. */
	void assertThatAllWorksAgain() {
		this.proxy.resume();
		Orm.await(this.letters.timeout(Duration.ZERO).acreate(Orm.kw("name", "again")));
		assertThat(stored()).contains("again");
		assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
	}

	@Override
	public void close() {
		this.proxy.resume();
		this.orm.close();
		this.pool.close();
		this.proxy.close();
		this.direct.close();
	}

	/** A letter, which has a name that no other one has. */
	@Model
	record Letter(@Nullable Long id, @Column(unique = true, length = 50) String name,
			@Column(length = 50) @Nullable String place) {
	}

	interface Letters extends AsyncRepository<Letter, Long> {

		@Query("update letter set place = :place where name = 'there'")
		CompletableFuture<Integer> amoveBySql(String place);

		@Query("call send(:addressee)")
		CompletableFuture<Integer> asendByProcedure(String addressee);

		@Query("select cast(pg_sleep(:seconds) as text)")
		CompletableFuture<String> asleepOnPostgres(double seconds);

		@Query("select sleep(:seconds)")
		CompletableFuture<Integer> asleepOnMariaDb(double seconds);

	}

}
