package io.asyncorm.compiler;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.asyncorm.compiler.Bookshop.Author;
import io.asyncorm.query.QuerySet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.asyncorm.Orm.avg;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.when;
import static io.asyncorm.compiler.BookshopStatements.assertStatement;
import static io.asyncorm.compiler.BookshopStatements.authors;
import static io.asyncorm.expression.WindowFunctions.rank;
import static io.asyncorm.expression.WindowFunctions.window;

/**
 * Tests for groups of rows and their aggregates: a table of query sets, and the statement
 * of each.
 */
class GroupingCompilerTests {

	private final Bookshop shop = new Bookshop();

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesAggregates(String what, Consumer<QuerySet<Author>> query, String sql, List<Object> binds) {
		query.accept(this.shop.all(Author.class));

		assertStatement(this.shop, sql, binds);
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

}
