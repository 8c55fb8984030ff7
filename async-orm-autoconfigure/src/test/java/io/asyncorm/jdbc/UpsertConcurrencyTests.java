package io.asyncorm.jdbc;

import java.sql.Connection;
import java.util.List;

import io.asyncorm.jdbc.UpsertModels.Stock;
import io.asyncorm.jdbc.UpsertModels.Visit;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.testdatabase.TestDatabase;
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

	UpsertConcurrencyTests(TestDatabase database) {
		this.database = new WriteDatabase(database, Stock.class, Visit.class);
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
		assertThat(results).extracting((result) -> result.object().id()).containsOnly(1L);
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
		List<UpdateOrCreate<Stock>> results = Callers.atOnce(40,
				(caller) -> this.database.inTransaction(Connection.TRANSACTION_READ_COMMITTED,
						() -> this.database.all(Stock.class)
							.aupdateOrCreate(kw("store", "north", "sku", "a1"),
									defaults("amount", caller, "label", "A"))
							.join()));

		assertThat(results).filteredOn(UpdateOrCreate::created).hasSize(1);
		assertThat(count("stock")).isEqualTo(1);
	}

	private long count(String table) {
		Long count = this.database.jdbc().queryForObject("select count(*) from \"" + table + "\"", Long.class);
		return (count != null) ? count : -1;
	}

}
