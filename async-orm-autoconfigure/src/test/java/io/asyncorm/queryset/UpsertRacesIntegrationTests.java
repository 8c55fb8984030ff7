package io.asyncorm.queryset;

import java.util.List;
import java.util.concurrent.Callable;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Model;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.Callers;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.createDefaults;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two hundred callers find or create, and update or create, the same row at the same
 * time, with and without a unique key, on their own and in transactions of theirs: there
 * is one row, one of them is told that it created it, and each update counts. Each is
 * repeated five times, or a hundred with {@code -Dasync-orm.thorough=true}.
 */
@Timeout(1200)
@ParameterizedClass
@EnumSource
class UpsertRacesIntegrationTests {

	private static final int REPETITIONS = Boolean.getBoolean("async-orm.thorough") ? 100 : 5;

	private static final int CALLERS = 200;

	private final TestDatabase database;

	private final WritingShop shop;

	private final Counters counters;

	private final Clicks clicks;

	UpsertRacesIntegrationTests(TestDatabase database) {
		this.database = database;
		this.shop = new WritingShop(database, Counter.class, Click.class);
		this.counters = this.shop.repository(Counters.class);
		this.clicks = this.shop.repository(Clicks.class);
	}

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void oneRowIsCreatedByItsKey() throws Exception {
		repeated((name) -> {
			assertOneCreated(Callers.atOnce(CALLERS, (caller) -> getOrCreateByKey(name, caller)));
			assertThat(await(this.counters.filter("name", name).acount())).isOne();
		});
	}

	@Test
	void oneRowIsCreatedByItsKeyInTransactions() throws Exception {
		repeated((name) -> {
			assertOneCreated(Callers.atOnce(CALLERS, (caller) -> inTransaction(() -> getOrCreateByKey(name, caller))));
			assertThat(await(this.counters.filter("name", name).acount())).isOne();
		});
	}

	@Test
	void oneRowIsCreatedWithoutAKey() throws Exception {
		repeated((name) -> {
			assertOneCreated(Callers.atOnce(CALLERS, (caller) -> getOrCreateWithoutKey(name, caller)));
			assertThat(await(this.clicks.filter("name", name).acount())).isOne();
		});
	}

	/** Transactions of MariaDB are at REPEATABLE READ, where that is refused. */
	@Test
	void oneRowIsCreatedWithoutAKeyInTransactions() throws Exception {
		TestDatabase.require(this.database != TestDatabase.MARIADB, "its transactions are at REPEATABLE READ");
		repeated((name) -> {
			assertOneCreated(
					Callers.atOnce(CALLERS, (caller) -> inTransaction(() -> getOrCreateWithoutKey(name, caller))));
			assertThat(await(this.clicks.filter("name", name).acount())).isOne();
		});
	}

	@Test
	void noUpdateByTheKeyIsLost() throws Exception {
		repeated((name) -> {
			assertOneUpdatedByAll(Callers.atOnce(CALLERS, (caller) -> countByKey(name)));
			assertThat(await(this.counters.aget(kw("name", name))).total()).isEqualTo(CALLERS);
		});
	}

	@Test
	void noUpdateByTheKeyInTransactionsIsLost() throws Exception {
		repeated((name) -> {
			assertOneUpdatedByAll(Callers.atOnce(CALLERS, (caller) -> inTransaction(() -> countByKey(name))));
			assertThat(await(this.counters.aget(kw("name", name))).total()).isEqualTo(CALLERS);
		});
	}

	@Test
	void noUpdateWithoutAKeyIsLost() throws Exception {
		repeated((name) -> {
			assertOneUpdatedByAll(Callers.atOnce(CALLERS, (caller) -> countWithoutKey(name)));
			assertThat(await(this.clicks.aget(kw("name", name))).total()).isEqualTo(CALLERS);
		});
	}

	/** Transactions of MariaDB are at REPEATABLE READ, where that is refused. */
	@Test
	void noUpdateWithoutAKeyInTransactionsIsLost() throws Exception {
		TestDatabase.require(this.database != TestDatabase.MARIADB, "its transactions are at REPEATABLE READ");
		repeated((name) -> {
			assertOneUpdatedByAll(Callers.atOnce(CALLERS, (caller) -> inTransaction(() -> countWithoutKey(name))));
			assertThat(await(this.clicks.aget(kw("name", name))).total()).isEqualTo(CALLERS);
		});
	}

	private GetOrCreate<Counter> getOrCreateByKey(String name, int caller) {
		return await(this.counters.agetOrCreate(kw("name", name), defaults("total", caller)));
	}

	private GetOrCreate<Click> getOrCreateWithoutKey(String name, int caller) {
		return await(this.clicks.agetOrCreate(kw("name", name), defaults("total", caller)));
	}

	private UpdateOrCreate<Counter> countByKey(String name) {
		return await(this.counters.aupdateOrCreate(kw("name", name), defaults("total", f("total").plus(1)),
				createDefaults("total", 1)));
	}

	private UpdateOrCreate<Click> countWithoutKey(String name) {
		return await(this.clicks.aupdateOrCreate(kw("name", name), defaults("total", f("total").plus(1)),
				createDefaults("total", 1)));
	}

	private <R> R inTransaction(Callable<R> block) {
		return await(this.shop.orm().transactions().atomic(block));
	}

	private static <M> void assertOneCreated(List<GetOrCreate<M>> results) {
		assertThat(results).filteredOn(GetOrCreate::created).hasSize(1);
		assertThat(results).extracting(GetOrCreate::object).containsOnly(results.get(0).object());
	}

	private static <M> void assertOneUpdatedByAll(List<UpdateOrCreate<M>> results) {
		assertThat(results).filteredOn(UpdateOrCreate::created).hasSize(1);
		assertThat(results).extracting(UpdateOrCreate::object).doesNotHaveDuplicates();
	}

	private void repeated(Race race) throws Exception {
		for (int i = 0; i < REPETITIONS; i++) {
			race.run("r" + i);
			this.shop.sql().clear();
		}
	}

	private interface Race {

		/**
		 * @param name of a row that is not there
		 */
		void run(String name) throws Exception;

	}

	@Model
	record Counter(@Nullable Long id, @Column(length = 20, unique = true) String name, @DefaultValue("0") int total) {
	}

	/** No unique key keeps its rows apart. */
	@Model
	record Click(@Nullable Long id, @Column(length = 20) String name, @DefaultValue("0") int total) {
	}

	interface Counters extends AsyncRepository<Counter, Long> {

	}

	interface Clicks extends AsyncRepository<Click, Long> {

	}

}
