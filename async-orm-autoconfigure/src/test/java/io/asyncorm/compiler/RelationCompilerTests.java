package io.asyncorm.compiler;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.asyncorm.compiler.Bookshop.Author;
import io.asyncorm.compiler.Bookshop.Book;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.query.QuerySet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.asyncorm.Orm.inverse;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.where;
import static io.asyncorm.compiler.BookshopStatements.assertStatement;
import static io.asyncorm.compiler.BookshopStatements.authors;
import static io.asyncorm.compiler.BookshopStatements.books;

/**
 * Tests for conditions over to-many and reverse relations: a table of query sets, and the
 * statement of each.
 */
class RelationCompilerTests {

	private final Bookshop shop = new Bookshop();

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesToManyRelations(String what, Consumer<QuerySet<Book>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Book.class).orderBy());

		assertStatement(this.shop, sql, binds);
	}

	static Stream<Arguments> compilesToManyRelations() {
		return Stream.of(books("one call speaks of one row",
				(books) -> books.filter(kw("reviews__stars", 1, "reviews__body", "x")).acount(),
				"SELECT count(*) FROM \"book\"" + " INNER JOIN \"review\" ON \"book\".\"id\" = \"review\".\"book_id\""
						+ " WHERE \"review\".\"stars\" = ? AND \"review\".\"body\" = ?",
				1, "x"),
				books("two calls speak of two",
						(books) -> books.filter("reviews__stars", 1).filter("reviews__body", "x").acount(),
						"SELECT count(*) FROM \"book\""
								+ " INNER JOIN \"review\" ON \"book\".\"id\" = \"review\".\"book_id\""
								+ " INNER JOIN \"review\" AS \"T3\" ON \"book\".\"id\" = \"T3\".\"book_id\""
								+ " WHERE \"review\".\"stars\" = ? AND \"T3\".\"body\" = ?",
						1, "x"),
				books("an order shares the row of the latest call",
						(books) -> books.filter("reviews__stars", 1).orderBy("reviews__body").valuesList("id").alist(),
						"SELECT \"book\".\"id\" FROM \"book\""
								+ " INNER JOIN \"review\" ON \"book\".\"id\" = \"review\".\"book_id\""
								+ " WHERE \"review\".\"stars\" = ? ORDER BY \"review\".\"body\"",
						1));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesReverseRelations(String what, Consumer<QuerySet<Author>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Author.class));

		assertStatement(this.shop, sql, binds);
	}

	static Stream<Arguments> compilesReverseRelations() {
		String join = "SELECT count(*) FROM \"author\" INNER JOIN \"book\" ON \"author\".\"id\" = \"book\"."
				+ "\"author_id\"";
		return Stream.of(
				authors("by method reference",
						(authors) -> authors.filter(where(inverse(Book::author).then(Book::title)).eq("x")).acount(),
						join + " WHERE \"book\".\"title\" = ?", "x"),
				authors("a filtered relation is filtered where it is joined",
						(authors) -> authors.annotate("long", FilteredRelation.of("books", q("books__pages__gt", 9)))
							.filter("long__isnull", true)
							.acount(),
						"SELECT count(*) FROM \"author\" LEFT OUTER JOIN \"book\""
								+ " ON \"author\".\"id\" = \"book\".\"author_id\" AND \"book\".\"pages\" > ?"
								+ " WHERE \"book\".\"id\" IS NULL",
						9),
				authors("behind a negation it is a subquery of all it is about",
						(authors) -> authors.annotate("long", FilteredRelation.of("books", q("books__pages__gt", 9)))
							.exclude("long__title", "x")
							.acount(),
						"SELECT count(*) FROM \"author\" WHERE NOT EXISTS (SELECT 1 AS \"__one\" FROM \"author\" AS \"T2\""
								+ " INNER JOIN \"book\" ON \"T2\".\"id\" = \"book\".\"author_id\" AND \"book\".\"pages\" > ?"
								+ " WHERE \"book\".\"title\" = ? AND \"T2\".\"id\" = \"author\".\"id\")",
						9, "x"),
				authors("what its condition is about besides is joined before it",
						(authors) -> authors.annotate("long", FilteredRelation.of("books", q("mentor__name", "y")))
							.filter("long__title", "x")
							.acount(),
						"SELECT count(*) FROM \"author\" LEFT OUTER JOIN \"author\" AS \"T2\" ON \"author\".\"mentor_id\" = \"T2\".\"id\""
								+ " INNER JOIN \"book\" ON \"author\".\"id\" = \"book\".\"author_id\" AND \"T2\".\"name\" = ?"
								+ " WHERE \"book\".\"title\" = ?",
						"y", "x"),
				authors("over a join table the tag's key needs no join of its own",
						(authors) -> authors.filter("books__tags", 3).acount(),
						join + " INNER JOIN \"book_tags\" ON \"book\".\"id\" = \"book_tags\".\"book_id\""
								+ " WHERE \"book_tags\".\"tag_id\" = ?",
						3L));
	}

}
