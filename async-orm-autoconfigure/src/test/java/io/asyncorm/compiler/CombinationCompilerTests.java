package io.asyncorm.compiler;

import java.math.BigDecimal;
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

import static io.asyncorm.Orm.f;
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
		return new QueryCompiler().compile(Parameterized.of(state).template());
	}

}
