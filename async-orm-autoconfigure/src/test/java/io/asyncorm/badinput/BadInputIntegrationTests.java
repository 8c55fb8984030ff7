package io.asyncorm.badinput;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.asyncorm.badinput.Catalogue.Author;
import io.asyncorm.badinput.Catalogue.Book;
import io.asyncorm.badinput.Catalogue.Tag;
import io.asyncorm.expression.Update;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.FieldNotAllowedException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.DuplicateObjectException;
import io.asyncorm.query.MultipleObjectsReturnedException;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.query.ProtectedException;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.query.RefusedValueException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.inverse;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.prefetch;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.sum;
import static io.asyncorm.Orm.updateConflicts;
import static io.asyncorm.Orm.updateFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that whatever a developer may give a repository by mistake is refused by an
 * exception that says what, where and why, and changes nothing.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BadInputIntegrationTests extends AbstractBadInputIntegrationTests {

	private static final String TOO_LONG = SECRET.repeat(6);

	BadInputIntegrationTests(TestDatabase database) {
		super(database);
	}

	@Test
	void unknownFieldsAreRefusedWithTheNearest() {
		Stream
			.<Runnable>of(() -> this.books.filter("titel", SECRET), () -> this.books.exclude("titel", SECRET),
					() -> this.books.filter(q("titel", SECRET).or(q("pages", 1))),
					() -> this.books.aget(kw("titel", SECRET)), () -> this.books.annotate("x", f("titel")),
					() -> this.books.alias("x", f("titel")), () -> this.books.values("titel"),
					() -> this.books.valuesList("titel"), () -> this.books.valuesList("titel", String.class),
					() -> this.books.only("titel"), () -> this.books.defer("titel"), () -> this.books.distinct("titel"),
					() -> this.books.alatest("titel"), () -> this.books.aearliest("titel"),
					() -> this.books.aaggregate(kw("n", sum("titel"))), () -> this.books.aupdate(kw("titel", SECRET)),
					() -> this.books.aupdate(kw("pages", f("titel"))), () -> this.books.acreate(kw("titel", SECRET)),
					() -> this.books.agetOrCreate(kw("titel", SECRET), defaults()),
					() -> this.books.agetOrCreate(kw("pages", 1), defaults("titel", SECRET)),
					() -> this.books.aupdateOrCreate(kw("pages", 1), defaults("titel", SECRET)),
					() -> this.books.asave(this.night, updateFields("titel")),
					() -> this.books.asave(this.night, Update.of(kw("titel", SECRET))),
					() -> this.books.with(this.night, Update.of(kw("titel", SECRET))),
					() -> this.books.abulkUpdate(List.of(this.night), "titel"),
					() -> this.books.abulkUpdate(List.of(this.night), (book) -> Update.of(kw("titel", SECRET))),
					() -> this.books.abulkCreate(List.of(this.night), updateConflicts("title").uniqueFields("titel")),
					() -> this.books.arefreshFromDb(this.night, "titel"), () -> this.books.ainBulk("titel"),
					() -> this.books.anext(this.night, "titel"), () -> this.authors.filter("books__titel", SECRET),
					() -> this.books.filter("author__books__titel", SECRET))
			.forEach((use) -> assertThatExceptionOfType(FieldException.class).isThrownBy(use::run)
				.withMessageContaining("'titel'")
				.withMessageContaining("Did you mean 'title'?"));
		refused(FieldException.class, () -> this.books.filter("titel", SECRET).alist(),
				"Cannot resolve name 'titel' into a field of 'Book'. Did you mean 'title'? Choices are: author, id,");
	}

	@Test
	void unknownRelationsAreRefusedWithTheNearest() {
		refused(FieldException.class, () -> this.books.selectRelated("autor").alist(), "Did you mean 'author'?");
		refused(FieldException.class, () -> this.books.selectRelated("author__book").alist(), "'book'");
		refused(FieldException.class, () -> this.books.prefetchRelated("tag").alist(), "Did you mean 'tags'?");
		refused(FieldException.class, () -> this.books.prefetchRelated(prefetch("author__bookz")).alist(),
				"Did you mean 'books'?");
		refused(FieldException.class, () -> this.books.aprefetchRelatedObjects(List.of(this.night), "tag"),
				"Did you mean 'tags'?");
		refused(FieldException.class, () -> this.books.annotate("n", count("tag")).alist(), "Did you mean 'tags'?");
	}

	@Test
	void unknownLookupsAndOrdersAreRefusedWithTheNearest() {
		refused(FieldException.class, () -> this.books.filter("title__icontain", SECRET).alist(),
				"Cannot resolve lookup 'icontain' in 'title__icontain'. Did you mean 'icontains'?");
		refused(FieldException.class, () -> this.books.filter("published__yeer", SECRET).alist(),
				"Did you mean 'year'?");
		refused(FieldException.class, () -> this.books.filter("author__icontains", SECRET).alist(), "'icontains'",
				"relation 'author'");
		refused(FieldException.class, () -> this.books.filter("pages__year", 1).alist(), "'year'");
		refused(FieldException.class, () -> this.books.orderBy("-titel").alist(), "Did you mean 'title'?");
		refused(FieldException.class, () -> this.books.orderBy(f("titel").desc()).alist(), "Did you mean 'title'?");
		refused(FieldException.class, () -> this.books.dates("published", "yeer").alist(), "Did you mean 'year'?");
	}

	@Test
	void aFieldThatIsGivenTwiceIsRefused() {
		String twice = "is given two values";

		refused(FieldException.class,
				() -> this.books.acreate(kw("title", SECRET).and("title", "x").and("author", this.ann)),
				"'Book.title' is given two values: leave one of them out");
		refused(FieldException.class, () -> this.books.aupdate(kw("pages", 1).and("pages", 2)), twice);
		refused(FieldException.class, () -> this.books.aupdate(kw("author", this.ann).and("author_id", 2)),
				"'Book.author' is given two values, as 'author' and as 'author_id': leave one of them out");
		refused(FieldException.class, () -> this.books.aupdate(kw("soldAt", null).and("sold_at", null)), twice);
		refused(FieldException.class, () -> this.books.aupdate(set(Book::pages).to(1).and(set(Book::pages).to(2))),
				twice);
		refused(FieldException.class,
				() -> this.books.agetOrCreate(kw("title", "x").and("title", "y"), defaults("author", this.ann)), twice);
		refused(FieldException.class,
				() -> this.books.aupdateOrCreate(kw("title", "x"), defaults("author", this.ann, "author_id", 2)),
				twice);
		refused(FieldException.class, () -> this.books.asave(this.night, Update.of(kw("pages", 1).and("pages", 2))),
				twice);
		refused(FieldException.class, () -> this.books.with(this.night, Update.of(kw("pages", 1).and("pages", 2))),
				twice);
		refused(FieldException.class,
				() -> this.books.abulkUpdate(List.of(this.night), (book) -> Update.of(kw("pages", 1).and("pages", 2))),
				twice);
	}

	@Test
	void namesAreWrittenOnceThoughTheyAreGivenTwice() {
		Book changed = this.books.with(this.night, set(Book::pages).to(7));

		assertThat(await(this.books.abulkUpdate(List.of(changed), "pages", "pages"))).isEqualTo(1);
		assertThat(await(this.books.aget(this.night.id())).pages()).isEqualTo(7);
	}

	@Test
	void theOwnerOfARelatedManagerReplacesTheOneThatIsGiven() {
		Author owner = await(this.authors.acreate(kw("name", "Bob")));

		Book book = await(
				this.authors.related(owner, inverse(Book::author)).acreate(kw("title", "x").and("author", this.ann)));

		assertThat(book.author().key()).isEqualTo(owner.id());
	}

	@Test
	void fieldsThatClientsMayNotChangeAreRefusedWithTheNearest() {
		refused(FieldNotAllowedException.class,
				() -> this.books.asave(this.night, Update.of(Map.of("titel", SECRET), "title", "pages")),
				"There is no field 'titel' to change. Did you mean 'title'? Choices are: title, pages.");
	}

	@Test
	void nullsAreRefusedWhereTheyCannotBeStored() {
		String missing = "Book.title was given no value, and must have one";

		refused(RefusedValueException.class, () -> this.books.acreate(kw("title", null).and("author", this.ann)),
				"Book.acreate: " + missing);
		refused(RefusedValueException.class, () -> this.books.acreate(kw("author", this.ann)), missing);
		refused(RefusedValueException.class, () -> this.books.acreate(Book.of(null, this.ann)), missing);
		refused(RefusedValueException.class, () -> this.books.aupdate(kw("title", null)), missing);
		refused(RefusedValueException.class, () -> this.books.aupdate(kw("pages", null)), "Book.pages");
		refused(RefusedValueException.class,
				() -> this.books.aupdateOrCreate(kw("title", "Night"), defaults("title", null)), missing);
		refused(InvalidValueException.class, () -> this.books.with(this.night, Update.of(kw("title", null))),
				"'Book.title' must not be null");
		refused(RefusedRowException.class,
				() -> this.books.abulkCreate(List.of(Book.of("x", this.ann), Book.of(null, this.ann))),
				"Row 1 (counted from 0) is refused", missing);
		refused(RefusedRowException.class,
				() -> this.books.abulkUpdate(List.of(this.night), (book) -> Update.of(kw("title", null))), missing);
		refused(IllegalArgumentException.class,
				() -> this.books.abulkCreate(Arrays.asList(Book.of("x", this.ann), null)), "there is one at 1");
	}

	@Test
	void textsLongerThanTheirColumnAreRefused() {
		String tooLong = "the value is too long for Book.title (20 characters)";

		refused(RefusedValueException.class, () -> this.books.acreate(Book.of(TOO_LONG, this.ann)),
				"Book.acreate: " + tooLong);
		refused(RefusedValueException.class, () -> this.books.filter("pages", 100).aupdate(kw("title", TOO_LONG)),
				tooLong);
		refused(RefusedValueException.class,
				() -> this.books.agetOrCreate(kw("title", TOO_LONG), defaults("author", this.ann)), tooLong);
		refused(RefusedValueException.class,
				() -> this.books.aupdateOrCreate(kw("title", "Night"), defaults("title", TOO_LONG)), tooLong);
		refused(RefusedRowException.class,
				() -> this.books.abulkCreate(List.of(Book.of("x", this.ann), Book.of(TOO_LONG, this.ann))), "Row 1",
				tooLong);
		refused(RefusedRowException.class,
				() -> this.books.abulkUpdate(List.of(this.night), (book) -> set(Book::title).to(TOO_LONG)), tooLong);
		refused(RefusedValueException.class, () -> this.night.tags().acreate(kw("name", TOO_LONG)), "Tag.name");
		assertThat(await(this.books.filter("title", TOO_LONG).aexists())).isFalse();
	}

	@Test
	void duplicatesOfAUniqueKeyAreRefused() {
		String duplicate = "another Book has the same title";

		refused(DuplicateObjectException.class, () -> this.books.acreate(Book.of("Night", this.ann)),
				"Book.acreate: " + duplicate);
		refused(DuplicateObjectException.class, () -> this.books.aupdate(kw("title", SECRET)), duplicate);
		refused(DuplicateObjectException.class,
				() -> this.books.aupdateOrCreate(kw("title", "Night"), defaults("title", "Day")), duplicate);
		refused(RefusedRowException.class,
				() -> this.tags.abulkCreate(List.of(new Tag(null, SECRET), new Tag(null, SECRET))), "Row 1",
				"another Tag has the same name");
		refused(DuplicateObjectException.class, () -> this.night.tags().acreate(kw("name", "dark")),
				"another Tag has the same name");
		refused(DuplicateObjectException.class,
				() -> this.books.acreate(kw("id", this.night.id()).and("title", "x").and("author", this.ann)),
				"another Book has the same");
	}

	@Test
	void missingAuthorsAreRefused() {
		String nobody = "Book.author must lead to an existing Author";

		refused(RefusedValueException.class, () -> this.books.acreate(kw("title", "x")), "Book.author");
		refused(RefusedValueException.class, () -> this.books.acreate(Book.of("x", null)), "Book.author");
		refused(DataIntegrityViolationException.class, () -> this.books.acreate(kw("title", "x").and("author", 999)),
				nobody);
		refused(DataIntegrityViolationException.class, () -> this.books.aupdate(kw("author", 999)), nobody);
		refused(DataIntegrityViolationException.class, () -> this.night.tags().aadd(999L), "an existing Tag");
		refused(DataIntegrityViolationException.class, () -> this.night.tags().aset(List.of(999L)), "an existing Tag");
		refused(InvalidDataAccessApiUsageException.class,
				() -> this.books.acreate(kw("title", "x").and("author", new Author(null, SECRET))),
				"has no key yet: save it first");
		refused(InvalidDataAccessApiUsageException.class,
				() -> this.books.acreate(kw("title", "x").and("author", new Tag(1L, SECRET))),
				"'author' leads to 'Author', not to 'Tag'");
		refused(ProtectedException.class, () -> this.authors.all().adelete(), "2 rows of 'Book' through 'Book.author'");
	}

	@Test
	void slicesAreNotWritten() {
		refused(InvalidDataAccessApiUsageException.class, () -> this.books.slice(0, 1).aupdate(kw("pages", 1)),
				"Cannot update a slice: filter by the keys of its rows");
		refused(InvalidDataAccessApiUsageException.class, () -> this.books.slice(0, 1).adelete(),
				"Cannot delete a slice");
		refused(InvalidDataAccessApiUsageException.class,
				() -> this.books.slice(0, 1).abulkUpdate(List.of(this.night), "pages"), "Cannot update a slice");
		refused(InvalidDataAccessApiUsageException.class,
				() -> this.books.slice(1, 2).agetOrCreate(kw("title", "Night"), defaults("author", this.ann)),
				"Cannot use agetOrCreate() once a slice has been taken: leave the slice out");
		refused(InvalidDataAccessApiUsageException.class,
				() -> this.books.slice(1, 2).aupdateOrCreate(kw("title", "Night"), defaults("pages", 1)),
				"Cannot use aupdateOrCreate() once a slice has been taken");
		refused(InvalidDataAccessApiUsageException.class,
				() -> this.books.all()
					.union(this.books.all())
					.aupdateOrCreate(kw("title", "Night"), defaults("pages", 1)),
				"Calling aupdateOrCreate() after union() is not supported");
		refused(InvalidDataAccessApiUsageException.class, () -> this.books.all().union(this.books.all()).adelete(),
				"Calling delete() after union() is not supported");
		refused(InvalidDataAccessApiUsageException.class, () -> this.books.slice(-1, 1).alist(), "slice(-1, 1)");
	}

	@Test
	void noneAndManyAreNotOne() {
		refused(DoesNotExistException.class, () -> this.books.filter("title", SECRET).aget(),
				"'Book.aget' wants one row, but there is none");
		refused(DoesNotExistException.class, () -> this.books.aget(999L), "there is none with id 999");
		refused(DoesNotExistException.class, () -> this.books.filter("pages", 7).alatest("pages"), "there is none");
		refused(MultipleObjectsReturnedException.class, () -> this.books.aget(kw("pages__gte", 0)),
				"'Book.aget' wants one row, but there are 2");
		assertThatExceptionOfType(MultipleObjectsReturnedException.class)
			.isThrownBy(() -> await(
					this.books.agetOrCreate(kw("pages__gte", 0), defaults("title", SECRET, "author", this.ann))))
			.withMessage("'Book.agetOrCreate' wants one row, but there are 2");
		refused(NotUpdatedException.class, () -> this.authors.asave(new Author(999L, SECRET), updateFields("name")),
				"'Author' has no row with this key any more");
		refused(InvalidDataAccessApiUsageException.class, () -> this.authors.adelete(new Author(null, SECRET)),
				"This 'Author' has no key");
	}

	@Test
	void afterShutdownOperationsAreRefused() {
		this.orm.close();

		for (Runnable call : List.<Runnable>of(() -> await(this.books.acount()),
				() -> await(this.books.acreate(Book.of(SECRET, this.ann))),
				() -> await(this.books.aiterator().forEach((book) -> {
				})), () -> await(this.orm.transactions().atomic(() -> await(this.books.acount()))))) {
			assertThatExceptionOfType(NonTransientDataAccessResourceException.class).isThrownBy(call::run)
				.withMessageContaining("as its application is shutting down")
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain(SECRET));
		}
	}

}
