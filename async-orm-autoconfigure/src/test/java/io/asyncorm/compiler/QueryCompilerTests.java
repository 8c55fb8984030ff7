package io.asyncorm.compiler;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.asyncorm.Orm;
import io.asyncorm.compiler.Bookshop.Author;
import io.asyncorm.compiler.Bookshop.Book;
import io.asyncorm.compiler.Bookshop.Review;
import io.asyncorm.compiler.Bookshop.Tag;
import io.asyncorm.expression.Cases;
import io.asyncorm.expression.Expr;
import io.asyncorm.query.QuerySet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.cast;
import static io.asyncorm.Orm.coalesce;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.path;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.when;
import static io.asyncorm.Orm.where;
import static io.asyncorm.compiler.BookshopStatements.BOOK;
import static io.asyncorm.compiler.BookshopStatements.assertStatement;
import static io.asyncorm.compiler.BookshopStatements.books;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link QueryCompiler}: a table of query sets, and the statement of each.
 */
class QueryCompilerTests {

	private static final String BOOK_ORDER = " ORDER BY \"book\".\"published\" DESC, \"book\".\"id\"";

	private final Bookshop shop = new Bookshop();

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesTheRows(String what, Consumer<QuerySet<Book>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Book.class));

		assertStatement(this.shop, sql, binds);
	}

	static Stream<Arguments> compilesTheRows() {
		return Stream.of(books("all", (books) -> books.alist(), BOOK + BOOK_ORDER),
				books("no order", (books) -> books.orderBy().alist(), BOOK),
				books("exact", (books) -> books.orderBy().filter("title", "x").alist(),
						BOOK + " WHERE \"book\".\"title\" = ?", "x"),
				books("both spellings name a property",
						(books) -> books.orderBy().filter("in_print", true).filter("inPrint", true).alist(),
						BOOK + " WHERE \"book\".\"in_print\" = ? AND \"book\".\"in_print\" = ?", true, true),
				books("pattern characters stand for themselves",
						(books) -> books.orderBy().filter("title__icontains", "50%_\\").alist(),
						BOOK + " WHERE UPPER(CAST(\"book\".\"title\" AS text)) LIKE UPPER(?)", "%50\\%\\_\\\\%"),
				books("in is one array", (books) -> books.orderBy().filter("pages__in", List.of(1, 2)).alist(),
						BOOK + " WHERE \"book\".\"pages\" = ANY(?)", List.of(1, 2)),
				books("range", (books) -> books.orderBy().filter(where(Book::pages).range(1, 2)).alist(),
						BOOK + " WHERE \"book\".\"pages\" BETWEEN ? AND ?", 1, 2),
				books("the key of a relation needs no join",
						(books) -> books.orderBy().filter("author__id", 3).filter("author", 4L).alist(),
						BOOK + " WHERE \"book\".\"author_id\" = ? AND \"book\".\"author_id\" = ?", 3L, 4L),
				books("a required relation joins INNER",
						(books) -> books.orderBy()
							.filter(where(path(Book::author).then(Author::name)).startsWith("x"))
							.alist(),
						BOOK + " INNER JOIN \"author\" ON \"book\".\"author_id\" = \"author\".\"id\""
								+ " WHERE CAST(\"author\".\"name\" AS text) LIKE ?",
						"x%"),
				books("a relation that may be empty joins INNER where the filter needs it",
						(books) -> books.orderBy().filter("editor__name", "x").alist(),
						BOOK + " INNER JOIN \"author\" ON \"book\".\"editor_id\" = \"author\".\"id\""
								+ " WHERE \"author\".\"name\" = ?",
						"x"),
				books("the key of a relation takes every lookup of its type",
						(books) -> books.orderBy().filter("author__id__range", List.of(1, 3)).alist(),
						BOOK + " WHERE \"book\".\"author_id\" BETWEEN ? AND ?", 1L, 3L),
				books("so does selectRelated() over a key that is not null",
						(books) -> books.orderBy().selectRelated("editor").filter("editor__isnull", false).alist(),
						BOOK.replace(" FROM \"book\"",
								", \"author\".\"id\", \"author\".\"name\", \"author\".\"born\", \"author\".\"mentor_id\""
										+ " FROM \"book\"")
								+ " INNER JOIN \"author\" ON \"book\".\"editor_id\" = \"author\".\"id\""
								+ " WHERE \"book\".\"editor_id\" IS NOT NULL"),
				books("a choice of mixed types does no harm where nobody asks for it",
						(books) -> books.annotate("x", when(q("pages", 1), f("pages")).otherwise(f("title"))).acount(),
						"SELECT count(*) FROM \"book\""),
				books("a choice without any branch is what it is otherwise",
						(books) -> books.orderBy()
							.annotate("x", Orm.<Book>cases().otherwise(f("pages")))
							.values("x")
							.alist(),
						"SELECT \"book\".\"pages\" AS \"__x\" FROM \"book\""),
				books("branches can come out of a loop", (books) -> {
					Cases<Book> place = Orm.cases();
					for (int key = 3; key > 1; key--) {
						place = place.orWhen(q("id", key), 10 - key);
					}
					books.orderBy(place.otherwise(0).asc()).valuesList("id").alist();
				}, "SELECT \"book\".\"id\" FROM \"book\" ORDER BY CASE WHEN \"book\".\"id\" = ?"
						+ " THEN CAST(? AS integer) WHEN \"book\".\"id\" = ? THEN CAST(? AS integer)"
						+ " ELSE CAST(? AS integer) END", 3L, 7, 2L, 8, 0),
				books("and LEFT where it does not",
						(books) -> books.orderBy()
							.filter(where(Book::pages).gt(1).or(where(path(Book::editor).then(Author::name)).eq("x")))
							.alist(),
						BOOK + " LEFT OUTER JOIN \"author\" ON \"book\".\"editor_id\" = \"author\".\"id\""
								+ " WHERE \"book\".\"pages\" > ? OR \"author\".\"name\" = ?",
						1, "x"),
				books("is null over a relation joins LEFT",
						(books) -> books.orderBy().filter("editor__mentor__name__isnull", true).alist(),
						BOOK + " LEFT OUTER JOIN \"author\" ON \"book\".\"editor_id\" = \"author\".\"id\""
								+ " LEFT OUTER JOIN \"author\" AS \"T3\" ON \"author\".\"mentor_id\" = \"T3\".\"id\""
								+ " WHERE \"T3\".\"name\" IS NULL"),
				books("is null of the key stops before it",
						(books) -> books.orderBy().filter("editor__mentor__isnull", true).alist(),
						BOOK + " LEFT OUTER JOIN \"author\" ON \"book\".\"editor_id\" = \"author\".\"id\""
								+ " WHERE \"author\".\"mentor_id\" IS NULL"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void refusesExpressionsThatAreWrongOnlyWhereTheyAreUsed(String what, Consumer<QuerySet<Book>> query,
			String message) {
		query.accept(this.shop.all(Book.class).orderBy());

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> assertStatement(this.shop, "", List.of()))
			.withMessageContaining(message);
	}

	static Stream<Arguments> refusesExpressionsThatAreWrongOnlyWhereTheyAreUsed() {
		Expr<Object> mixed = when(q("pages", 1), f("pages")).otherwise(f("title"));
		String message = "mixed types, Integer, String";
		return Stream.of(
				refused("where it is asked for",
						(books) -> books.annotate("x", mixed).filter("x__isnull", true).acount(), message),
				refused("where it is sorted by", (books) -> books.orderBy(mixed.asc()).alist(), message),
				refused("where it is computed with",
						(books) -> books.annotate("x", mixed)
							.annotate("y", cast(f("x"), String.class))
							.values("y")
							.alist(),
						message),
				refused("where it is beside an aggregate",
						(books) -> books.values("title").annotate("x", coalesce(max("pages"), f("title"))).acount(),
						message));
	}

	private static Arguments refused(String what, Consumer<QuerySet<Book>> query, String message) {
		return Arguments.of(what, query, message);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesReviews(String what, Consumer<QuerySet<Review>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Review.class));

		assertStatement(this.shop, sql, binds);
	}

	static Stream<Arguments> compilesReviews() {
		return Stream.of(
				Arguments.of("the order of a relation's model",
						consumer((reviews) -> reviews.orderBy("book").valuesList("id").alist()),
						"SELECT \"review\".\"id\" FROM \"review\""
								+ " INNER JOIN \"book\" ON \"review\".\"book_id\" = \"book\".\"id\""
								+ " ORDER BY \"book\".\"published\" DESC, \"review\".\"book_id\"",
						List.of()),
				Arguments.of("a condition in three ways",
						consumer(
								(reviews) -> reviews.filter(q("stars", 1)).filter(where(Review::stars).lt(3)).acount()),
						"SELECT count(*) FROM \"review\""
								+ " WHERE \"review\".\"stars\" = ? AND \"review\".\"stars\" < ?",
						List.of(1, 3)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesSubqueries(String what, Consumer<Bookshop> query, String sql, List<Object> binds) {
		query.accept(this.shop);

		assertStatement(this.shop, sql, binds);
	}

	static Stream<Arguments> compilesSubqueries() {
		return Stream.of(
				Arguments.of("as the values of in",
						(Consumer<Bookshop>) (shop) -> shop.all(Tag.class)
							.filter("books__in", shop.all(Book.class).filter("pages__lt", 9))
							.acount(),
						"SELECT count(*) FROM \"tag\""
								+ " INNER JOIN \"book_tags\" ON \"tag\".\"id\" = \"book_tags\".\"tag_id\""
								+ " WHERE \"book_tags\".\"book_id\" IN"
								+ " (SELECT \"book\".\"id\" FROM \"book\" WHERE \"book\".\"pages\" < ?)",
						List.of(9)),
				Arguments.of("of the same table",
						(Consumer<Bookshop>) (shop) -> shop.all(Tag.class)
							.filter("weight__in", shop.all(Tag.class).values("weight"))
							.acount(),
						"SELECT count(*) FROM \"tag\" WHERE \"tag\".\"weight\" IN"
								+ " (SELECT \"T2\".\"weight\" FROM \"tag\" AS \"T2\")",
						List.of()));
	}

	private static Consumer<QuerySet<Review>> consumer(Consumer<QuerySet<Review>> query) {
		return query;
	}

}
