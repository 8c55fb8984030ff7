package io.asyncorm.transaction;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.assembly.Assembly;
import io.asyncorm.assembly.Engine;
import io.asyncorm.assembly.ExecutionSettings;
import io.asyncorm.assembly.LanePlan;
import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.testdatabase.TestDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database with a table {@code book (title)}, whose titles are unique, and everything
 * that takes part in transactions on it.
 */
final class TransactionDatabase implements AutoCloseable {

	private final TestDatabase database;

	private final HikariDataSource pool;

	private final Engine engine;

	final JdbcTransactionManager transactionManager;

	final AsyncTransactions transactions;

	final JdbcClient jdbc;

	/** One connection more than there are lanes, for a look from outside. */
	TransactionDatabase(TestDatabase database, int lanes) {
		this.database = database;
		this.pool = database.create(lanes + 1);
		this.jdbc = JdbcClient.create(this.pool);
		this.jdbc.sql("create table book (title varchar(100) primary key)").update();
		ExecutionSettings settings = ExecutionSettings.DEFAULTS.withQueueCapacity(300)
			.withShutdownTimeout(Duration.ofSeconds(5));
		this.engine = Engine.start(Assembly.of(this.pool, ModelRegistry.of(List.of())), new VirtualThreadExecutor(),
				new LanePlan(settings, lanes, true, false, null, null), SchemaAction.NONE);
		this.transactionManager = new JdbcTransactionManager(this.pool);
		this.transactions = transactions(this.transactionManager);
	}

	/** Two rows of numbers, which are 0. */
	void createCounters() {
		this.jdbc.sql("create table counter (id int primary key, n int)").update();
		this.jdbc.sql("insert into counter values (1, 0), (2, 0)").update();
	}

	AsyncTransactions transactions(PlatformTransactionManager transactionManager) {
		return this.engine.transactions(transactionManager);
	}

	TransactionTemplate template() {
		return new TransactionTemplate(this.transactionManager);
	}

	TransactionTemplate template(int propagation) {
		TransactionTemplate template = template();
		template.setPropagationBehavior(propagation);
		return template;
	}

	/** Inserts a book, as any a-method that writes. */
	CompletableFuture<Integer> acreate(String title) {
		return achange("insert into book (title) values (?)", title);
	}

	/** Writes. */
	CompletableFuture<Integer> achange(String sql, Object... values) {
		return this.engine.dispatcher()
			.dispatch(new Operation.Sql<>("Book.acreate", sql, Arrays.asList(values),
					new SqlRows.Changed<>(Long::intValue)));
	}

	/** Reads a single value. */
	CompletableFuture<Object> aread(String sql, Object... values) {
		return this.engine.dispatcher()
			.dispatch(new Operation.Sql<>("Book.aread", sql, Arrays.asList(values),
					new SqlRows.Scalars<Object, Object>(Object.class, (rows) -> rows.get(0))));
	}

	/** What is committed, as others see it. */
	List<String> titles() {
		return this.jdbc.sql("select title from book order by title").query(String.class).list();
	}

	/** A statement that runs for much longer than any test. */
	CompletableFuture<Object> asleep() {
		return aread(switch (this.database) {
			case POSTGRESQL -> "select pg_sleep(60)";
			case H2 -> "select sum(a.x * b.x) from system_range(1, 1000000) a, system_range(1, 1000000) b";
			case MARIADB -> "select sum(a.seq * b.seq) from seq_1_to_1000000 a, seq_1_to_1000000 b";
		});
	}

	/** Waits until the server executes {@link #asleep()}, or no longer does. */
	void awaitSleeping(boolean sleeping) {
		String text = (this.database == TestDatabase.POSTGRESQL) ? "pg_sleep" : "sum(a.";
		while (this.database.countExecuting(this.jdbc, text) != (sleeping ? 1 : 0)) {
			Thread.onSpinWait();
		}
	}

	HikariDataSource pool() {
		return this.pool;
	}

	AsyncDispatcher dispatcher() {
		return this.engine.dispatcher();
	}

	@Override
	public void close() {
		this.engine.close();
		this.pool.close();
	}

}
