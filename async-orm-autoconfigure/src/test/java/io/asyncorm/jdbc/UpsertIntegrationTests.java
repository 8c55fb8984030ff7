package io.asyncorm.jdbc;

import java.sql.Connection;
import java.util.List;

import io.asyncorm.expression.UpsertDefaults;
import io.asyncorm.jdbc.UpsertModels.Account;
import io.asyncorm.jdbc.UpsertModels.Stock;
import io.asyncorm.jdbc.UpsertModels.Visit;
import io.asyncorm.model.FieldException;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.MultipleObjectsReturnedException;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.testdatabase.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@code agetOrCreate} and {@code aupdateOrCreate} find, change and insert.
 */
@ParameterizedClass
@EnumSource
class UpsertIntegrationTests {

	private final WriteDatabase database;

	UpsertIntegrationTests(TestEngine engine) {
		this.database = WriteDatabase.kept(engine, Stock.class, Visit.class, Account.class);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void anExistingRowNeedsFewerValuesThanANewOne() {
		create("north", "a1", "A", 3);

		UpdateOrCreate<Stock> result = this.database.all(Stock.class)
			.aupdateOrCreate(kw("store", "north", "sku", "a1"), defaults("amount", 8))
			.join();

		assertThat(result).isEqualTo(new UpdateOrCreate<>(new Stock(1L, "north", "a1", "A", 8), false));
	}

	@Test
	void aNewRowThatLacksAValueIsRefused() {
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> this.database.all(Stock.class)
			.aupdateOrCreate(kw("store", "north", "sku", "a1"), defaults("amount", 8))
			.join());
		assertThat(stored()).isEmpty();
	}

	@Test
	void nothingToUpdateMeansFound() {
		create("north", "a1", "A", 3);

		UpdateOrCreate<Stock> result = this.database.all(Stock.class)
			.aupdateOrCreate(kw("store", "north", "sku", "a1"), defaults())
			.join();

		assertThat(result).isEqualTo(new UpdateOrCreate<>(new Stock(1L, "north", "a1", "A", 3), false));
	}

	@Test
	void whatIsFoundIsNotChangedByGetOrCreate() {
		create("north", "a1", "A", 3);

		GetOrCreate<Stock> result = this.database.all(Stock.class)
			.agetOrCreate(kw("store", "north", "sku", "a1"), defaults("amount", 8, "label", "B"))
			.join();

		assertThat(result).isEqualTo(new GetOrCreate<>(new Stock(1L, "north", "a1", "A", 3), false));
		assertThat(stored()).containsExactly(result.object());
	}

	@Test
	void aChangeMayBeComputedFromTheOldValue() {
		create("north", "a1", "A", 3);

		UpdateOrCreate<Stock> result = this.database.all(Stock.class)
			.aupdateOrCreate(kw("store", "north", "sku", "a1"), defaults("amount", f("amount").plus(2)))
			.join();

		assertThat(result.object().amount()).isEqualTo(5);
	}

	@Test
	void aNewRowHasNoOldValueToComputeFrom() {
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.database.all(Stock.class)
				.aupdateOrCreate(kw("store", "north", "sku", "a1"),
						defaults("amount", f("amount").plus(2), "label", "A"))
				.join())
			.withMessageContaining("Stock.amount");
	}

	@Test
	void aFieldOfTheKeyMayBeChanged() {
		create("north", "a1", "A", 3);

		UpdateOrCreate<Stock> result = this.database.all(Stock.class)
			.aupdateOrCreate(kw("store", "north", "sku", "a1"), defaults("store", "south"))
			.join();

		assertThat(stored()).containsExactly(new Stock(1L, "south", "a1", "A", 3)).containsExactly(result.object());
	}

	@Test
	void aLookupThatIsMoreThanAFieldAndAValueFindsToo() {
		create("north", "a1", "A", 3);

		UpdateOrCreate<Stock> result = this.database.all(Stock.class)
			.aupdateOrCreate(kw("sku__istartswith", "A"), defaults("amount", 8))
			.join();

		assertThat(result).isEqualTo(new UpdateOrCreate<>(new Stock(1L, "north", "a1", "A", 8), false));
	}

	@Test
	void aNullInTheLookupIsFoundAgain() {
		GetOrCreate<Visit> first = this.database.all(Visit.class)
			.agetOrCreate(kw("visitor", null), defaults("times", 1))
			.join();
		GetOrCreate<Visit> second = this.database.all(Visit.class)
			.agetOrCreate(kw("visitor", null), defaults("times", 1))
			.join();

		assertThat(first.created()).isTrue();
		assertThat(second).isEqualTo(new GetOrCreate<>(first.object(), false));
	}

	@Test
	void severalRowsAreRefusedAndStayAsTheyAre() {
		create("north", "a1", "A", 3);
		create("south", "a1", "A", 3);

		assertThatExceptionOfType(MultipleObjectsReturnedException.class)
			.isThrownBy(
					() -> this.database.all(Stock.class).aupdateOrCreate(kw("sku", "a1"), defaults("amount", 8)).join())
			.withMessageContaining("2");
		assertThat(stored()).extracting(Stock::amount).containsExactly(3, 3);
	}

	@Test
	void aCollisionWithAnotherKeyIsAnErrorAndNotAnEndlessRepetition() {
		this.database.writes(Account.class).create(kw("name", "ann", "email", "a@example.org")).join();

		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.database.all(Account.class)
			.aupdateOrCreate(kw("name", "bob"), defaults("email", "a@example.org"))
			.join());
	}

	@Test
	void aNewRowThatIsGivenAnotherKeyCollidesWithTheRowOfThatKey() {
		create("north", "a1", "A", 3);

		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.database.all(Stock.class)
			.aupdateOrCreate(kw("store", "south", "sku", "a1"),
					UpsertDefaults.of(kw("store", "north", "label", "B").and("amount", 1)))
			.join());
		assertThat(stored()).containsExactly(new Stock(1L, "north", "a1", "A", 3));
	}

	@Test
	void aTransactionGoesOnBehindAnUpsertThatFound() {
		create("north", "a1", "A", 3);

		this.database.inTransaction(Connection.TRANSACTION_READ_COMMITTED, () -> {
			this.database.all(Stock.class)
				.aupdateOrCreate(kw("store", "north", "sku", "a1"), defaults("amount", 8))
				.join();
			return create("south", "a1", "A", 4);
		});

		assertThat(stored()).extracting(Stock::amount).containsExactlyInAnyOrder(8, 4);
	}

	@Test
	void withoutAKeyATransactionMustSeeWhatOthersCommit() {
		for (int isolation : List.of(Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE)) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> this.database.inTransaction(isolation,
						() -> this.database.all(Visit.class)
							.agetOrCreate(kw("visitor", "ann"), defaults("times", 1))
							.join()))
				.withMessageContaining("READ COMMITTED")
				.withMessageContaining("unique key");
		}
	}

	@Test
	void aRolledBackTransactionLeavesNoRowAndNoLock() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.database.inTransaction(Connection.TRANSACTION_READ_COMMITTED, () -> {
				visit();
				visit();
				throw new IllegalStateException("changed its mind");
			}));

		assertThat(visit().created()).isTrue();
	}

	private GetOrCreate<Visit> visit() {
		return this.database.all(Visit.class).agetOrCreate(kw("visitor", "ann"), defaults("times", 1)).join();
	}

	private Stock create(String store, String sku, String label, int amount) {
		return this.database.writes(Stock.class)
			.create(kw("store", store, "sku", sku, "label", label, "amount", amount))
			.join();
	}

	private List<Stock> stored() {
		return this.database.all(Stock.class).alist().join();
	}

}
