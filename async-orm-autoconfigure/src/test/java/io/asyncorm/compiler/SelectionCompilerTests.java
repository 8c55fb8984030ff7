package io.asyncorm.compiler;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.asyncorm.compiler.Bookshop.Book;
import io.asyncorm.query.QuerySet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.asyncorm.Orm.f;
import static io.asyncorm.compiler.BookshopStatements.BOOK;
import static io.asyncorm.compiler.BookshopStatements.assertStatement;
import static io.asyncorm.compiler.BookshopStatements.books;

/**
 * Tests for what of the rows is read: a table of query sets, and the statement of each.
 */
class SelectionCompilerTests {

	private final Bookshop shop = new Bookshop();

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesSelections(String what, Consumer<QuerySet<Book>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Book.class).orderBy());

		assertStatement(this.shop, sql, binds);
	}

	static Stream<Arguments> compilesSelections() {
		return Stream.of(
				books("values", (books) -> books.values("title", "author__name", "author").alist(),
						"SELECT \"book\".\"title\", \"author\".\"name\", \"book\".\"author_id\" FROM \"book\""
								+ " INNER JOIN \"author\" ON \"book\".\"author_id\" = \"author\".\"id\""),
				books("a foreign key's column leads on", (books) -> books.values("author_id__name").alist(),
						"SELECT \"author\".\"name\" FROM \"book\""
								+ " INNER JOIN \"author\" ON \"book\".\"author_id\" = \"author\".\"id\""),
				books("a slice of a slice", (books) -> books.slice(2, 10).slice(1, 100).alist(),
						BOOK + " LIMIT ? OFFSET ?", 7L, 3L),
				books("first in no order where that is wanted", (books) -> books.afirst(), BOOK + " LIMIT ?", 1L),
				books("a foreign key that is not null has its row",
						(books) -> books.selectRelated("editor").filter("editor__isnull", false).acount(),
						"SELECT count(*) FROM \"book\" WHERE \"book\".\"editor_id\" IS NOT NULL"),
				books("get reads as many as it can count", (books) -> books.orderBy("title").aget(), BOOK + " LIMIT ?",
						21L),
				books("exists", (books) -> books.filter("pages", 1).aexists(),
						"SELECT 1 AS \"__one\" FROM \"book\" WHERE \"book\".\"pages\" = ? LIMIT 1", 1),
				books("the count of a slice", (books) -> books.slice(0, 3).acount(),
						"SELECT count(*) FROM (SELECT 1 AS \"__one\" FROM \"book\" LIMIT ?) AS \"__rows\"", 3L),
				books("selectRelated() joins",
						(books) -> books.selectRelated("editor__mentor").valuesList("id").alist(),
						"SELECT \"book\".\"id\" FROM \"book\""),
				books("a relation sorts as its model does",
						(books) -> books.orderBy("-author").valuesList("id").alist(),
						"SELECT \"book\".\"id\" FROM \"book\" ORDER BY \"book\".\"author_id\" DESC"),
				books("an annotation is computed",
						(books) -> books.annotate("half", f(Book::pages).dividedBy(2))
							.filter("half__gt", 9)
							.valuesList("half")
							.alist(),
						"SELECT (\"book\".\"pages\" / ?) AS \"__half\" FROM \"book\""
								+ " WHERE (\"book\".\"pages\" / ?) > ?",
						2, 2, 9));
	}

}
