package io.asyncorm.compiler;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.asyncorm.compiler.Bookshop.Author;
import io.asyncorm.compiler.Bookshop.Book;
import io.asyncorm.compiler.Bookshop.Review;
import io.asyncorm.compiler.Bookshop.Tag;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.mapping.RowLayout;
import io.asyncorm.model.FieldException;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.ValuesQuerySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.f;
import static io.asyncorm.compiler.BookshopStatements.BOOK;
import static io.asyncorm.compiler.BookshopStatements.assertStatement;
import static io.asyncorm.compiler.BookshopStatements.books;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for combined query sets: a table of them, and the statement of each.
 */
class CombinationCompilerTests {

	private static final Bookshop SHOP = new Bookshop();

	private static final String TAG = "SELECT \"tag\".\"id\", \"tag\".\"name\", \"tag\".\"weight\"";

	private static final String ONE = "SELECT \"T2\".\"id\", \"T2\".\"name\", \"T2\".\"weight\"";

	private static final String OTHER = "SELECT \"T3\".\"id\", \"T3\".\"name\", \"T3\".\"weight\"";

	private static final String REVIEW = "SELECT \"T2\".\"id\"";

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesCombinations(String what, ValuesQuerySet<?, ?> query, String sql) {
		assertThat(new PostgresDialect().render(compiled(query).query()).text()).isEqualTo(sql);
	}

	static Stream<Arguments> compilesCombinations() {
		QuerySet<Tag> tags = SHOP.all(Tag.class);
		QuerySet<Review> reviews = SHOP.all(Review.class);
		ValuesQuerySet<Author, ?> names = SHOP.all(Author.class).values("name");
		return Stream.of(
				Arguments.of("in the order of the model", tags.union(tags),
						"(" + ONE + " FROM \"tag\" AS \"T2\") UNION (" + OTHER + " FROM \"tag\" AS \"T3\") ORDER BY 2"),
				Arguments.of("in no order where that is not given", tags.values("weight").union(tags.values("weight")),
						"(SELECT \"T2\".\"weight\" FROM \"tag\" AS \"T2\") UNION (SELECT \"T3\".\"weight\" FROM \"tag\" AS \"T3\")"),
				Arguments.of("what objects are annotated with counts, and orders them",
						tags.annotate("k", f(Tag::weight).modulo(3))
							.union(tags.annotate("k", f(Tag::weight)))
							.orderBy("-k"),
						"(" + ONE + ", (\"T2\".\"weight\" % ?) AS \"__k\" FROM \"tag\" AS \"T2\") UNION (" + OTHER
								+ ", \"T3\".\"weight\" AS \"__k\" FROM \"tag\" AS \"T3\") ORDER BY 4 DESC"),
				Arguments.of("by something that objects do not hold",
						tags.unionAll(tags).orderBy(f(Tag::weight).negated().asc()),
						"(" + ONE + ", (\"T2\".\"weight\" * ?) AS \"____order0\" FROM \"tag\" AS \"T2\") UNION ALL ("
								+ OTHER
								+ ", (\"T3\".\"weight\" * ?) AS \"____order0\" FROM \"tag\" AS \"T3\") ORDER BY 4"),
				Arguments.of("single values over a relation", names.union(SHOP.all(Book.class).values("author__name")),
						"(SELECT \"T2\".\"name\" FROM \"author\" AS \"T2\") UNION (SELECT \"T4\".\"name\" FROM \"book\""
								+ " INNER JOIN \"author\" AS \"T4\" ON \"book\".\"author_id\" = \"T4\".\"id\")"),
				Arguments.of("values that are named behind the order",
						reviews.unionAll(reviews).orderBy("stars").valuesList("id", "stars"),
						"(" + REVIEW + ", \"T2\".\"stars\" FROM \"review\" AS \"T2\") UNION ALL (SELECT \"T3\".\"id\","
								+ " \"T3\".\"stars\" FROM \"review\" AS \"T3\") ORDER BY 2"),
				Arguments.of("a slice or others", tags.orderBy("id").slice(0, 5).or(tags.filter("id", 9)),
						TAG + " FROM \"tag\" WHERE \"tag\".\"id\" IN (SELECT \"T2\".\"id\" FROM \"tag\" AS \"T2\""
								+ " ORDER BY \"T2\".\"id\" LIMIT ?) OR \"tag\".\"id\" = ? ORDER BY \"tag\".\"name\""),
				Arguments.of("the order of the second", tags.orderBy("id").or(tags.filter("id", 9).orderBy("weight")),
						TAG + " FROM \"tag\" ORDER BY \"tag\".\"weight\""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesCombinationsOfConditions(String what, Consumer<QuerySet<Book>> query, String sql, List<Object> binds) {
		Bookshop shop = new Bookshop();
		query.accept(shop.all(Book.class).orderBy());

		assertStatement(shop, sql, binds);
	}

	static Stream<Arguments> compilesCombinationsOfConditions() {
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

	@Test
	void selectedRelationsAreThoseOfTheFirst() {
		QuerySet<Review> reviews = SHOP.all(Review.class).selectRelated("book");

		RowLayout layout = compiled(reviews.union(reviews)).layout();

		assertThat(layout.object()).isNotNull();
		assertThat(layout.object().related()).hasSize(1);
	}

	@Test
	void valuesAreOfTheTypeThatHoldsAllOfThem() {
		QuerySet<Book> books = SHOP.all(Book.class);

		RowLayout layout = compiled(books.values("pages", "id", "title").union(books.values("price", "pages", "id")))
			.layout();

		assertThat(layout.values()).extracting(RowLayout.ValueLayout::type)
			.containsExactly(BigDecimal.class, Long.class, Object.class);
	}

	@Test
	void relationsCannotBeSelectedLater() {
		QuerySet<Book> books = SHOP.all(Book.class);

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> books.union(books).selectRelated())
			.withMessageContaining("selectRelated() after union()");
	}

	@Test
	void singleValuesAreOrderedOnlyByWhatTheyAre() {
		ValuesQuerySet<Book, ?> titles = SHOP.all(Book.class).values("title");

		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> titles.union(titles).orderBy("pages"))
			.withMessageContaining("Cannot resolve order 'pages'");
	}

	private static CompiledQuery compiled(ValuesQuerySet<?, ?> query) {
		SHOP.operations.clear();
		query.alist();
		QueryState state = ((Operation.Read<?, ?>) SHOP.operations.get(0)).state();
		return new QueryCompiler().compile(Parameterized.of(state, Extraction.of(Integer.MAX_VALUE)).template());
	}

}
