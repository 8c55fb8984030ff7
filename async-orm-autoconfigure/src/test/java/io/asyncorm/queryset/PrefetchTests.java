package io.asyncorm.queryset;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.asyncorm.compiler.Bookshop;
import io.asyncorm.compiler.Bookshop.Author;
import io.asyncorm.compiler.Bookshop.Book;
import io.asyncorm.compiler.Bookshop.Tag;
import io.asyncorm.model.FieldException;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.Prefetches;
import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.plan.ReadCompletion;
import io.asyncorm.plan.ReadExecutor;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.prefetch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Prefetch}: what is wrong comes out where the query set is built.
 */
class PrefetchTests {

	private static final Bookshop SHOP = new Bookshop();

	private final QuerySet<Book> books = SHOP.all(Book.class);

	@ParameterizedTest(name = "{1}")
	@MethodSource
	void refusesWhatCannotBePrefetched(Consumer<QuerySet<Book>> call, String message) {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> call.accept(this.books))
			.withMessageContaining(message);
	}

	static Stream<Arguments> refusesWhatCannotBePrefetched() {
		QuerySet<Tag> tags = SHOP.all(Tag.class);
		return Stream.of(refused((books) -> books.prefetchRelated("tagz"), "Did you mean 'tags'?"),
				refused((books) -> books.prefetchRelated("title"), "must lead from 'Book' to other objects"),
				refused((books) -> books.prefetchRelated("author__nosuch"), "must lead from 'Author' to other objects"),
				refused((books) -> books.prefetchRelated("author__name"),
						"Choices are: books, edited, mentees, mentor."),
				refused((books) -> books.prefetchRelated("tags", null), "prefetchRelated() was given a null"),
				refused((books) -> books.prefetchRelated("author__books"),
						"'Author' has no property 'books'. Declare it as Many<Book>, or use"
								+ " Prefetch.of(\"author__books\").toAttr(...) with rows()"),
				refused((books) -> books.prefetchRelated(prefetch("tags").toAttr("title")),
						"The attribute 'title' of prefetchRelated(\"tags\") conflicts with a field of 'Book': give it another"
								+ " name with toAttr()"),
				refused((books) -> books.prefetchRelated(prefetch("tags").toAttr("tags")), "conflicts with a field"),
				refused((books) -> books.prefetchRelated(prefetch("tags").toAttr("a b")), "'a b' cannot be the name"),
				refused((books) -> books.annotate("n", count("tags")).prefetchRelated(prefetch("tags").toAttr("n")),
						"The attribute 'n' of prefetchRelated(\"tags\") conflicts with an annotation: give one of them"
								+ " another name"),
				refused((books) -> books.prefetchRelated(prefetch("tags").toAttr("n")).annotate("n", count("tags")),
						"The annotation 'n' conflicts with an attribute"),
				refused((books) -> books.prefetchRelated(prefetch("author__books").toAttr("others")),
						"The attribute 'others' of prefetchRelated(\"author__books\") needs rows to stand in"),
				refused((books) -> books.prefetchRelated("tags").prefetchRelated(prefetch("tags", tags)),
						"'tags' is prefetched already"),
				refused((books) -> books.prefetchRelated(prefetch("author__mentor"),
						prefetch("author", SHOP.all(Author.class))), "'author' is prefetched already"),
				refused((books) -> books.prefetchRelated(prefetch("tags", SHOP.all(Author.class))),
						"leads to 'Tag', but was given a query set of 'Author'"),
				refused((books) -> books.prefetchRelated(prefetch("tags", tags.values("name"))),
						"objects or rows can be prefetched, not values()"),
				refused((books) -> books.prefetchRelated(prefetch("tags", tags.rows())), "with toAttr()"),
				refused((books) -> books.prefetchRelated(prefetch("tags", tags.distinct("name").slice(0, 1))),
						"a slice of what distinct(fields) picks"),
				refused((books) -> books.prefetchRelated(prefetch("tags", tags.only("name"))), "with toAttr()"),
				refused((books) -> books.prefetchRelated(prefetch("tags", tags.union(tags))),
						"prefetchRelated() after union() is not supported"),
				refused((books) -> books.union(books).prefetchRelated("tags"),
						"Calling prefetchRelated() after union() is not supported"),
				refused((books) -> books.prefetchRelated(prefetch("reviews").toAttr("all")).alist(),
						"'all' is an attribute of rows, and objects have none: call rows()"),
				refused((books) -> books.prefetchRelated(
						prefetch("author", SHOP.all(Author.class).prefetchRelated(prefetch("books").toAttr("all")))),
						"'all' is an attribute of rows"),
				refused((books) -> books.aprefetchRelatedObjects(List.of(), prefetch("reviews").toAttr("all")),
						"The attribute 'all' of prefetchRelated(\"reviews\") needs rows to stand in"));
	}

	@Test
	void anUnknownRelationIsAnUnknownField() {
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> this.books.prefetchRelated("tagz"));
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.books.prefetchRelated(prefetch("tags").toAttr("title")));
	}

	@Test
	void aRelationIsReadOnceHoweverOftenItIsNamed() {
		Prefetches prefetches = prefetches(this.books.prefetchRelated("author", "author__mentor")
			.prefetchRelated("tags", "author")
			.prefetchRelated()
			.prefetchRelated("author__mentor__mentor"));

		assertThat(prefetches.branches()).extracting(Prefetches.Branch::name).containsExactly("author", "tags");
		assertThat(chain(prefetches)).containsExactly("author", "mentor", "mentor");
	}

	@Test
	void prefetchesOfAQuerySetAreAddedTo() {
		Prefetches prefetches = prefetches(
				this.books.prefetchRelated(prefetch("author", SHOP.all(Author.class).prefetchRelated("mentor")))
					.prefetchRelated("author__mentor__mentor"));

		assertThat(chain(prefetches)).containsExactly("author", "mentor", "mentor");
	}

	@Test
	void anAttributeCanBeGoneOnFrom() {
		Prefetches prefetches = prefetches(
				this.books.prefetchRelated(prefetch("reviews").toAttr("given")).prefetchRelated("given__book__author"));

		assertThat(chain(prefetches)).containsExactly("given", "book", "author");
	}

	@Test
	void rowsCanHaveAttributesOfTheirOwn() {
		QuerySet<Author> authors = SHOP.all(Author.class).prefetchRelated(prefetch("books").toAttr("written"));
		Prefetches prefetches = prefetches(
				this.books.prefetchRelated(prefetch("author", authors.rows()).toAttr("writer")));

		assertThat(chain(prefetches)).containsExactly("writer", "written");
	}

	@Test
	void anObjectIsBuiltAnewOnceForAllItsPrefetches() {
		Book book = new Book(1L, "A", null, BigDecimal.ONE, null, true, Ref.of(Author.class, 7L), null, null);
		ReadCompletion<Book> completion = completion(this.books.prefetchRelated("author", "tags"));

		List<Book> completed = completion.complete(List.of(book, book), new NothingThere());

		assertThat(completed).hasSize(2).allSatisfy((other) -> {
			assertThat(other).isNotSameAs(book);
			assertThat(other.title()).isSameAs(book.title());
			assertThat(other.author().isLoaded()).isTrue();
			assertThat(other.tags().list()).isEmpty();
			assertThat(other.editor()).isNull();
		});
		assertThat(book.tags()).isNull();
	}

	@Test
	void objectsStayTheSameWhereNothingWasToBeRead() {
		Book book = new Book(1L, "A", null, BigDecimal.ONE, null, true, Ref.of(Author.class, 7L), null, null);
		ReadCompletion<Book> completion = completion(this.books.prefetchRelated("editor"));

		assertThat(completion.complete(List.of(book), new NothingThere()).get(0)).isSameAs(book);
	}

	private static <M> ReadCompletion<M> completion(QuerySet<M> querySet) {
		return PrefetchReader.completion(SHOP.querySets(), QueryStateHolder.stateOf(querySet));
	}

	private static Prefetches prefetches(QuerySet<?> querySet) {
		return QueryStateHolder.stateOf(querySet).prefetches();
	}

	/** The names of the first branches, from the root. */
	private static List<String> chain(Prefetches prefetches) {
		return Stream.iterate(prefetches, (tree) -> !tree.isEmpty(), (tree) -> tree.branches().get(0).nested())
			.map((tree) -> tree.branches().get(0).name())
			.toList();
	}

	private static Arguments refused(Consumer<QuerySet<Book>> call, String message) {
		return Arguments.of(call, message);
	}

	/** Finds no rows. */
	private static final class NothingThere implements ReadExecutor {

		@Override
		public <E, R> R execute(Operation.Read<E, R> read) {
			return read.result().apply(List.of());
		}

	}

}
