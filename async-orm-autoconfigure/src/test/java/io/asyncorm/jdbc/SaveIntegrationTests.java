package io.asyncorm.jdbc;

import io.asyncorm.jdbc.DeleteModels.Author;
import io.asyncorm.jdbc.DeleteModels.Book;
import io.asyncorm.jdbc.DeleteModels.Tag;
import io.asyncorm.jdbc.UpsertModels.Account;
import io.asyncorm.jdbc.UpsertModels.Stock;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is stored when objects are created, saved and updated.
 */
@ParameterizedClass
@EnumSource
class SaveIntegrationTests {

	private final WriteDatabase database;

	SaveIntegrationTests(TestDatabase database) {
		this.database = new WriteDatabase(database, Author.class, Book.class, Tag.class, Stock.class, Account.class,
				DeleteModels.Publisher.class);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void whatWasCreatedComesBackAsItIsStored() {
		Stock stock = this.database.writes(Stock.class).create(new Stock(null, "north", "a1", "A", 3)).join();

		assertThat(stock).isEqualTo(new Stock(1L, "north", "a1", "A", 3));
		assertThat(this.database.all(Stock.class).filter("pk", 1).aget().join()).isEqualTo(stock);
	}

	@Test
	void anObjectWithAKeyIsUpdated() {
		Stock stock = this.database.writes(Stock.class).create(new Stock(null, "north", "a1", "A", 3)).join();

		Stock saved = this.database.writes(Stock.class).save(new Stock(stock.id(), "north", "a1", "B", 9)).join();

		assertThat(saved).isEqualTo(new Stock(stock.id(), "north", "a1", "B", 9));
		assertThat(this.database.all(Stock.class).alist().join()).containsExactly(saved);
	}

	@Test
	void anObjectWhoseKeyIsNotStoredIsInsertedWithIt() {
		Stock saved = this.database.writes(Stock.class).save(new Stock(77L, "north", "a1", "A", 3)).join();

		assertThat(this.database.all(Stock.class).alist().join()).containsExactly(saved)
			.extracting(Stock::id)
			.containsExactly(77L);
	}

	@Test
	void changesOfARowThatIsGoneAreRefused() {
		assertThatExceptionOfType(NotUpdatedException.class)
			.isThrownBy(() -> this.database.writes(Stock.class)
				.save(new Stock(77L, "north", "a1", "A", 3), set(Stock::label).to("B"))
				.join())
			.withMessageContaining("'Stock'");
	}

	@Test
	void aChangeMayBeComputedInTheServer() {
		Stock stock = this.database.writes(Stock.class).create(new Stock(null, "north", "a1", "A", 3)).join();

		Stock saved = this.database.writes(Stock.class)
			.save(stock, set(Stock::amount).to(f(Stock::amount).plus(2)))
			.join();

		assertThat(saved.amount()).isEqualTo(5);
	}

	@Test
	void aKeyThatIsThereAlreadyIsRefusedByTheServer() {
		this.database.writes(Account.class).create(new Account(null, "ann", null)).join();

		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.database.writes(Account.class).create(new Account(null, "ann", null)).join());
	}

	@Test
	void aReferenceToNothingIsRefusedByTheServer() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.database.writes(Author.class)
				.create(new Author(null, "Ann", Ref.of(Author.class, 99L)))
				.join());
	}

	@Test
	void rowsAreUpdatedByAConditionOfTheirOwn() {
		create("a", 1);
		create("b", 5);

		assertThat(this.database.all(Stock.class)
			.filter("amount__gt", 2)
			.aupdate(kw("amount", f("amount").plus(1), "label", "B"))
			.join()).isEqualTo(1);
		assertThat(this.database.all(Stock.class).filter("label", "B").filter("amount", 6).aget().join().sku())
			.isEqualTo("b");
	}

	@Test
	void rowsAreUpdatedOverARelation() {
		Author ann = this.database.writes(Author.class).create(kw("name", "Ann", "mentor", null)).join();
		this.database.writes(Book.class).create(kw("title", "x", "author", ann, "publisher", null)).join();
		this.database.writes(Book.class).create(kw("title", "y", "author", ann, "publisher", null)).join();

		assertThat(this.database.all(Book.class).filter("author__name", "Ann").aupdate(kw("title", "z")).join())
			.isEqualTo(2);
		assertThat(this.database.all(Author.class).filter("books__title", "z").aupdate(kw("name", "Bea")).join())
			.isEqualTo(1);
	}

	@Test
	void allRowsCanBeUpdatedAndNoneNeedBe() {
		create("a", 1);
		create("b", 5);

		assertThat(this.database.all(Stock.class).aupdate(kw("amount", 0)).join()).isEqualTo(2);
		assertThat(this.database.all(Stock.class).filter("amount", 9).aupdate(kw("amount", 0)).join()).isZero();
	}

	private void create(String sku, int amount) {
		this.database.writes(Stock.class).create(new Stock(null, "north", sku, "A", amount)).join();
	}

}
