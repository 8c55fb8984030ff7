package io.asyncorm.jdbc;

import java.sql.Connection;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import io.asyncorm.jdbc.DeleteModels.Author;
import io.asyncorm.jdbc.DeleteModels.Book;
import io.asyncorm.jdbc.DeleteModels.Category;
import io.asyncorm.jdbc.DeleteModels.Contract;
import io.asyncorm.jdbc.DeleteModels.Egg;
import io.asyncorm.jdbc.DeleteModels.Hen;
import io.asyncorm.jdbc.DeleteModels.Publisher;
import io.asyncorm.jdbc.DeleteModels.Review;
import io.asyncorm.jdbc.DeleteModels.Tag;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.ProtectedException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RestrictedException;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What goes, changes or refuses when rows are deleted.
 */
@ParameterizedClass
@EnumSource
class DeleteIntegrationTests {

	private final WriteDatabase database;

	DeleteIntegrationTests(TestEngine engine) {
		this.database = WriteDatabase.kept(engine, DeleteModels.ALL);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void rowsThatNothingPointsToAreDeletedByTheirCondition() {
		long book = book(author("Ann", null), null);
		review(book, 1, 3);
		review(book, 1, 5);

		assertThat(all(Review.class).filter("stars__gt", 3).adelete().join())
			.isEqualTo(new Deleted(1, Map.of("Review", 1L)));
		assertThat(all(Review.class).filter("book__title", "Book").adelete().join())
			.isEqualTo(new Deleted(1, Map.of("Review", 1L)));
		assertThat(all(Review.class).adelete().join()).isEqualTo(new Deleted(0, Map.of()));
	}

	@Test
	void whatPointsToADeletedRowGoesTooOrPointsElsewhere() {
		long critic = author("Critic", null);
		long ann = author("Ann", null);
		long bob = author("Bob", ann);
		long mine = book(ann, null);
		long other = book(bob, null);
		tag(mine);
		tag(other);
		review(mine, critic, 1);
		review(other, ann, 2);

		Deleted deleted = all(Author.class).filter("name", "Ann").adelete().join();

		assertThat(deleted).isEqualTo(new Deleted(4, Map.of("Author", 1L, "Book", 1L, "Book_tags", 1L, "Review", 1L)));
		assertThat(all(Author.class).filter("name", "Bob").aget().join().mentor()).isNull();
		assertThat(all(Review.class).alist().join()).extracting((review) -> review.critic().key())
			.containsExactly(critic);
		assertThat(all(Tag.class).acount().join()).isEqualTo(2);
	}

	@Test
	void rowsOfTheJoinTableGoWithTheOtherEndAndAreCounted() {
		long tag = tag(book(author("Ann", null), null));

		assertThat(all(Tag.class).filter("pk", tag).adelete().join())
			.isEqualTo(new Deleted(2, Map.of("Book_tags", 1L, "Tag", 1L)));
	}

	@Test
	void aProtectedRowRefuses() {
		long publisher = key(this.database.writes(Publisher.class).create(kw("name", "P")).join().id());
		book(author("Ann", null), publisher);

		assertThatExceptionOfType(ProtectedException.class).isThrownBy(() -> all(Publisher.class).adelete().join())
			.withMessageContaining("1 row of 'Book' through 'Book.publisher'");
		assertThat(all(Publisher.class).acount().join()).isEqualTo(1);
	}

	@Test
	void aRestrictedRowRefusesUnlessItGoesByAnotherWay() {
		long ann = author("Ann", null);
		long bob = author("Bob", null);
		contract(ann, book(ann, null));
		long loose = contract(bob, null);

		assertThat(all(Author.class).filter("name", "Ann").adelete().join())
			.isEqualTo(new Deleted(3, Map.of("Author", 1L, "Book", 1L, "Contract", 1L)));
		assertThatExceptionOfType(RestrictedException.class).isThrownBy(() -> all(Author.class).adelete().join())
			.withMessageContaining("1 row of 'Contract' through 'Contract.author'");
		assertThat(all(Contract.class).filter("pk", loose).aget().join().author().key()).isEqualTo(bob);
	}

	@Test
	void aTreeGoesAsAWhole() {
		long root = category("root", null);
		category("leaf", category("branch", root));
		category("other", null);

		assertThat(all(Category.class).filter("name", "root").adelete().join())
			.isEqualTo(new Deleted(3, Map.of("Category", 3L)));
		assertThat(all(Category.class).alist().join()).extracting(Category::name).containsExactly("other");
	}

	@Test
	void aRowThatRefersToItselfGoes() {
		long root = category("root", null);
		all(Category.class).aupdate(kw("parent", root)).join();

		assertThat(all(Category.class).adelete().join()).isEqualTo(new Deleted(1, Map.of("Category", 1L)));
	}

	@Test
	void aRowThatNoneRefersToIsNotChangedBeforeItGoes() {
		category("leaf", category("root", null));

		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			assertThat(all(Category.class).filter("name", "leaf").adelete().join().count()).isEqualTo(1);
			assertThat(sql.statements()).noneMatch((statement) -> statement.startsWith("UPDATE"));
		}
	}

	@Test
	void tablesThatPointToEachOtherCanBeEmptied() {
		Egg egg = this.database.writes(Egg.class).create(kw("hen", null)).join();
		Hen hen = this.database.writes(Hen.class).create(kw("egg", egg)).join();
		all(Egg.class).aupdate(kw("hen", hen)).join();

		assertThat(all(Hen.class).adelete().join()).isEqualTo(new Deleted(2, Map.of("Egg", 1L, "Hen", 1L)));
	}

	@Test
	void rowsAreFoundOverRelationsAndByNegation() {
		book(author("Ann", null), null);
		author("Bob", null);

		assertThat(all(Author.class).exclude("books__title", "Book").adelete().join())
			.isEqualTo(new Deleted(1, Map.of("Author", 1L)));
		assertThat(all(Author.class).alist().join()).extracting(Author::name).containsExactly("Ann");
	}

	@Test
	void aDeleteThatTheServerRefusesLeavesNothingHalfDone() {
		long ann = author("Ann", null);
		author("Bob", ann);
		review(book(ann, null), ann, 3);
		this.database.changeTables("create table \"fan\" (\"author_id\" bigint references \"author\" (\"id\"))");
		this.database.jdbc().update("insert into \"fan\" values (?)", ann);

		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> all(Author.class).filter("name", "Ann").adelete().join());
		assertThat(all(Review.class).acount().join()).isEqualTo(1);
		assertThat(all(Author.class).filter("mentor", ann).acount().join()).isEqualTo(1);
	}

	@Test
	void aDeleteGoesBackWithTheTransactionOfTheCaller() {
		review(book(author("Ann", null), null), 1, 3);

		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.database.inTransaction(Connection.TRANSACTION_READ_COMMITTED, () -> {
				assertThat(all(Author.class).adelete().join().count()).isEqualTo(3);
				throw new IllegalStateException("changed its mind");
			}));
		assertThat(all(Review.class).acount().join()).isEqualTo(1);
	}

	@Test
	void manyRowsAreOneArray() {
		long ann = author("Ann", null);
		for (int i = 0; i < 500; i++) {
			book(ann, null);
		}

		assertThat(all(Author.class).adelete().join().perModel()).containsEntry("Book", 500L);
	}

	@Test
	void whatIsNoPlainSetOfRowsCannotBeDeletedOrUpdated() {
		QuerySet<Tag> tags = all(Tag.class);

		for (QuerySet<Tag> refused : List.of(tags.slice(0, 2), tags.union(tags), tags.distinct("name"))) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> refused.adelete().join());
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> refused.aupdate(kw("name", "x")).join());
		}
	}

	@Test
	void noRowsNeedNoDatabase() {
		tag(book(author("Ann", null), null));

		assertThat(all(Tag.class).none().adelete().join()).isEqualTo(new Deleted(0, Map.of()));
		assertThat(all(Tag.class).none().aupdate(kw("name", "x")).join()).isZero();
	}

	private <M> QuerySet<M> all(Class<M> model) {
		return this.database.all(model);
	}

	private long author(String name, @Nullable Long mentor) {
		return key(this.database.writes(Author.class).create(kw("name", name, "mentor", mentor)).join().id());
	}

	private long book(long author, @Nullable Long publisher) {
		return key(this.database.writes(Book.class)
			.create(kw("title", "Book", "author", author, "publisher", publisher))
			.join()
			.id());
	}

	private long tag(long book) {
		long tag = key(this.database.writes(Tag.class).create(kw("name", "epic")).join().id());
		this.database.jdbc().update("insert into \"book_tags\" (\"book_id\", \"tag_id\") values (?, ?)", book, tag);
		return tag;
	}

	private void review(long book, long critic, int stars) {
		this.database.writes(Review.class).create(kw("book", book, "critic", critic, "stars", stars)).join();
	}

	private long contract(long author, @Nullable Long book) {
		return key(this.database.writes(Contract.class).create(kw("author", author, "book", book)).join().id());
	}

	private long category(String name, @Nullable Long parent) {
		return key(this.database.writes(Category.class).create(kw("name", name, "parent", parent)).join().id());
	}

	private static long key(@Nullable Long id) {
		return (id != null) ? id : -1;
	}

}
