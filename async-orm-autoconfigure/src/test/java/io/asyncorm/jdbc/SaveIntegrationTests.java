package io.asyncorm.jdbc;

import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Update;
import io.asyncorm.jdbc.DeleteModels.Author;
import io.asyncorm.jdbc.DeleteModels.Book;
import io.asyncorm.jdbc.DeleteModels.Tag;
import io.asyncorm.jdbc.UpsertModels.Account;
import io.asyncorm.jdbc.UpsertModels.Stock;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.Many;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.SaveOptions;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.queryset.QuerySetRelations;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.forceInsert;
import static io.asyncorm.Orm.forceUpdate;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.updateFields;
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
	void onlyTheNamedFieldsAreUpdated() {
		Stock stock = this.database.writes(Stock.class).create(new Stock(null, "north", "a1", "A", 3)).join();

		Stock saved = this.database.writes(Stock.class)
			.save(new Stock(stock.id(), "south", "b2", "B", 9), updateFields("label", "amount"))
			.join();

		assertThat(saved).isEqualTo(new Stock(stock.id(), "north", "a1", "B", 9));
	}

	@Test
	void aForeignKeyIsNamedByItsPropertyOrItsColumn() {
		Author ann = this.database.writes(Author.class).create(new Author(null, "Ann", null)).join();
		Author bob = this.database.writes(Author.class).create(new Author(null, "Bob", null)).join();

		Author saved = this.database.writes(Author.class)
			.save(new Author(bob.id(), "Bea", Ref.to(ann)), updateFields("mentor_id"))
			.join();

		assertThat(saved).isEqualTo(new Author(bob.id(), "Bob", Ref.to(ann)));
	}

	@Test
	void withoutAFieldNothingIsUpdated() {
		Stock gone = new Stock(77L, "north", "a1", "A", 3);

		assertThat(this.database.writes(Stock.class).save(gone, updateFields()).join()).isSameAs(gone);
	}

	@Test
	void fieldsOfARowThatIsGoneAreNotUpdated() {
		Stock gone = new Stock(77L, "north", "a1", "A", 3);

		for (SaveOptions options : List.of(updateFields("label"), forceUpdate())) {
			assertThatExceptionOfType(NotUpdatedException.class)
				.isThrownBy(() -> this.database.writes(Stock.class).save(gone, options).join())
				.withMessageContaining("'Stock'");
		}
		assertThat(this.database.all(Stock.class).acount().join()).isZero();
	}

	@Test
	void aForcedUpdateWritesTheWholeRow() {
		Stock stock = this.database.writes(Stock.class).create(new Stock(null, "north", "a1", "A", 3)).join();
		Stock changed = new Stock(stock.id(), "south", "b2", "B", 9);

		assertThat(this.database.writes(Stock.class).save(changed, forceUpdate()).join()).isEqualTo(changed);
	}

	@Test
	void aForcedInsertDoesNotUpdate() {
		Stock stock = this.database.writes(Stock.class).create(new Stock(null, "north", "a1", "A", 3)).join();

		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.database.writes(Stock.class)
			.save(new Stock(stock.id(), "south", "b2", "B", 9), forceInsert())
			.join());
		assertThat(this.database.writes(Stock.class).save(new Stock(70L, "south", "b2", "B", 9), forceInsert()).join())
			.isEqualTo(new Stock(70L, "south", "b2", "B", 9));
	}

	@Test
	void optionsThatCannotBeMeantAreRefused() {
		Stock unsaved = new Stock(null, "north", "a1", "A", 3);
		Stock stock = new Stock(1L, "north", "a1", "A", 3);

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.database.writes(Stock.class).save(unsaved, forceUpdate()))
			.withMessageContaining("no key");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.database.writes(Stock.class).save(stock, updateFields("lable")))
			.withMessageContaining("label");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.database.writes(Stock.class).save(stock, updateFields("pk")));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> forceInsert().and(updateFields("label")))
			.withMessageContaining("'forceInsert()' and 'updateFields(\"label\")'");
	}

	@Test
	void optionsThatAgreeAreJoined() {
		Stock stock = this.database.writes(Stock.class).create(new Stock(null, "north", "a1", "A", 3)).join();
		Stock changed = new Stock(stock.id(), "south", "b2", "B", 9);

		assertThat(this.database.writes(Stock.class)
			.save(changed, updateFields("label").and(updateFields("amount")))
			.join()).isEqualTo(new Stock(stock.id(), "north", "a1", "B", 9));
		for (SaveOptions options : List.of(forceUpdate().and(updateFields("sku")),
				updateFields("sku").and(forceUpdate()))) {
			assertThat(this.database.writes(Stock.class).save(changed, options).join())
				.isEqualTo(new Stock(stock.id(), "north", "b2", "B", 9));
		}
	}

	@Test
	void theKeyIsNoneOfTheChanges() {
		Stock stock = this.database.writes(Stock.class).create(new Stock(null, "north", "a1", "A", 3)).join();

		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.database.writes(Stock.class).save(stock, Update.of(kw("id", 70, "label", "B"))))
			.withMessageContaining("The key of a 'Stock' cannot be changed by asave()");
		assertThat(this.database.all(Stock.class).aget().join()).isEqualTo(stock);
	}

	@Test
	void anObjectIsDeletedWithWhatRefersToIt() {
		Author ann = this.database.writes(Author.class).create(new Author(null, "Ann", null)).join();
		Author bob = this.database.writes(Author.class).create(new Author(null, "Bob", Ref.to(ann))).join();
		this.database.writes(Book.class).create(kw("title", "x", "author", ann, "publisher", null)).join();

		assertThat(this.database.writes(Author.class).delete(ann).join())
			.isEqualTo(new Deleted(2, Map.of("Author", 1L, "Book", 1L)));
		assertThat(this.database.writes(Author.class).delete(ann).join()).isEqualTo(new Deleted(0, Map.of()));
		assertThat(this.database.all(Author.class).alist().join()).containsExactly(new Author(bob.id(), "Bob", null));
	}

	@Test
	void anObjectThatWasNotSavedCannotBeDeleted() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.database.writes(Author.class).delete(new Author(null, "Ann", null)))
			.withMessageContaining("no key");
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
	void rowsWhoseValuesAreSelectedAreUpdatedAndCreated() {
		create("a", 1);
		create("b", 5);
		ValuesQuerySet<Stock, List<Object>> values = this.database.all(Stock.class)
			.valuesList("sku")
			.filter("sku", "b");

		assertThat(values.aupdate(kw("label", "B")).join()).isEqualTo(1);
		assertThat(values.alist().join()).containsExactly(List.of("b"));
		assertThat(values.acreate(kw("store", "south", "sku", "c", "label", "C", "amount", 2)).join())
			.isEqualTo(new Stock(3L, "south", "c", "C", 2));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.database.all(Stock.class)
				.values("store")
				.annotate("number", count("pk"))
				.aupdate(kw("label", "B"))
				.join())
			.withMessageContaining("groups");
	}

	@Test
	void anObjectThatIsCreatedThroughItsOwnerRefersToIt() {
		Author ann = this.database.writes(Author.class).create(kw("name", "Ann", "mentor", null)).join();

		Author mentee = related(ann).acreate(kw("name", "Bob")).join();

		assertThat(mentee.mentor()).isEqualTo(Ref.to(ann));
	}

	/** Those whose mentor an author is. */
	@SuppressWarnings("unchecked")
	private QuerySet<Author> related(Author author) {
		ModelRelation relation = this.database.querySets().models().require(Author.class).findRelation("mentees");
		return (Many<Author>) new QuerySetRelations(this.database::querySets).unloadedMany(relation, author.id());
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
