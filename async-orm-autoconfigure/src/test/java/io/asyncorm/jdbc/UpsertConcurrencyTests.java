package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

import io.asyncorm.jdbc.UpsertModels.Stock;
import io.asyncorm.jdbc.UpsertModels.Visit;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.testdatabase.Callers;
import io.asyncorm.testdatabase.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many callers look for one row at the same time: it is inserted once, and one of them is
 * told so.
 */
@ParameterizedClass
@EnumSource
class UpsertConcurrencyTests {

	private static final int CALLERS = 200;

	private final WriteDatabase database;

	private final String waitingStatements;

	UpsertConcurrencyTests(TestEngine engine) throws SQLException {
		this.waitingStatements = switch (engine.database()) {
			case POSTGRESQL -> "select count(*) from pg_locks where not granted";
			case MARIADB -> "select count(*) from information_schema.processlist where db = database() "
					+ "and (state = 'User lock' or command <> 'Sleep' and time_ms > 20 and id <> connection_id())";
			case H2 -> """
					select count(*) from information_schema.sessions
					where session_id <> session_id() and executing_statement like '%INSERT INTO%'""";
		};
		this.database = new WriteDatabase(engine, Stock.class, Visit.class);
		this.database.warmUp();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void aRowIsUpdatedOrCreatedByItsKey() throws Exception {
		List<UpdateOrCreate<Stock>> results = Callers.atOnce(CALLERS,
				(caller) -> this.database.all(Stock.class)
					.aupdateOrCreate(kw("store", "north", "sku", "a1"), defaults("amount", caller, "label", "A"))
					.join());

		assertThat(results).filteredOn(UpdateOrCreate::created).hasSize(1);
		assertThat(results).extracting((result) -> result.object().id()).containsOnly(results.get(0).object().id());
		assertThat(count("stock")).isEqualTo(1);
	}

	@Test
	void aRowIsFoundOrCreatedByItsKey() throws Exception {
		List<GetOrCreate<Stock>> results = Callers.atOnce(CALLERS,
				(caller) -> this.database.all(Stock.class)
					.agetOrCreate(kw("sku", "a1", "store", "north"), defaults("amount", caller, "label", "A"))
					.join());

		assertThat(results).filteredOn(GetOrCreate::created).hasSize(1);
		assertThat(results).extracting(GetOrCreate::object).hasSize(CALLERS).containsOnly(results.get(0).object());
		assertThat(count("stock")).isEqualTo(1);
	}

	@Test
	void severalKeysAreIndependent() throws Exception {
		List<UpdateOrCreate<Stock>> results = Callers.atOnce(CALLERS,
				(caller) -> this.database.all(Stock.class)
					.aupdateOrCreate(kw("store", "north", "sku", "s" + caller % 10),
							defaults("amount", caller, "label", "A"))
					.join());

		assertThat(results).filteredOn(UpdateOrCreate::created).hasSize(10);
		assertThat(count("stock")).isEqualTo(10);
	}

	@Test
	void aRowIsFoundOrCreatedWithoutAKey() throws Exception {
		List<GetOrCreate<Visit>> results = Callers.atOnce(CALLERS,
				(caller) -> this.database.all(Visit.class)
					.agetOrCreate(kw("visitor", "ann"), defaults("times", caller))
					.join());

		assertThat(results).filteredOn(GetOrCreate::created).hasSize(1);
		assertThat(count("visit")).isEqualTo(1);
	}

	@Test
	void aRowIsUpdatedOrCreatedWithoutAKeyInTransactionsOfTheCallers() throws Exception {
		List<UpdateOrCreate<Visit>> results = Callers.atOnce(40,
				(caller) -> this.database.inTransaction(Connection.TRANSACTION_READ_COMMITTED,
						() -> this.database.all(Visit.class)
							.aupdateOrCreate(kw("visitor", "ann"), defaults("times", caller))
							.join()));

		assertThat(results).filteredOn(UpdateOrCreate::created).hasSize(1);
		assertThat(count("visit")).isEqualTo(1);
	}

	@Test
	void aRowIsUpdatedOrCreatedByItsKeyInTransactionsOfTheCallers() throws Exception {
		List<UpdateOrCreate<Stock>> results = Callers
			.atOnce(40, (caller) -> this.database.inTransaction(Connection.TRANSACTION_READ_COMMITTED,
					() -> this.database.all(Stock.class)
						.aupdateOrCreate(kw("store", "north", "sku", "a1"), defaults("amount", caller, "label", "A"))
						.join()));

		assertThat(results).filteredOn(UpdateOrCreate::created).hasSize(1);
		assertThat(count("stock")).isEqualTo(1);
	}

	@Test
	void aRowThatIsNotCommittedYetIsWaitedFor() throws Exception {
		assertThat(secondWaitsForFirst(() -> this.database.all(Stock.class)
			.aupdateOrCreate(kw("store", "north", "sku", "a1"), defaults("amount", 1, "label", "A"))
			.join())).extracting(UpdateOrCreate::created).containsExactly(true, false);
	}

	@Test
	void aRowThatIsNotCommittedYetIsWaitedForWithoutAKey() throws Exception {
		assertThat(secondWaitsForFirst(
				() -> this.database.all(Visit.class).agetOrCreate(kw("visitor", "ann"), defaults("times", 1)).join()))
			.extracting(GetOrCreate::created)
			.containsExactly(true, false);
	}

	/** The first call's transaction ends when the second call waits, or is through. */
	private <R> List<R> secondWaitsForFirst(Supplier<R> call) throws Exception {
		FutureTask<R> second = new FutureTask<>(call::get);
		Thread thread = Thread.ofVirtual().unstarted(second);
		R first = this.database.inTransaction(Connection.TRANSACTION_READ_COMMITTED, () -> {
			R result = call.get();
			thread.start();
			while (!second.isDone() && !isWaiting(thread)) {
				Thread.onSpinWait();
			}
			return result;
		});
		return List.of(first, second.get());
	}

	/**
	 * A thread waits for a lock of ours, or its statement for one of the database's,
	 * which H2 does not tell.
	 */
	private boolean isWaiting(Thread thread) {
		Long waiting = this.database.jdbc().queryForObject(this.waitingStatements, Long.class);
		return waiting != null && waiting > 0 || thread.getState() == Thread.State.TIMED_WAITING;
	}

	private long count(String table) {
		Long count = this.database.jdbc().queryForObject("select count(*) from \"" + table + "\"", Long.class);
		return (count != null) ? count : -1;
	}

}
