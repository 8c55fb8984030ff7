package io.asyncorm.compiler;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.asyncorm.Orm;
import io.asyncorm.compiler.Bookshop.Author;
import io.asyncorm.compiler.Bookshop.Book;
import io.asyncorm.compiler.Bookshop.Review;
import io.asyncorm.compiler.Bookshop.Tag;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.expression.Cases;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Order;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RowLock;
import io.asyncorm.sql.SqlExpression;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.avg;
import static io.asyncorm.Orm.cast;
import static io.asyncorm.Orm.coalesce;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.inverse;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.path;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.when;
import static io.asyncorm.Orm.where;
import static io.asyncorm.expression.WindowFunctions.rank;
import static io.asyncorm.expression.WindowFunctions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link QueryCompiler}: a table of query sets, and the statement of each.
 */
class QueryCompilerTests {

	private static final String BOOK = "SELECT \"book\".\"id\", \"book\".\"title\", \"book\".\"pages\", \"book\".\"price\","
			+ " \"book\".\"published\", \"book\".\"in_print\", \"book\".\"author_id\", \"book\".\"editor_id\" FROM \"book\"";

	private static final String BOOK_ORDER = " ORDER BY \"book\".\"published\" DESC, \"book\".\"id\"";

	private final Bookshop shop = new Bookshop();

	private final QueryCompiler compiler = new QueryCompiler();

	private final Dialect dialect = new PostgresDialect();

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesTheRows(String what, Consumer<QuerySet<Book>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Book.class));

		assertStatement(sql, binds);
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
	void compilesNegations(String what, Consumer<QuerySet<Book>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Book.class).orderBy());

		assertStatement(sql, binds);
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

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesToManyRelations(String what, Consumer<QuerySet<Book>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Book.class).orderBy());

		assertStatement(sql, binds);
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
	void compilesOrders(String what, Consumer<QuerySet<Review>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Review.class));

		assertStatement(sql, binds);
	}

	static Stream<Arguments> compilesOrders() {
		String start = "SELECT \"review\".\"id\" FROM \"review\" INNER JOIN \"book\" ON \"review\".\"book_id\" = \"book\".\"id\"";
		String tags = " INNER JOIN \"book_tags\" ON \"book\".\"id\" = \"book_tags\".\"book_id\""
				+ " INNER JOIN \"tag\" ON \"book_tags\".\"tag_id\" = \"tag\".\"id\"";
		String mod = "(\"review\".\"stars\" % ?)";
		return Stream.of(reviews("a name beside an expression is the order of the relation's model",
				(reviews) -> reviews.orderBy(Order.by("-book"), f(Review::stars).asc()).valuesList("id").alist(),
				start + " ORDER BY \"book\".\"published\", \"review\".\"book_id\" DESC, \"review\".\"stars\""),
				reviews("a relation as an expression is its key",
						(reviews) -> reviews.orderBy(f(Review::book).desc()).valuesList("id").alist(),
						"SELECT \"review\".\"id\" FROM \"review\" ORDER BY \"review\".\"book_id\" DESC"),
				reviews("a relation where nulls stand is its key",
						(reviews) -> reviews.orderBy(Order.by("book").nullsLast()).valuesList("id").alist(),
						"SELECT \"review\".\"id\" FROM \"review\" ORDER BY \"review\".\"book_id\" NULLS LAST"),
				reviews("at random among others",
						(reviews) -> reviews.orderBy(Order.by("stars"), Order.by("?")).valuesList("id").alist(),
						"SELECT \"review\".\"id\" FROM \"review\" ORDER BY \"review\".\"stars\", RANDOM()"),
				reviews("that came before the filter shares its row",
						(reviews) -> reviews.orderBy("book__tags__name")
							.filter("book__tags__weight", 1)
							.valuesList("id")
							.alist(),
						start + tags + " WHERE \"tag\".\"weight\" = ? ORDER BY \"tag\".\"name\"", 1),
				reviews("what is selected by its name is what is sorted by",
						(reviews) -> reviews.orderBy("book").valuesList("book").alist(),
						"SELECT \"review\".\"book_id\" FROM \"review\" ORDER BY \"review\".\"book_id\""),
				reviews("of distinct rows by an expression is one of what is selected",
						(reviews) -> reviews.orderBy(f(Review::stars).modulo(2).desc(), Order.by("id"))
							.distinct()
							.valuesList("id")
							.alist(),
						"SELECT DISTINCT \"review\".\"id\", " + mod
								+ " FROM \"review\" ORDER BY 2 DESC, \"review\".\"id\"",
						2));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesSelections(String what, Consumer<QuerySet<Book>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Book.class).orderBy());

		assertStatement(sql, binds);
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

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesCountsAndExists(String what, Consumer<QuerySet<Book>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Book.class).orderBy("reviews__stars"));

		assertStatement(sql, binds);
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

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesAggregates(String what, Consumer<QuerySet<Author>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Author.class));

		assertStatement(sql, binds);
	}

	static Stream<Arguments> compilesAggregates() {
		String join = " FROM \"author\" LEFT OUTER JOIN \"book\" ON \"author\".\"id\" = \"book\".\"author_id\"";
		String author = "\"author\".\"id\", \"author\".\"name\", \"author\".\"born\", \"author\".\"mentor_id\"";
		return Stream.of(
				authors("of each object", (authors) -> authors.annotate("n", count("books")).rows().alist(),
						"SELECT " + author + ", count(\"book\".\"id\") AS \"__n\"" + join + " GROUP BY " + author),
				authors("filtered by",
						(authors) -> authors.annotate("n", count("books"))
							.filter("n__gte", 2)
							.valuesList("name", "n")
							.orderBy("-n")
							.alist(),
						"SELECT \"author\".\"name\", count(\"book\".\"id\") AS \"__n\"" + join + " GROUP BY " + author
								+ " HAVING count(\"book\".\"id\") >= ? ORDER BY \"__n\" DESC",
						2L),
				authors("ranked among the groups",
						(authors) -> authors.values("born")
							.annotate("n", count("books"))
							.annotate("place", window(rank()).orderBy("-n"))
							.orderBy("place")
							.alist(),
						"SELECT \"author\".\"born\", count(\"book\".\"id\") AS \"__n\","
								+ " RANK() OVER (ORDER BY count(\"book\".\"id\") DESC) AS \"__place\"" + join
								+ " GROUP BY \"author\".\"born\" ORDER BY \"__place\""),
				authors("compared in a condition, without asking for a row",
						(authors) -> authors.filter("born", count("books")).values("id").alist(),
						"SELECT \"author\".\"id\"" + join + " GROUP BY " + author
								+ " HAVING \"author\".\"born\" = count(\"book\".\"id\")"),
				authors("beside conditions, each side of which is grouped by",
						(authors) -> authors.values("name")
							.annotate("n", count("books"))
							.annotate("x", when(q("books__pages__gt", f("born")), f("n")).otherwise(0))
							.values("x")
							.alist(),
						"SELECT CASE WHEN \"book\".\"pages\" > \"author\".\"born\""
								+ " THEN count(\"book\".\"id\") ELSE CAST(? AS integer) END AS \"__x\"" + join
								+ " GROUP BY \"author\".\"name\", \"book\".\"pages\", \"author\".\"born\"",
						0),
				authors("filtered by beside a field",
						(authors) -> authors.values("name")
							.annotate("n", count("books"))
							.filter(q("n", 1).or(q("born__isnull", true)))
							.alist(),
						"SELECT \"author\".\"name\", count(\"book\".\"id\") AS \"__n\"" + join
								+ " GROUP BY \"author\".\"name\", \"author\".\"born\""
								+ " HAVING count(\"book\".\"id\") = ? OR \"author\".\"born\" IS NULL",
						1L),
				authors("ordered by behind a field",
						(authors) -> authors.values("name")
							.annotate("n", count("books"))
							.orderBy(f("mentor_id").plus(count("books")).asc())
							.alist(),
						"SELECT \"author\".\"name\", count(\"book\".\"id\") AS \"__n\"" + join
								+ " GROUP BY \"author\".\"name\", \"author\".\"mentor_id\""
								+ " ORDER BY (\"author\".\"mentor_id\" + count(\"book\".\"id\"))"),
				authors("of what values() named",
						(authors) -> authors.values("born").annotate("pages", avg("books__pages")).alist(),
						"SELECT \"author\".\"born\", CAST(avg(\"book\".\"pages\") AS double precision) AS \"__pages\""
								+ join + " GROUP BY \"author\".\"born\""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void refusesExpressionsThatAreWrongOnlyWhereTheyAreUsed(String what, Consumer<QuerySet<Book>> query,
			String message) {
		query.accept(this.shop.all(Book.class).orderBy());

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> assertStatement("", List.of()))
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

		assertStatement(sql, binds);
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
	void compilesReverseRelations(String what, Consumer<QuerySet<Author>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Author.class));

		assertStatement(sql, binds);
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

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesSubqueries(String what, Consumer<Bookshop> query, String sql, List<Object> binds) {
		query.accept(this.shop);

		assertStatement(sql, binds);
	}

	static Stream<Arguments> compilesCombinations() {
		String keys = "\"book\".\"id\" IN (SELECT \"T2\".\"id\" FROM \"book\" AS \"T2\""
				+ " ORDER BY \"T2\".\"title\" LIMIT ?)";
		return Stream.of(
				books("what was cut counts as its keys",
						(books) -> books.orderBy("title").slice(0, 3).or(books.filter("pages", 1)).acount(),
						"SELECT count(*) FROM \"book\" WHERE " + keys + " OR \"book\".\"pages\" = ?", 3L, 1),
				books("the order is the other one's",
						(books) -> books.orderBy("title").and(books.orderBy("pages")).alist(), BOOK
								+ " ORDER BY \"book\".\"pages\""),
				books("the order stays where the other one has none",
						(books) -> books.orderBy("title").or(books.filter("pages", 1)).alist(),
						BOOK + " ORDER BY \"book\".\"title\""),
				books("rows are grouped where either filters by an aggregate", (books) -> books.filter("pages", 1)
					.and(books.annotate("n", count("reviews")).filter("n__gt", 2))
					.acount(), "SELECT count(*) FROM (SELECT 1 AS \"__one\" FROM \"book\""
							+ " LEFT OUTER JOIN \"review\" ON \"book\".\"id\" = \"review\".\"book_id\""
							+ " WHERE \"book\".\"pages\" = ? GROUP BY \"book\".\"id\", \"book\".\"title\","
							+ " \"book\".\"pages\", \"book\".\"price\", \"book\".\"published\", \"book\".\"in_print\","
							+ " \"book\".\"author_id\", \"book\".\"editor_id\""
							+ " HAVING count(\"review\".\"id\") > ?) AS \"__rows\"",
						1, 2L),
				books("single values too",
						(books) -> books.filter("pages", 1)
							.values("title")
							.or(books.filter("pages", 2).values("title"))
							.alist(),
						"SELECT \"book\".\"title\" FROM \"book\" WHERE \"book\".\"pages\" = ? OR \"book\".\"pages\" = ?",
						1, 2));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesCombinations(String what, Consumer<QuerySet<Book>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Book.class).orderBy());

		assertStatement(sql, binds);
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

	private void assertStatement(String sql, List<Object> binds) {
		assertThat(this.shop.operations).hasSize(1);
		Operation<?> operation = this.shop.operations.get(0);
		Parameterized<QueryState> query = Parameterized.of(state(operation));
		CompiledQuery compiled = switch (operation) {
			case Operation.Count count -> this.compiler.compileCount(query.template());
			case Operation.Exists exists -> this.compiler.compileExists(query.template());
			default -> this.compiler.compile(query.template());
		};
		RenderedSql rendered = this.dialect.render(compiled.query());
		assertThat(rendered.text()).isEqualTo(sql);
		assertThat(rendered.parameters()).extracting((parameter) -> value(query, parameter))
			.containsExactlyElementsOf(binds);
	}

	private static QueryState state(Operation<?> operation) {
		return switch (operation) {
			case Operation.Read<?, ?> read -> read.state();
			case Operation.Count count -> count.state();
			case Operation.Exists exists -> exists.state();
			default -> throw new IllegalArgumentException("no read: " + operation);
		};
	}

	private static @Nullable Object value(Parameterized<QueryState> query, SqlExpression parameter) {
		int slot = switch (parameter) {
			case SqlExpression.Parameter single -> single.slot();
			case SqlExpression.ArrayParameter array -> array.slot();
			default -> throw new IllegalArgumentException("no bind: " + parameter);
		};
		return query.values().get(slot);
	}

	private static Arguments books(String what, Consumer<QuerySet<Book>> query, String sql, Object... binds) {
		return Arguments.of(what, query, sql, List.of(binds));
	}

	private static Arguments reviews(String what, Consumer<QuerySet<Review>> query, String sql, Object... binds) {
		return Arguments.of(what, query, sql, List.of(binds));
	}

	private static Arguments authors(String what, Consumer<QuerySet<Author>> query, String sql, Object... binds) {
		return Arguments.of(what, query, sql, List.of(binds));
	}

	private static Consumer<QuerySet<Review>> consumer(Consumer<QuerySet<Review>> query) {
		return query;
	}

}
