package io.asyncorm.oracle;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.asyncorm.Orm;
import io.asyncorm.query.QuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.q;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which related row the conditions on a related manager speak of, in the bookshop. As in
 * Django, the first call on that of a many-to-many relation speaks of the very row that
 * links the owner, every later one of any.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RelatedManagersIntegrationTests extends AbstractBookshopIntegrationTests {

	@Test
	void theFirstFilterIsAboutTheOwnersLink() {
		Book book = bookWhoseTagsAreShared();
		Book other = Orm.await(all(Book.class).filter("tags__books", book).exclude("id", book.id()).afirst())
			.orElseThrow();

		assertThat(ids(book.tags().filter("books__title", other.title()))).isEmpty();
		assertThat(ids(book.tags().filter("books__title", book.title()))).isEqualTo(ids(book.tags()));
		assertThat(ids(book.tags().all().filter(q("books", other).or(q("books__title", other.title()))))).isEmpty();
		// A later one joins anew
		assertThat(ids(book.tags().filter("weight__gte", 0).filter("books", other))).isNotEmpty()
			.isEqualTo(ids(all(Tag.class).filter("books", book).filter("books", other)));
		assertThat(ids(book.tags().orderBy("name").filter("books", other))).isNotEmpty();
		assertThat(ids(book.tags().annotate("n", Orm.count("books")).filter("books", other))).isNotEmpty();
	}

	@Test
	void theFirstExcludeIsAboutTheOwnersLink() {
		Book book = bookWhoseTagsAreShared();
		Book other = Orm.await(all(Book.class).filter("tags__books", book).exclude("id", book.id()).afirst())
			.orElseThrow();

		assertThat(ids(book.tags().exclude("books__title", other.title()))).isEqualTo(ids(book.tags()));
		assertThat(ids(book.tags().exclude("books__title", book.title()))).isEmpty();
		assertThat(ids(book.tags().filter(q("books", other.id()).not()))).isEqualTo(ids(book.tags()));
		assertThat(ids(book.tags().filter("weight__gte", 0).exclude("books", other)))
			.isEqualTo(ids(all(Tag.class).filter("books", book).exclude("books", other)));
	}

	@Test
	void joinTablesOfOnesOwnAndRelationsToTheSameModelAreMeantToo() {
		Contribution link = Orm
			.await(all(Contribution.class).filter("author__contributions__role", "translator")
				.exclude("role", "translator")
				.selectRelated("book")
				.orderBy("id")
				.afirst())
			.orElseThrow();
		Book book = link.book().get();
		List<Contribution> links = Orm.await(all(Contribution.class).filter("book", book).alist());

		assertThat(ids(book.contributors().filter("contributions__role", "translator"), Author::id))
			.isEqualTo(authors(links, (one) -> one.role().equals("translator")));
		assertThat(ids(book.contributors().exclude("contributions__role", "translator"), Author::id))
			.isEqualTo(authors(links, (one) -> !one.role().equals("translator")));
		Author author = Orm.await(all(Author.class).filter("follows__followedBy__id__gt", 0).orderBy("id").afirst())
			.orElseThrow();
		assertThat(ids(author.follows().filter("followedBy", author), Author::id)).isNotEmpty()
			.isEqualTo(ids(author.follows(), Author::id));
		assertThat(ids(author.follows().filter(kw("followedBy__id__gt", author.id())), Author::id)).isEmpty();
	}

	@Test
	void theManagerOfAForeignKeyHasNoLink() {
		Author author = Orm.await(all(Author.class).filter("books__reviews__rating", 5).orderBy("id").afirst())
			.orElseThrow();

		assertThat(ids(author.books().filter("author__books__reviews__rating", 5), Book::id))
			.isEqualTo(ids(author.books(), Book::id));
		assertThat(ids(author.books().filter("reviews__rating", 5).filter("reviews__rating", 4), Book::id)).isEqualTo(
				ids(all(Book.class).filter("author", author).filter("reviews__rating", 5).filter("reviews__rating", 4),
						Book::id));
	}

	private Book bookWhoseTagsAreShared() {
		return Orm.await(all(Book.class).filter("tags__books__id__gt", 100).orderBy("id").afirst()).orElseThrow();
	}

	private static Set<Long> authors(List<Contribution> links, Predicate<Contribution> wanted) {
		return links.stream()
			.filter(wanted)
			.map((link) -> (Long) Objects.requireNonNull(link.author().key()))
			.collect(Collectors.toSet());
	}

	private static Set<Long> ids(QuerySet<Tag> tags) {
		return ids(tags, Tag::id);
	}

	private static <M> Set<Long> ids(QuerySet<M> objects, Function<M, Long> key) {
		return Orm.await(objects.alist()).stream().map(key).collect(Collectors.toSet());
	}

}
