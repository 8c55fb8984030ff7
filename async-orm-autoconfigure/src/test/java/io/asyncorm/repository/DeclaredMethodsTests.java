package io.asyncorm.repository;

import java.time.LocalDate;
import java.util.List;

import io.asyncorm.Orm;
import io.asyncorm.expression.Kw;
import io.asyncorm.query.QuerySet;
import io.asyncorm.repository.Library.Author;
import io.asyncorm.repository.Library.Book;
import io.asyncorm.repository.Library.Genre;
import io.asyncorm.repository.Library.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.createDefaults;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for methods whose name and parameters say what they do, held against what the
 * query set makes.
 */
class DeclaredMethodsTests extends AbstractBooksTests {

	@Test
	void parameterNamesAreLookups() {
		assertSame((books) -> books.afirst("async"), (rows) -> rows.filter("title__icontains", "async").afirst());
		assertSame((books) -> books.alist("Ann", 300),
				(rows) -> rows.filter(kw("author__name", "Ann", "pages__gte", 300)).alist());
		assertSame((books) -> books.aget("Async"), (rows) -> rows.filter("title", "Async").aget());
		assertSame((books) -> books.acount(Genre.POETRY), (rows) -> rows.filter("genre", Genre.POETRY).acount());
		assertSame((books) -> books.aexists(true), (rows) -> rows.filter("published__isnull", true).aexists());
		assertSame((books) -> books.adelete(3), (rows) -> rows.filter("pages__lt", 3).adelete());
	}

	@Test
	void aRelationIsLookedUpByReferenceObjectOrKey() {
		assertSame((books) -> books.acount(ANN), (rows) -> rows.filter("author", ANN).acount());
		assertSame((books) -> books.acount(new Author(7L, "Ann", true)), (rows) -> rows.filter("author", ANN).acount());
		assertSame((books) -> books.alist(7L), (rows) -> rows.filter("author_id", 7L).alist());
	}

	@Test
	void inTakesACollectionAnArrayOrAQuerySet() {
		QuerySet<Tag> tags = this.querySets.of(Tag.class).filter("name", "epic");

		assertSame((books) -> books.alist(List.of(1L, 2L)), (rows) -> rows.filter("id__in", List.of(1L, 2L)).alist());
		assertSame((books) -> books.alist(new int[] { 1, 2 }),
				(rows) -> rows.filter("pages__in", List.of(1, 2)).alist());
		assertSame((books) -> books.alist(tags), (rows) -> rows.filter("tags__in", tags).alist());
	}

	@Test
	void aRangeInAParameterNameTakesBothEndsAsOneList() {
		assertSame((books) -> books.acount(List.of(10, 20)),
				(rows) -> rows.filter("pages__range", List.of(10, 20)).acount());
	}

	@Test
	void aNameCanBeGivenByAnnotation() {
		assertSame((books) -> books.aexists("ann"),
				(rows) -> rows.filter("author__name__istartswith", "ann").aexists());
	}

	@Test
	void aNullableParameterAsksForNull() {
		assertSame((books) -> books.acount((LocalDate) null), (rows) -> rows.filter("published", null).acount());
		assertSame((books) -> books.aexists((LocalDate) null), (rows) -> rows.filter("published", null).aexists());
		assertSame((books) -> books.acount(LocalDate.EPOCH),
				(rows) -> rows.filter("published", LocalDate.EPOCH).acount());
	}

	@Test
	@SuppressWarnings("NullAway") // what is refused is tried
	void nullIsRefusedElsewhere() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.books.afirst((String) null))
			.withMessage("'Books.afirst' was given null for 'title__icontains':"
					+ " declare the parameter as @Nullable where null is meant");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.books.alistByAuthorNameOrderByTitle(null))
			.withMessageContaining("'Books.alistByAuthorNameOrderByTitle' was given null for 'name'");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.books.acreate(null, 1, ANN))
			.withMessageContaining("'title'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.books.aget((Long) null))
			.withMessage("'key' must not be null");
		assertThat(this.operations.meanings()).isEmpty();
	}

	@Test
	void createTakesFields() {
		assertSame((books) -> books.acreate("Async", 320, ANN),
				(rows) -> this.querySets.writes(Book.class).create(kw("title", "Async", "pages", 320, "author", ANN)));
	}

	@Test
	void updateTakesLookupsAndNewValues() {
		assertSame((books) -> books.aupdate(100, LocalDate.EPOCH),
				(rows) -> rows.filter("pages__lt", 100).aupdate(kw("published", LocalDate.EPOCH)));
		assertSame((books) -> books.aupdate("old", "new"),
				(rows) -> rows.filter("title", "old").aupdate(kw("title", "new")));
		assertSame((books) -> books.aupdate("old", Orm.<Book>f("pages").plus(1)),
				(rows) -> rows.filter("title", "old").aupdate(set(Book::pages).to(f(Book::pages).plus(1))));
	}

	@Test
	void getOrCreateAndUpdateOrCreateTakeLookupsAndDefaults() {
		assertSame((books) -> books.agetOrCreate("Async", ANN),
				(rows) -> rows.agetOrCreate(kw("title", "Async"), defaults("author", ANN)));
		assertSame((books) -> books.aupdateOrCreate("Async", 1, ANN),
				(rows) -> rows.aupdateOrCreate(kw("title", "Async"), defaults("pages", 1, "author", ANN)));
		assertSame((books) -> books.aupdateOrCreate("Async", "Async 2", ANN),
				(rows) -> rows.aupdateOrCreate(kw("title", "Async"), defaults("title", "Async 2", "author", ANN)));
	}

	@Test
	void updateOrCreateTakesDefaultsOfNewObjects() {
		Kw lookup = kw("title", "Async");
		assertSame((books) -> books.aupdateOrCreate("Async", 1, ANN, Genre.POETRY),
				(rows) -> rows.aupdateOrCreate(lookup, defaults("pages", 1, "author", ANN),
						createDefaults("author", ANN, "genre", Genre.POETRY)));
	}

	@Test
	void aMethodsNameSaysWhatItLooksUp() {
		assertSame((books) -> books.alistByAuthorNameOrderByTitle("Ann"),
				(rows) -> rows.filter("author__name", "Ann").orderBy("title").alist());
		assertSame((books) -> books.afirstByPagesGteAndAuthorIsActiveOrderByPublishedDescAndIdAsc(3, true),
				(rows) -> rows.filter(kw("pages__gte", 3, "author__is_active", true))
					.orderBy("-published", "id")
					.afirst());
		assertSame((books) -> books.acountByPagesRange(1, 9),
				(rows) -> rows.filter("pages__range", List.of(1, 9)).acount());
		assertSame((books) -> books.aexistsByTagsNameIn(List.of("a", "b")),
				(rows) -> rows.filter("tags__name__in", List.of("a", "b")).aexists());
		assertSame((books) -> books.adeleteByPublishedIsnull(true),
				(rows) -> rows.filter("published__isnull", true).adelete());
		assertSame((books) -> books.agetByAuthorIdAndTitleIexact(7L, "async"),
				(rows) -> rows.filter(kw("author_id", 7L, "title__iexact", "async")).aget());
		assertSame((books) -> books.alistByAuthor(ANN), (rows) -> rows.filter("author", ANN).alist());
		assertSame((books) -> books.agetByPk(1L), (rows) -> rows.filter("pk", 1L).aget());
		assertSame(Books::alistOrderByPagesDesc, (rows) -> rows.orderBy("-pages").alist());
	}

}
