package io.asyncorm.compiler;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.asyncorm.compiler.Bookshop.Book;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RowLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.f;
import static io.asyncorm.compiler.BookshopStatements.BOOK;
import static io.asyncorm.compiler.BookshopStatements.assertStatement;
import static io.asyncorm.compiler.BookshopStatements.books;
import static io.asyncorm.expression.WindowFunctions.rank;
import static io.asyncorm.expression.WindowFunctions.window;

/**
 * Tests for counts, and whether there are rows: a table of query sets, and the statement
 * of each.
 */
class CountCompilerTests {

	private final Bookshop shop = new Bookshop();

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesCountsAndExists(String what, Consumer<QuerySet<Book>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Book.class).orderBy("reviews__stars"));

		assertStatement(this.shop, sql, binds);
	}

	static Stream<Arguments> compilesCountsAndExists() {
		String join = " FROM \"book\" LEFT OUTER JOIN \"review\" ON \"book\".\"id\" = \"review\".\"book_id\"";
		String order = " ORDER BY \"review\".\"stars\"";
		return Stream.of(
				books("a count needs no order, and none of its joins", (books) -> books.acount(),
						"SELECT count(*) FROM \"book\""),
				books("unless it cuts", (books) -> books.slice(0, 3).acount(),
						"SELECT count(*) FROM (SELECT 1 AS \"__one\"" + join + order + " LIMIT ?) AS \"__rows\"", 3L),
				books("or picks", (books) -> books.distinct("reviews__stars").values("pages").acount(),
						"SELECT count(*) FROM (SELECT DISTINCT ON (\"review\".\"stars\") \"book\".\"pages\"" + join
								+ order + ") AS \"__rows\""),
				books("or makes groups", (books) -> books.values("pages").annotate("n", count("id")).acount(),
						"SELECT count(*) FROM (SELECT 1 AS \"__one\"" + join
								+ " GROUP BY \"book\".\"pages\", \"review\".\"stars\") AS \"__rows\""),
				books("groups of objects are as many without it", (books) -> books.annotate("n", count("id")).acount(),
						"SELECT count(*) FROM (SELECT 1 AS \"__one\" FROM \"book\" GROUP BY "
								+ BOOK.substring(7, BOOK.indexOf(" FROM")) + ") AS \"__rows\""),
				books("a condition on a window function is tested around the rows that are counted",
						(books) -> books.filter("pages__gt", window(rank()).orderBy("pages")).acount(),
						"SELECT count(*) FROM (SELECT \"__rows\".\"__item1\" AS \"__one\" FROM (SELECT 1 AS \"__item1\","
								+ " \"book\".\"pages\" AS \"__window1\", RANK() OVER (ORDER BY \"book\".\"pages\") AS"
								+ " \"__window2\" FROM \"book\") AS \"__rows\" WHERE \"__rows\".\"__window1\" >"
								+ " \"__rows\".\"__window2\") AS \"__rows\""),
				books("a combination counts its parts without theirs",
						(books) -> books.unionAll(books.filter("id", 1)).values("id").acount(),
						"SELECT count(*) FROM ((SELECT \"T2\".\"id\" FROM \"book\" AS \"T2\") UNION ALL (SELECT \"T3\".\"id\""
								+ " FROM \"book\" AS \"T3\" WHERE \"T3\".\"id\" = ?)) AS \"__rows\"",
						1L),
				books("the values of a lookup need none",
						(books) -> books.filter("id__in", books.values("id")).aexists(),
						"SELECT 1 AS \"__one\" FROM \"book\" WHERE \"book\".\"id\" IN"
								+ " (SELECT \"T2\".\"id\" FROM \"book\" AS \"T2\") LIMIT 1"),
				books("annotations that differ make distinct rows",
						(books) -> books.annotate("stars", f("reviews__stars")).distinct().acount(),
						"SELECT count(*) FROM (SELECT DISTINCT " + BOOK.substring(7, BOOK.indexOf(" FROM"))
								+ ", \"review\".\"stars\" AS \"__stars\"" + join + ") AS \"__rows\""),
				books("a count locks nothing", (books) -> books.selectForUpdate(RowLock.update()).acount(),
						"SELECT count(*) FROM \"book\""),
				books("who asks for a row that is not locked is told of those",
						(books) -> books.selectForUpdate(RowLock.update().skipLocked()).aexists(),
						"SELECT 1 AS \"__one\" FROM \"book\" LIMIT 1 FOR UPDATE SKIP LOCKED"));
	}

}
