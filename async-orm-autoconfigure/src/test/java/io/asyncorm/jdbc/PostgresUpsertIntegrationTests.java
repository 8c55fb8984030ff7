package io.asyncorm.jdbc;

import java.sql.Connection;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.jdbc.UpsertModels.Measure;
import io.asyncorm.jdbc.UpsertModels.Stock;
import io.asyncorm.jdbc.UpsertModels.Visit;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.testdatabase.Callers;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.ConcurrencyFailureException;

import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the one statement can that PostgreSQL has for an upsert.
 */
class PostgresUpsertIntegrationTests {

	private final WriteDatabase database = new WriteDatabase(TestDatabase.POSTGRESQL, Stock.class);

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void aRowThatIsFoundCostsNoNumberOfTheSequence() {
		stock(1);
		for (int i = 0; i < 10; i++) {
			stock(i);
			this.database.all(Stock.class).agetOrCreate(kw("store", "north", "sku", "a1"), defaults()).join();
		}

		Stock next = this.database.writes(Stock.class)
			.create(kw("store", "south", "sku", "a1", "label", "A", "amount", 1))
			.join();

		assertThat(next.id()).isEqualTo(2);
	}

	@Test
	void aPartitionedTableWorksToo() {
		try (WriteDatabase partitioned = new WriteDatabase(TestDatabase.POSTGRESQL)) {
			for (String statement : List.of("create sequence measure_ids", """
					create table measure (id bigint not null default nextval('measure_ids'), region text not null,
					code text not null, reading int not null, unique (region, code)) partition by list (region)""",
					"create table measure_north partition of measure for values in ('north')",
					"create table measure_rest partition of measure default")) {
				partitioned.jdbc().execute(statement);
			}
			WriteDatabase measures = partitioned.withModels(Measure.class);

			List<UpdateOrCreate<Measure>> results = List.of(measure(measures, 1), measure(measures, 2));

			assertThat(results).extracting(UpdateOrCreate::created).containsExactly(true, false);
			assertThat(results.get(1).object()).isEqualTo(new Measure(1L, "north", "c", 2));
		}
	}

	@Test
	void aSnapshotThatCannotSeeTheRowIsToldSo() {
		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> this.database.inTransaction(Connection.TRANSACTION_REPEATABLE_READ, () -> {
				this.database.all(Stock.class).acount().join();
				insertElsewhere();
				return stock(5);
			}));
	}

	@Test
	void aPoolWhoseDefaultIsRepeatableReadIsNoHindranceOutsideOfTransactions() throws Exception {
		HikariDataSource pool = TestDatabase.POSTGRESQL.create(10);
		pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
		try (WriteDatabase repeatable = new WriteDatabase(pool, Stock.class, Visit.class)) {
			List<Boolean> created = Callers.atOnce(100, (caller) -> stock(repeatable, caller).created());
			List<Boolean> visited = Callers.atOnce(100,
					(caller) -> repeatable.all(Visit.class)
						.agetOrCreate(kw("visitor", "ann"), defaults("times", caller))
						.join()
						.created());

			assertThat(created).filteredOn((one) -> one).hasSize(1);
			assertThat(visited).filteredOn((one) -> one).hasSize(1);
		}
	}

	private void insertElsewhere() {
		Thread other = Thread.ofVirtual().start(() -> stock(1));
		try {
			other.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private UpdateOrCreate<Stock> stock(int amount) {
		return stock(this.database, amount);
	}

	private static UpdateOrCreate<Stock> stock(WriteDatabase database, int amount) {
		return database.all(Stock.class)
			.aupdateOrCreate(kw("store", "north", "sku", "a1"), defaults("amount", amount, "label", "A"))
			.join();
	}

	private static UpdateOrCreate<Measure> measure(WriteDatabase database, int reading) {
		return database.all(Measure.class)
			.aupdateOrCreate(kw("region", "north", "code", "c"), defaults("reading", reading))
			.join();
	}

}
