package io.asyncorm.iteration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.assembly.Assembly;
import io.asyncorm.assembly.Engine;
import io.asyncorm.assembly.ExecutionSettings;
import io.asyncorm.assembly.LanePlan;
import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.jdbc.DataSourceDialects;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database with ten books of two authors, every third of which has no rating.
 */
final class IterationDatabase implements AutoCloseable {

	/** What the last connection of a pool is for: a look from outside. */
	private static final int OBSERVER = 1;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	final TestDatabase kind;

	private final HikariDataSource pool;

	private final Engine engine;

	private final JdbcTransactionManager transactionManager;

	final AsyncTransactions transactions;

	final JdbcClient jdbc;

	IterationDatabase(TestDatabase kind, int lanes) {
		this(kind, lanes, new VirtualThreadExecutor());
	}

	IterationDatabase(TestDatabase kind, int lanes, VirtualThreadExecutor threads) {
		this(kind, lanes, threads, EngineSettings.DETECTED);
	}

	IterationDatabase(TestDatabase kind, int lanes, VirtualThreadExecutor threads, EngineSettings known) {
		this.kind = kind;
		this.pool = kind.create(lanes + OBSERVER);
		// what counts rows does so even where nothing can be written
		this.pool.setConnectionInitSql(switch (kind) {
			case POSTGRESQL -> "create temporary sequence if not exists made";
			case H2 ->
				"create alias if not exists counted deterministic for \"" + RowCounter.class.getName() + ".count\"";
			case MARIADB -> "set @made = 0";
		});
		RowCounter.rows.set(0);
		this.jdbc = JdbcClient.create(this.pool);
		ModelRegistry models = ModelRegistry.of(List.of(Author.class, Book.class));
		ExecutionSettings settings = ExecutionSettings.DEFAULTS.withQueueCapacity(lanes * lanes)
			.withShutdownTimeout(Duration.ofMillis(50));
		this.engine = Engine.start(Assembly.of(this.pool, DataSourceDialects.of(this.pool).with(known), models),
				threads, new LanePlan(settings, lanes, true, false, null, null), SchemaAction.CREATE);
		this.transactionManager = new JdbcTransactionManager(this.pool);
		this.transactions = this.engine.transactions(this.transactionManager);
		fill();
	}

	private void fill() {
		this.jdbc.sql("insert into \"author\" (\"id\", \"name\") values (1, 'Ann'), (2, 'Bob')").update();
		for (int id = 1; id <= 10; id++) {
			this.jdbc.sql("insert into \"book\" (\"id\", \"title\", \"rating\", \"author_id\") values (?, ?, ?, ?)")
				.params(id, "Book " + id, (id % 3 == 0) ? null : id, 1 + id % 2)
				.update();
		}
	}

	QuerySet<Book> books() {
		return this.engine.querySets().of(Book.class).orderBy("id");
	}

	QuerySet<Author> authors() {
		return this.engine.querySets().of(Author.class).orderBy("id");
	}

	/** As many rows as are wanted, made by the server. */
	RawQuerySet<Author> numbers(int count) {
		String rows = switch (this.kind) {
			case POSTGRESQL -> "select generate_series(1, ?) as x";
			case H2 -> "select x from system_range(1, ?)";
			case MARIADB -> "select seq as x from seq_1_to_10000000 limit ?";
		};
		return this.engine.querySets()
			.of(Author.class)
			.raw("select x as \"id\", concat('Author ', x) as \"name\" from (" + rows + ") as t", count);
	}

	/** Rows that are counted when they are made. */
	RawQuerySet<Author> countedRows(int count) {
		return this.engine.querySets().of(Author.class).raw(switch (this.kind) {
			case POSTGRESQL -> "select nextval('made') as id, 'a' as name from (select generate_series(1, ?)) t";
			case H2 -> "select counted(x) as \"id\", 'a' as \"name\" from system_range(1, ?)";
			case MARIADB -> "select @made := @made + 1 as id, 'a' as name from seq_1_to_10000000 limit ?";
		}, count);
	}

	/** How many of these were made, as the sessions of the pool know. */
	long rowsMade() throws SQLException {
		if (this.kind == TestDatabase.H2) {
			return RowCounter.rows.get();
		}
		String made = (this.kind == TestDatabase.MARIADB) ? "select @made"
				: "select case when is_called then last_value else 0 end from made";
		try (Connection first = this.pool.getConnection(); Connection second = this.pool.getConnection()) {
			return Stream.of(first, second)
				.mapToLong((connection) -> JdbcClient.create(new SingleConnectionDataSource(connection, true))
					.sql(made)
					.query(Long.class)
					.single())
				.sum();
		}
	}

	/** A statement that runs for much longer than any test before its first row. */
	RawQuerySet<Author> asleep() {
		return this.engine.querySets().of(Author.class).raw(switch (this.kind) {
			case POSTGRESQL -> "select 1 as id, 'a' as name from pg_sleep(60)";
			case H2 -> "select sum(a.x * b.x) as \"id\", 'a' as \"name\""
					+ " from system_range(1, 1000000) a, system_range(1, 1000000) b";
			case MARIADB ->
				"select sum(a.seq * b.seq) as id, 'a' as name" + " from seq_1_to_1000000 a, seq_1_to_1000000 b";
		});
	}

	/** Waits until the server executes {@link #asleep()}, or no longer does. */
	void awaitSleeping(boolean sleeping) {
		String text = (this.kind == TestDatabase.POSTGRESQL) ? "pg_sleep" : "sum(a.";
		awaitUntil(() -> this.kind.countExecuting(this.jdbc, text) == (sleeping ? 1 : 0));
	}

	/** Waits until all connections are back in the pool, and all lanes are free. */
	void awaitNoConnectionInUse() {
		awaitUntil(() -> connectionsInUse() == 0 && this.engine.dispatcher().runningCount() == 0);
	}

	private static void awaitUntil(BooleanSupplier condition) {
		long begin = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - begin > PATIENCE.toNanos()) {
				throw new AssertionError("Waited in vain for " + PATIENCE);
			}
			Thread.onSpinWait();
		}
	}

	int connectionsInUse() {
		return this.pool.getHikariPoolMXBean().getActiveConnections();
	}

	TransactionTemplate template() {
		return new TransactionTemplate(this.transactionManager);
	}

	Connection connection() throws SQLException {
		return this.pool.getConnection();
	}

	AsyncDispatcher dispatcher() {
		return this.engine.dispatcher();
	}

	@Override
	public void close() {
		this.engine.close();
		this.pool.close();
	}

	/**
	 * Has books.
	 */
	@Model
	public record Author(@Nullable Long id, String name, @Nullable Many<Book> books) {
	}

	/**
	 * Has an author.
	 */
	@Model
	public record Book(@Nullable Long id, String title, @Nullable Integer rating,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author) {
	}

}
