package io.asyncorm.compiler;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.asyncorm.compiler.Bookshop.Book;
import io.asyncorm.query.QuerySet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.where;
import static io.asyncorm.compiler.BookshopStatements.BOOK;
import static io.asyncorm.compiler.BookshopStatements.assertStatement;
import static io.asyncorm.compiler.BookshopStatements.books;

/**
 * Tests for negated conditions: a table of query sets, and the statement of each.
 */
class NegationCompilerTests {

	private final Bookshop shop = new Bookshop();

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesNegations(String what, Consumer<QuerySet<Book>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Book.class).orderBy());

		assertStatement(this.shop, sql, binds);
	}

	static Stream<Arguments> compilesNegations() {
		return Stream.of(
				books("a column that cannot be null", (books) -> books.exclude("title", "x").alist(),
						BOOK + " WHERE NOT (\"book\".\"title\" = ?)", "x"),
				books("a column that can be null counts as not matched",
						(books) -> books.exclude("pages__gt", 3).alist(),
						BOOK + " WHERE NOT (\"book\".\"pages\" > ? AND \"book\".\"pages\" IS NOT NULL)", 3),
				books("so does a relation that may be empty", (books) -> books.exclude("editor__name", "x").alist(),
						BOOK + " LEFT OUTER JOIN \"author\" ON \"book\".\"editor_id\" = \"author\".\"id\""
								+ " WHERE NOT (\"author\".\"name\" = ? AND \"author\".\"name\" IS NOT NULL)",
						"x"),
				books("two negations", (books) -> books.exclude(where(Book::pages).gt(3).not()).alist(),
						BOOK + " WHERE NOT (NOT (\"book\".\"pages\" > ?))", 3),
				books("two in one condition cancel each other out",
						(books) -> books.filter(q("reviews__stars", 1).not().not()).acount(),
						"SELECT count(*) FROM \"book\" INNER JOIN \"review\" ON \"book\".\"id\" = \"review\".\"book_id\""
								+ " WHERE \"review\".\"stars\" = ?",
						1),
				books("a related row that the call has joined is tested by its negations too",
						(books) -> books.filter(q("reviews__stars", 1).and(q("reviews__body", "x").not())).acount(),
						"SELECT count(*) FROM \"book\" INNER JOIN \"review\" ON \"book\".\"id\" = \"review\".\"book_id\""
								+ " WHERE \"review\".\"stars\" = ? AND NOT EXISTS (SELECT 1 AS \"__one\""
								+ " FROM \"review\" AS \"T3\" WHERE \"T3\".\"body\" = ? AND \"T3\".\"id\" = \"review\".\"id\")",
						1, "x"),
				books("any related row is tested where the negation comes first",
						(books) -> books.filter(q("reviews__body", "x").not().and(q("reviews__stars", 1))).acount(),
						"SELECT count(*) FROM \"book\" INNER JOIN \"review\" ON \"book\".\"id\" = \"review\".\"book_id\""
								+ " WHERE NOT EXISTS (SELECT 1 AS \"__one\" FROM \"review\" AS \"T3\""
								+ " WHERE \"T3\".\"body\" = ? AND \"T3\".\"book_id\" = \"book\".\"id\")"
								+ " AND \"review\".\"stars\" = ?",
						"x", 1),
				books("a related field on the other side is one of the row that is joined for it",
						(books) -> books.exclude("reviews__stars", f("reviews__id")).acount(),
						"SELECT count(*) FROM \"book\" LEFT OUTER JOIN \"review\" ON \"book\".\"id\" = \"review\".\"book_id\""
								+ " WHERE NOT EXISTS (SELECT 1 AS \"__one\" FROM \"review\" AS \"T3\""
								+ " WHERE \"T3\".\"stars\" = \"review\".\"id\" AND \"T3\".\"id\" = \"review\".\"id\")"),
				books("what is always true of a value is not of a null",
						(books) -> books.exclude("pages__lt", 1L << 40).acount(),
						"SELECT count(*) FROM \"book\" WHERE NOT (\"book\".\"pages\" IS NOT NULL)"),
				books("what is always true of a related value needs the related row",
						(books) -> books.filter("reviews__stars__lt", 1L << 40).acount(),
						"SELECT count(*) FROM \"book\" INNER JOIN \"review\" ON \"book\".\"id\" = \"review\".\"book_id\""
								+ " WHERE \"review\".\"id\" IS NOT NULL"),
				books("a to-many relation is a subquery", (books) -> books.exclude("reviews__stars", 1).alist(),
						BOOK + " WHERE NOT EXISTS (SELECT 1 AS \"__one\" FROM \"review\""
								+ " WHERE \"review\".\"stars\" = ? AND \"review\".\"book_id\" = \"book\".\"id\")",
						1),
				books("there a null among the values matches nothing",
						(books) -> books.exclude("reviews__stars__in", Arrays.asList(1, null)).alist(),
						BOOK + " WHERE NOT EXISTS (SELECT 1 AS \"__one\" FROM \"review\""
								+ " WHERE \"review\".\"stars\" = ANY(?) AND \"review\".\"book_id\" = \"book\".\"id\")",
						List.of(1)),
				books("over a join table too", (books) -> books.exclude("tags__weight__gte", 2).alist(),
						BOOK + " WHERE NOT EXISTS (SELECT 1 AS \"__one\" FROM \"book_tags\""
								+ " INNER JOIN \"tag\" ON \"book_tags\".\"tag_id\" = \"tag\".\"id\""
								+ " WHERE \"tag\".\"weight\" >= ? AND \"book_tags\".\"book_id\" = \"book\".\"id\")",
						2),
				books("behind a to-one relation the subquery starts at its key", (books) -> books
					.exclude("author__mentees__name", "x")
					.alist(), BOOK + " WHERE NOT EXISTS (SELECT 1 AS \"__one\" FROM \"author\""
							+ " WHERE \"author\".\"name\" = ? AND \"author\".\"mentor_id\" = \"book\".\"author_id\")",
						"x"),
				books("so does a way that ends before the relation where null is asked for", (books) -> books
					.exclude("editor__mentees__born__isnull", true)
					.acount(), "SELECT count(*) FROM \"book\" WHERE NOT (EXISTS (SELECT 1 AS \"__one\" FROM \"author\""
							+ " LEFT OUTER JOIN \"author\" AS \"T3\" ON \"author\".\"id\" = \"T3\".\"mentor_id\" WHERE \"T3\".\"born\" IS NULL"
							+ " AND \"author\".\"id\" = \"book\".\"editor_id\") OR \"book\".\"editor_id\" IS NULL)"),
				books("another field that may be missing is guarded for its own sake alone",
						(books) -> books.exclude("title", f("editor__name")).acount(),
						"SELECT count(*) FROM \"book\" LEFT OUTER JOIN \"author\" ON \"book\".\"editor_id\" = \"author\".\"id\""
								+ " WHERE NOT (\"book\".\"title\" = \"author\".\"name\")"),
				books("without any related row counts where null is asked for",
						(books) -> books.exclude("reviews__body__isnull", true).alist(),
						BOOK + " WHERE NOT EXISTS (SELECT 1 AS \"__one\" FROM \"book\" AS \"T2\""
								+ " LEFT OUTER JOIN \"review\" ON \"T2\".\"id\" = \"review\".\"book_id\""
								+ " WHERE \"review\".\"body\" IS NULL AND \"T2\".\"id\" = \"book\".\"id\")"));
	}

}
