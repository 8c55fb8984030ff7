package io.asyncorm.failures;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.query.AbortedTransactionException;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tables of PostgreSQL that are altered while statements over them are prepared, that
 * have other keys than their models, and transactions that cannot go on.
 */
@Timeout(120)
class ChangedSchemaIntegrationTests {

	private final DatabaseAddress address = TestDatabase.POSTGRESQL.create();

	private final HikariDataSource pool = this.address.openPool(1);

	private final HikariDataSource other = this.address.openPool(1);

	private final JdbcClient jdbc = JdbcClient.create(this.other);

	private AsyncOrm orm;

	private Items items;

	@BeforeEach
	void open() {
		execute("create table item (id bigserial primary key, code varchar(20) not null, amount int not null)");
		this.pool.addDataSourceProperty("prepareThreshold", "1");
		this.orm = AsyncOrm.builder(this.pool).models(Item.class).build();
		this.items = this.orm.repository(Items.class);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
		this.other.close();
	}

	@Test
	void statementsAreRepeatedThatWereStale() {
		execute("create unique index on item (code)");
		for (int length = 30; length < 33; length++) {
			Item item = await(this.items.acreate(new Item(null, "c" + length, 1)));
			await(this.items.asave(item, set(Item::amount).to(2)));
			await(this.items.aupdateOrCreate(kw("code", "x"), defaults("amount", length)));
			List<Item> read = new ArrayList<>();
			await(this.items.orderBy("code").aiterator(1).forEach(read::add));
			assertThat(read).hasSize(length - 28);

			execute("alter table item alter column code type varchar(" + length + ")");
		}
	}

	@Test
	void theFirstStatementOfATransactionIsRepeatedOnAConnectionThatIsKept() throws SQLException {
		String url = this.address.url() + (this.address.url().contains("?") ? "&" : "?") + "prepareThreshold=1";
		try (Connection kept = DriverManager.getConnection(url, this.address.username(), this.address.password());
				AsyncOrm single = AsyncOrm.builder(new SingleConnectionDataSource(kept, true))
					.models(Item.class)
					.lanes(1)
					.build()) {
			Items items = single.repository(Items.class);
			for (int length = 30; length < 33; length++) {
				Item item = new Item(null, "c" + length, 1);
				long stored = await(single.transactions().atomic(() -> {
					await(items.acreate(item));
					return await(items.acount());
				}));
				assertThat(stored).isEqualTo(length - 29);

				execute("alter table item alter column code type varchar(" + length + ")");
			}
		}
	}

	@Test
	void aTransactionThatWentOnIsToBeRunAgain() {
		await(this.items.acreate(new Item(null, "a", 1)));
		await(this.items.alist());
		execute("alter table item alter column code type varchar(33)");

		CompletableFuture<@Nullable Void> future = this.orm.transactions().atomic(() -> {
			await(this.items.acount());
			await(this.items.alist());
		});

		assertThatExceptionOfType(TransientDataAccessResourceException.class).isThrownBy(() -> await(future))
			.withMessageStartingWith("Item.alist: ")
			.withMessageContaining("run the transaction again");
		assertThat(await(this.items.alist())).hasSize(1);
	}

	@Test
	void keysThatAreDeclaredButCannotBeUsedAreReplacedByALock() {
		for (String key : List.of("create unique index item_key on item (code) where amount > 0",
				"alter table item add constraint item_key unique (code) deferrable initially deferred",
				"create index item_key on item (code)")) {
			execute("delete from item", key);
			try (AsyncOrm fresh = AsyncOrm.builder(this.pool).models(Item.class).build()) {
				Items items = fresh.repository(Items.class);

				UpdateOrCreate<Item> created = await(fresh.transactions().atomic(() -> {
					await(items.acreate(kw("code", "b", "amount", 1)));
					return await(items.aupdateOrCreate(kw("code", "a"), defaults("amount", 1)));
				}));
				UpdateOrCreate<Item> updated = await(items.aupdateOrCreate(kw("code", "a"), defaults("amount", 2)));

				assertThat(created.created()).isTrue();
				assertThat(updated.created()).isFalse();
				assertThat(await(items.agetOrCreate(kw("code", "a"), defaults("amount", 3))).object().amount())
					.isEqualTo(2);
				assertThat(await(items.acount())).isEqualTo(2);
			}
			execute("alter table item drop constraint if exists item_key", "drop index if exists item_key");
		}
	}

	@Test
	void aKeyThatCannotBeUsedIsFoundOutByTheFirstRowThatIsInserted() {
		execute("alter table item add constraint item_key unique (code) deferrable initially deferred",
				"insert into item (code, amount) values ('a', 1)");

		try (AsyncOrm fresh = AsyncOrm.builder(this.pool).models(Item.class).build()) {
			assertThat(await(fresh.transactions().atomic(() -> foundThenCreated(fresh.repository(Items.class)))))
				.isTrue();
		}

		assertThat(await(this.items.filter("amount__lte", 2).acount())).isEqualTo(2);
	}

	@Test
	void aKeyThatBecameUnusableCostsOneTransaction() {
		execute("alter table item add constraint item_key unique (code)",
				"insert into item (code, amount) values ('a', 1)");
		try (AsyncOrm fresh = AsyncOrm.builder(this.pool).models(Item.class).build()) {
			execute("alter table item drop constraint item_key",
					"alter table item add constraint item_key unique (code) deferrable initially deferred");
			Items items = fresh.repository(Items.class);

			assertThat(catchThrowable(() -> await(fresh.transactions().atomic(() -> foundThenCreated(items)))))
				.hasMessageContaining("deferrable");
			assertThat(await(fresh.transactions().atomic(() -> foundThenCreated(items)))).isTrue();
		}
	}

	private static boolean foundThenCreated(Items items) {
		assertThat(await(items.aupdateOrCreate(kw("code", "a"), defaults("amount", 2))).created()).isFalse();
		assertThat(await(items.agetOrCreate(kw("code", "a"), defaults("amount", 3))).created()).isFalse();
		return await(items.aupdateOrCreate(kw("code", "b"), defaults("amount", 1))).created();
	}

	@Test
	void transactionsThatCannotGoOnHaveTypes() {
		TransactionTemplate template = new TransactionTemplate(new JdbcTransactionManager(this.pool));
		template.setReadOnly(true);

		assertThatExceptionOfType(ReadOnlyTransactionException.class)
			.isThrownBy(() -> template.executeWithoutResult((status) -> await(this.items.acreate(item("a")))));
		template.setReadOnly(false);
		template.executeWithoutResult((status) -> {
			assertThat(catchThrowable(() -> await(this.items.acreate(item("a".repeat(99)))))).isNotNull();
			assertThat(catchThrowable(() -> await(this.items.acount()))).isInstanceOf(AbortedTransactionException.class)
				.hasMessageContaining("atomic");
			status.setRollbackOnly();
		});
		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> template.executeWithoutResult((status) -> {
				JdbcClient.create(this.pool).sql("set local transaction_timeout = '50ms'").update();
				await(this.items.raw("select pg_sleep(20)").alist());
			}))
			.satisfies((ex) -> assertThat(ex.getApplicationException()).isInstanceOf(QueryTimeoutException.class)
				.hasMessageContaining("the server ended the session"));

		assertThat(await(this.items.acount())).isZero();
	}

	private static Item item(String code) {
		return new Item(null, code, 1);
	}

	private void execute(String... statements) {
		for (String statement : statements) {
			this.jdbc.sql(statement).update();
		}
	}

	@Model
	record Item(@Nullable Long id, @Column(unique = true, length = 20) String code, int amount) {
	}

	interface Items extends AsyncRepository<Item, Long> {

	}

}
