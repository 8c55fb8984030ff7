package io.asyncorm.oracle;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.asyncorm.Orm;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Functions;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelKeys;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.Many;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.Row;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a {@link Prefetch} loads by a query set of its own, and as an attribute of rows.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PrefetchQuerySetIntegrationTests extends AbstractBookshopIntegrationTests {

	@BeforeEach
	void forgetStatements() {
		this.database.forgetSent();
	}

	@Test
	void objectsStandInTheOrderOfTheirQuerySet() {
		List<Book> byName = Orm.await(books().filter("id__lt", 30).prefetchRelated("tags").alist());
		assertThat(byName).allSatisfy((book) -> assertThat(book.tags().list())
			.isEqualTo(Orm.await(book.tags().all().orderBy("name").alist())));
		List<Book> byWeight = Orm.await(books().filter("id__lt", 30)
			.prefetchRelated(Prefetch.of("tags").querySet(all(Tag.class).orderBy("-weight", "id")))
			.alist());
		assertThat(byWeight).allSatisfy((book) -> assertThat(book.tags().list())
			.isEqualTo(Orm.await(book.tags().orderBy("-weight", "id").alist())));
	}

	@Test
	void aQuerySetSaysWhichObjectsAreReadAndWhatWithThem() {
		List<Book> books = Orm.await(books().filter("id__lt", 20)
			.prefetchRelated(Prefetch.of("reviews")
				.querySet(all(Review.class).filter("rating", 5)
					.orderBy("-id")
					.selectRelated("moderator")
					.prefetchRelated("moderator__profile")))
			.alist());

		assertStatements(3);
		assertThat(books).allSatisfy((book) -> assertThat(book.reviews().list())
			.isEqualTo(Orm.await(book.reviews().filter("rating", 5).orderBy("-id").alist())));
		assertThat(books.stream()
			.flatMap((book) -> book.reviews().list().stream())
			.map(Review::moderator)
			.filter(Objects::nonNull)).isNotEmpty().allMatch((moderator) -> moderator.get().profile().isLoaded());
	}

	@Test
	void aSliceIsTakenForEachOwner() {
		List<Book> books = Orm.await(books().filter("id__lt", 20)
			.prefetchRelated(Prefetch.of("reviews").querySet(all(Review.class).orderBy("-id").slice(1, 3)),
					Prefetch.of("tags").querySet(all(Tag.class).slice(0, 2)),
					Prefetch.of("stores").querySet(all(Store.class).slice(0, 0)))
			.alist());

		assertStatements(3);
		assertThat(books).allSatisfy((book) -> {
			assertThat(book.reviews().list()).isEqualTo(Orm.await(book.reviews().orderBy("-id").slice(1, 3).alist()));
			assertThat(book.tags().list()).isEqualTo(Orm.await(book.tags().all().slice(0, 2).alist()));
			assertThat(book.stores().list()).isEmpty();
		});
	}

	@Test
	void whatAQuerySetSaysOfTheJoinRowsItSaysOfTheOwnersOwn() {
		List<Book> books = Orm.await(books().filter("id__lt", 100)
			.prefetchRelated(Prefetch.of("contributors")
				.querySet(all(Author.class).filter("contributions__role", "translator").orderBy("id")))
			.alist());

		assertThat(books).allSatisfy((book) -> assertThat(book.contributors().list().stream().map(Author::id))
			.isEqualTo(Orm.await(book.contributions()
				.filter("role", "translator")
				.orderBy("author")
				.valuesList("author", Long.class)
				.alist())));
		assertThat(books).anyMatch((book) -> !book.contributors().list().isEmpty());
	}

	@Test
	void aForeignKeyWhoseObjectIsFilteredOutIsLoadedAndAbsent() {
		Book book = Orm.await(
				books().prefetchRelated(Prefetch.of("author").querySet(all(Author.class).filter("country", "nowhere")))
					.filter("id", 2)
					.aget());

		assertThat(book.author().isLoaded()).isTrue();
		assertThat(book.author().key()).isEqualTo(12L);
		assertThatExceptionOfType(DoesNotExistException.class).isThrownBy(() -> book.author().get())
			.withMessageContaining("'Book.author' leads to Author(12)")
			.satisfies((ex) -> assertThat(ex.getModel()).isEqualTo("Book.author"));
	}

	@Test
	void anAttributeOfARowLeavesTheRelationAsItIs() {
		List<Row<Book>> rows = Orm.await(books().filter("id__lt", 20)
			.annotate("n", count("reviews"))
			.prefetchRelated(Prefetch.of("reviews").querySet(all(Review.class).filter("rating", 5)).toAttr("best"),
					Prefetch.of("author").toAttr("writer"), Prefetch.of("editor").toAttr("corrector"))
			.prefetchRelated("best__moderator", "tags")
			.rows()
			.alist());

		assertStatements(6);
		assertThat(rows).hasSize(19).allSatisfy((row) -> {
			Book book = row.object();
			assertThat(book.reviews().isLoaded()).isFalse();
			assertThat(book.author().isLoaded()).isFalse();
			assertThat(book.tags().isLoaded()).isTrue();
			assertThat(keys(row.list("best", Review.class)))
				.containsExactlyInAnyOrderElementsOf(keys(Orm.await(book.reviews().filter("rating", 5).alist())));
			assertThat(row.list("best", Review.class).stream().map(Review::moderator).filter(Objects::nonNull))
				.allMatch(Ref::isLoaded);
			assertThat(row.get("writer", Author.class)).isNotNull();
			assertThat(row.get("n", Long.class)).isEqualTo(Orm.await(book.reviews().acount()));
		});
		assertThat(rows.stream().map((row) -> row.get("corrector", Author.class))).containsNull();
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> rows.get(0).list("worst", Review.class))
			.withMessageContaining("Choices are: n, best, writer, corrector");
	}

	@Test
	void rowsArePrefetchedAsAnAttribute() {
		QuerySet<Tag> tags = all(Tag.class);
		List<Row<Book>> rows = Orm.await(books().filter("id__lt", 10)
			.prefetchRelated(
					Prefetch.of("tags")
						.querySet(tags.annotate("twice", Orm.<Tag>f("weight").times(2)).rows())
						.toAttr("heavy"),
					Prefetch.of("reviews").querySet(all(Review.class).only("reviewer")).toAttr("reviewers"))
			.rows()
			.alist());

		assertStatements(3);
		assertThat(rows).allSatisfy((row) -> {
			List<Row<Tag>> heavy = rowsOf(row, "heavy");
			assertThat(heavy.stream().map(Row::object).toList()).isEqualTo(Orm.await(row.object().tags().alist()));
			assertThat(heavy).allMatch((tag) -> tag.get("twice", Integer.class) == 2 * tag.object().weight());
			List<Row<Review>> reviewers = rowsOf(row, "reviewers");
			assertThat(reviewers.stream().map((review) -> review.get("reviewer", String.class)))
				.containsExactlyInAnyOrderElementsOf(
						Orm.await(row.object().reviews().valuesList(Review::reviewer).alist()));
		});
	}

	@Test
	void rowsWithoutAllFieldsHoldWhatWasPrefetched() {
		List<Row<Book>> rows = Orm
			.await(books().filter("id__lt", 10).prefetchRelated("author", "tags").only("title").alist());

		assertStatements(3);
		assertThat(rows).hasSize(9).allSatisfy((row) -> {
			assertThat(row.get(Book::author).get().name()).isNotEmpty();
			Many<Tag> tags = row.get(Book::tags);
			assertThat(tags.list()).isEqualTo(Orm.await(tags.all().alist()));
			assertThatExceptionOfType(FieldException.class).isThrownBy(() -> row.get("pages", Integer.class));
		});
	}

	@Test
	void whatFailsInBetweenIsTheOperationsFailure() {
		Expr<Tag> failing = Functions.function("no_such_function", Integer.class, List.of(Orm.f("weight")));
		QuerySet<Tag> tags = all(Tag.class).annotate("x", failing).filter("x", 1);
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> Orm.await(books().prefetchRelated(Prefetch.of("tags").querySet(tags)).alist()));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> Orm
				.await(books().prefetchRelated(Prefetch.of("tags").querySet(all(Tag.class).selectForUpdate())).alist()))
			.withMessageContaining("Book.prefetchRelated: selectForUpdate() locks rows");
	}

	private QuerySet<Book> books() {
		return all(Book.class);
	}

	/** How many were sent since the last time. */
	private void assertStatements(int number) {
		assertThat(this.database.sent().statements()).hasSize(number);
		this.database.forgetSent();
	}

	private static List<Object> keys(Collection<?> objects) {
		return objects.stream().<Object>map(ModelKeys::keyOf).toList();
	}

	@SuppressWarnings("unchecked") // which rows they are, the query set says
	private static <T> List<Row<T>> rowsOf(Row<?> row, String name) {
		return row.list(name, Row.class).stream().map((element) -> (Row<T>) element).toList();
	}

}
