package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.asyncorm.Orm;
import io.asyncorm.model.ModelKeys;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.RelationNotLoadedException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.name;
import static io.asyncorm.Orm.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@code prefetchRelated} loads in the bookshop, held against what each object reads
 * alone, and with how many statements.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PrefetchRelatedIntegrationTests extends AbstractBookshopIntegrationTests {

	@BeforeEach
	void forgetStatements() {
		this.database.forgetSent();
	}

	@Test
	void aForeignKeyIsReadOnceForAllThatShareIt() {
		List<Book> books = Orm.await(books().prefetchRelated("author", "editor").alist());

		assertStatements(3);
		assertThat(books).hasSize(300).allSatisfy((book) -> {
			assertThat(book.author().isLoaded()).isTrue();
			assertThat(book.author().get().id()).isEqualTo(book.author().key());
		});
		assertThat(books.stream().map((book) -> System.identityHashCode(book.author().get())).distinct())
			.hasSameSizeAs(books.stream().map(Book::author).distinct().toList());
		assertThat(books.stream().map(Book::editor).filter(Objects::nonNull)).isNotEmpty().allMatch(Ref::isLoaded);
		assertThat(books.stream().map(Book::editor)).containsNull();
	}

	@Test
	void noStatementIsSentWhereThereAreNoObjectsOrKeys() {
		assertThat(Orm.await(books().filter("id", -1).prefetchRelated("author", "tags").alist())).isEmpty();
		assertStatements(1);
		assertThat(Orm.await(books().filter("editor", null).prefetchRelated("editor").alist())).isNotEmpty();
		assertStatements(1);
		assertThat(Orm.await(books().none().prefetchRelated("editor").alist())).isEmpty();
		assertStatements(0);
	}

	@Test
	void aOneToOneIsReadFromEitherSideAndKnowsTheOther() {
		List<Profile> profiles = Orm.await(all(Profile.class).prefetchRelated("author").alist());
		assertStatements(2);
		assertThat(profiles).isNotEmpty().allSatisfy((profile) -> {
			Author author = profile.author().get();
			assertThat(author.profile().get()).hasValueSatisfying(
					(back) -> assertThat(back).usingRecursiveComparison().comparingOnlyFields("id").isEqualTo(profile));
		});

		List<Author> authors = Orm.await(all(Author.class).prefetchRelated("profile").alist());
		assertStatements(2);
		assertThat(authors).allMatch((author) -> author.profile().isLoaded());
		List<Profile> found = authors.stream()
			.map((author) -> author.profile().get())
			.flatMap(Optional::stream)
			.toList();
		assertThat(found).hasSameSizeAs(profiles)
			.allSatisfy((profile) -> assertThat(profile.author().get().profile().isLoaded()).isFalse());
		assertThat(authors).anyMatch((author) -> author.profile().get().isEmpty());
	}

	@Test
	void theManySideOfAForeignKeyIsReadForAllOwners() {
		List<Book> books = Orm.await(books().prefetchRelated("reviews").alist());

		assertStatements(2);
		assertSame(books, Book::reviews);
		// A review knows its book, as that was before: there is no cycle
		Review review = books.stream().flatMap((book) -> book.reviews().list().stream()).findFirst().orElseThrow();
		assertThat(review.book().get().reviews().isLoaded()).isFalse();
		List<Review> several = books.stream()
			.map((book) -> book.reviews().list())
			.filter((reviews) -> reviews.size() > 1)
			.findFirst()
			.orElseThrow();
		assertThat(several.get(1).book()).isSameAs(several.get(0).book());
	}

	@Test
	void manyToManyIsReadInBothDirectionsAndOverAnyJoinTable() {
		assertSame(Orm.await(books().prefetchRelated("tags").alist()), Book::tags);
		assertSame(Orm.await(all(Tag.class).prefetchRelated("books").alist()), Tag::books);
		assertSame(Orm.await(books().prefetchRelated("contributors").alist()), Book::contributors);
		assertSame(Orm.await(all(Author.class).prefetchRelated("contributed").alist()), Author::contributed);
		assertSame(Orm.await(books().prefetchRelated("stores").alist()), Book::stores);
		assertSame(Orm.await(all(Store.class).prefetchRelated("books").alist()), Store::books);
		List<Author> authors = Orm.await(all(Author.class).prefetchRelated("friends", "follows", "followedBy").alist());
		assertSame(authors, Author::friends);
		assertSame(authors, Author::follows);
		assertSame(authors, Author::followedBy);
	}

	@Test
	void pathsThatShareABeginningReadItOnce() {
		List<Author> authors = Orm.await(all(Author.class).filter("id__lte", 5)
			.prefetchRelated("books__tags", "books__reviews__moderator", "books__publisher", "profile")
			.alist());

		assertStatements(7);
		assertSame(authors, Author::books);
		List<Book> books = authors.stream().flatMap((author) -> author.books().list().stream()).toList();
		assertSame(books, Book::tags);
		assertSame(books, Book::reviews);
		assertThat(books).isNotEmpty().allMatch((book) -> book.publisher().isLoaded());
		assertThat(books.stream()
			.flatMap((book) -> book.reviews().list().stream())
			.map(Review::moderator)
			.filter(Objects::nonNull)).isNotEmpty().allMatch(Ref::isLoaded);
	}

	@Test
	void whatSelectRelatedHasReadIsUsedAndGoneOnFrom() {
		List<Book> books = Orm.await(books().filter("id__lt", 20)
			.selectRelated("author")
			.prefetchRelated(name(path(Book::author).then(Author::books)), "author")
			.alist());

		assertStatements(2);
		assertSame(books.stream().map((book) -> book.author().get()).toList(), Author::books);
	}

	@Test
	void everyTerminalPrefetches() {
		QuerySet<Book> books = books().prefetchRelated("tags").orderBy("id");
		assertThat(Orm.await(books.afirst()).orElseThrow().tags().isLoaded()).isTrue();
		assertThat(Orm.await(books.alast()).orElseThrow().tags().isLoaded()).isTrue();
		assertThat(Orm.await(books.filter("id", 2).aget()).tags().isLoaded()).isTrue();
		assertThat(Orm.await(books.aearliest("id")).tags().isLoaded()).isTrue();
		assertThat(Orm.await(books.ainBulk(List.of(2, 3))).values()).hasSize(2)
			.allMatch((book) -> book.tags().isLoaded());
		assertThat(Orm.await(books.filter("id", 2).union(books().filter("id", 3)).alist())).hasSize(2)
			.allMatch((book) -> book.tags().isLoaded());
		this.database.forgetSent();
		assertThat(Orm.await(books.acount())).isEqualTo(300);
		assertThat(Orm.await(books.values("id").alist())).hasSize(300);
		assertStatements(2);
		List<Book> read = new ArrayList<>();
		Orm.await(books.filter("id__lte", 5).aiterator(2).forEach(read::add));
		assertThat(read).hasSize(5).allMatch((book) -> book.tags().isLoaded());
		// One for the books and one for each chunk of them
		assertThat(this.database.sent().statements()).filteredOn((sql) -> sql.contains("FROM " + quoted("book")))
			.hasSize(1);
		assertThat(this.database.sent().statements()).filteredOn((sql) -> sql.contains("FROM " + quoted("tag")))
			.hasSize(3);
	}

	@Test
	void whatIsThereAnswersFromMemoryAndTheRestAsks() {
		Book book = Orm.await(books().prefetchRelated("tags").filter("id", 2).aget());
		this.database.forgetSent();

		assertThat(Orm.await(book.tags().alist())).isSameAs(book.tags().list()).hasSize(4);
		assertThat(Orm.await(book.tags().acount())).isEqualTo(4);
		assertThat(Orm.await(book.tags().aexists())).isTrue();
		assertStatements(0);
		assertThat(Orm.await(book.tags().all().acount())).isEqualTo(4);
		assertThat(Orm.await(book.tags().filter("id", 6).alist())).hasSize(1);
		assertStatements(2);
	}

	@Test
	void objectsInMemoryAreCompletedWithoutReadingAgain() {
		List<Book> books = Orm
			.await(books().filter("id__in", List.of(2, 3)).orderBy("id").prefetchRelated("tags").alist());
		this.database.forgetSent();

		List<Book> more = Orm.await(books().aprefetchRelatedObjects(books, "tags", "author"));

		assertStatements(1);
		assertThat(keys(more)).containsExactly(2L, 3L);
		assertThat(more).allMatch((book) -> book.tags().isLoaded() && book.author().isLoaded());
		assertThat(books).noneMatch((book) -> book.author().isLoaded());
		assertThat(Orm.await(books().aprefetchRelatedObjects(List.of(), "author"))).isEmpty();
		assertThat(Orm.await(books().aprefetchRelatedObjects(more, "tags", "author")).get(0)).isSameAs(more.get(0));
		assertThat(Orm.await(books().aprefetchRelatedObjects(more, "tags__books")).get(0).tags().list())
			.allMatch((tag) -> tag.books().isLoaded());
		assertStatements(1);
	}

	@Test
	void objectsMadeByHandAreCompletedByTheirKeys() {
		Book book = Orm.await(books().filter("id", 2).aget());
		Review byHand = new Review(null, Ref.of(Book.class, 2), "me", (short) 5, null, book.created(), 0,
				Ref.to(Orm.await(all(Author.class).afirst()).orElseThrow()));
		this.database.forgetSent();

		Review review = Orm
			.await(all(Review.class).aprefetchRelatedObjects(List.of(byHand), "book__tags", "moderator__profile"))
			.get(0);

		assertStatements(3);
		assertThat(review.book().get().tags().list()).hasSize(4);
		assertThat(Objects.requireNonNull(review.moderator()).get().profile().isLoaded()).isTrue();
		Tag unsaved = new Tag(null, "new", 1, Orm.await(book.tags().afirst()).orElseThrow().books());
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> Orm.await(all(Tag.class).aprefetchRelatedObjects(List.of(unsaved), "books")))
			.withMessageContaining("'Tag.books' cannot be prefetched for an object that has no key yet");
	}

	@Test
	void readsOnTheConnectionOfTheTransaction() {
		List<Tag> tags = Orm.await(this.database.transactions().atomic(() -> {
			this.database.jdbc().update("UPDATE \"tag\" SET \"weight\" = 4711");
			List<Book> books = Orm.await(books().filter("id", 2).prefetchRelated("tags").alist());
			this.database.jdbc().update("UPDATE \"tag\" SET \"weight\" = 1");
			return books.get(0).tags().list();
		}));

		assertThat(tags).hasSize(4).allMatch((tag) -> tag.weight() == 4711);
	}

	@Test
	void whatWasNotReadSaysWhatToAdd() {
		Book book = Orm.await(books().filter("id", 2).aget());

		assertThatExceptionOfType(RelationNotLoadedException.class).isThrownBy(() -> book.tags().list())
			.withMessageContaining("add prefetchRelated(\"tags\")");
	}

	private QuerySet<Book> books() {
		return all(Book.class);
	}

	/** How many were sent since the last time. */
	private void assertStatements(int number) {
		assertThat(this.database.sent().statements()).hasSize(number);
		this.database.forgetSent();
	}

	/** What was prefetched is what each owner reads alone. */
	private <M, T> void assertSame(List<M> owners, Function<M, Many<T>> relation) {
		assertThat(owners).isNotEmpty().allMatch((owner) -> relation.apply(owner).isLoaded());
		List<M> some = owners.subList(0, Math.min(25, owners.size()));
		assertThat(some).allSatisfy((owner) -> assertThat(keys(relation.apply(owner).list()))
			.containsExactlyInAnyOrderElementsOf(keys(Orm.await(relation.apply(owner).all().alist()))));
		assertThat(owners).anyMatch((owner) -> !relation.apply(owner).list().isEmpty());
		this.database.forgetSent();
	}

	private static List<Object> keys(Collection<?> objects) {
		return objects.stream().<Object>map(ModelKeys::keyOf).toList();
	}

	private String quoted(String table) {
		return (this.kind == TestDatabase.MARIADB) ? "`" + table + "`" : "\"" + table + "\"";
	}

}
