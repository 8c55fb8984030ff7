package io.asyncorm.compiler;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.asyncorm.compiler.Bookshop.Review;
import io.asyncorm.expression.Order;
import io.asyncorm.query.QuerySet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.asyncorm.Orm.f;
import static io.asyncorm.compiler.BookshopStatements.assertStatement;
import static io.asyncorm.compiler.BookshopStatements.reviews;

/**
 * Tests for orders: a table of query sets, and the statement of each.
 */
class OrderCompilerTests {

	private final Bookshop shop = new Bookshop();

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesOrders(String what, Consumer<QuerySet<Review>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Review.class));

		assertStatement(this.shop, sql, binds);
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

}
