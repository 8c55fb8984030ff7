package io.asyncorm.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.asyncorm.Orm;
import io.asyncorm.expression.Cases;
import io.asyncorm.expression.Conditions;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Path;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.TextFunctions;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Many;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that whatever is put together in a loop works up to a limit on every database,
 * and is refused beyond it by an exception that says so.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class QueryLimitsIntegrationTests {

	/** Any loop that is not stopped by then would overflow the stack. */
	private static final int ENDLESS = 20_000;

	@Parameter
	TestDatabase database;

	private WriteDatabase nodes;

	@BeforeEach
	void create() {
		this.nodes = new WriteDatabase(this.database, Node.class);
		this.nodes.writes(Node.class).create(kw("name", "n").and("pages", 7)).join();
	}

	@AfterEach
	void close() {
		this.nodes.close();
	}

	@Test
	void thousandsOfConditionsAreOneLevel() {
		List<Q<Node>> each = IntStream.range(0, 5_000).mapToObj((i) -> pages(i)).toList();

		assertThat(count(each.stream().reduce(Q::or).orElseThrow())).isEqualTo(1);
		assertThat(count(each.subList(0, 1_000).stream().map(Q::not).reduce(Q::and).orElseThrow())).isZero();
		assertThat(count(each.reversed().stream().reduce((one, other) -> other.or(one)).orElseThrow())).isEqualTo(1);
		assertThat(all().exclude(each.stream().reduce(Q::or).orElseThrow()).acount().join()).isZero();
	}

	@Test
	void oddNumbersOfConditionsAreOneLevel() {
		List<Q<Node>> each = IntStream.range(0, 500).mapToObj((i) -> pages(i)).toList();

		assertThat(count(each.stream().reduce(Q::xor).orElseThrow())).isEqualTo(1);
		assertThat(count(each.stream().reduce((one, other) -> other.xor(one)).orElseThrow())).isEqualTo(1);
	}

	@Test
	void conditionsOfOneKindAreFlat() {
		Q<Node> one = pages(1);
		Q<Node> two = pages(2);
		Q<Node> three = pages(3);

		assertThat(one.and(two.and(three))).isEqualTo(one.and(two).and(three));
		assertThat(one.or(two.or(three))).hasToString("q(\"pages\", 1).or(q(\"pages\", 2)).or(q(\"pages\", 3))");
		assertThat(one.xor(two.xor(three))).isEqualTo(one.xor(two).xor(three));
		assertThat(one.and(two.or(three))).hasToString("q(\"pages\", 1).and(q(\"pages\", 2).or(q(\"pages\", 3)))");
		assertThat(one.and(two.and(three).not())).isNotEqualTo(one.and(two).and(three.not()));
	}

	@Test
	void tooManyConditionsAreRefused() {
		List<Q<Node>> each = Collections.nCopies(ENDLESS, pages(1));

		assertTooLarge(() -> each.stream().reduce(Q::or).orElseThrow(), "10000 parts", "'in' with a list");
		assertTooLarge(() -> loop(all(), (rows) -> rows.filter("pages", 1)), "1000 calls of filter() and exclude()");
		assertTooLarge(() -> loop(all().filter("pages", 2), (rows) -> rows.or(all().filter("pages", 1))),
				"10000 parts");
		assertTooLarge(() -> loop(all(), (rows) -> rows.and(all().filter("pages", 1))), "1000 calls of filter()");
		assertTooLarge(() -> loop(Kw.empty(), (more) -> more.and("pages", 1)), "10000 parts");
		assertTooLarge(() -> all().orderBy(Collections.nCopies(ENDLESS, "pages").toArray(String[]::new)),
				"1000 terms of an order");
	}

	@Test
	void nestedConditionsHaveALimit() {
		UnaryOperator<Q<Node>> deeper = (condition) -> condition.and(pages(7)).not().or(pages(3));

		assertThat(count(nested(pages(7), deeper, 60))).isEqualTo(1);
		assertTooDeep(() -> loop(pages(7), deeper));
		assertTooDeep(() -> loop(pages(7), (condition) -> condition.not().and(pages(1))));
		assertTooLarge(() -> loop(pages(7), (condition) -> condition.xor(pages(1)).not()), "10000 parts");
		assertTooDeep(() -> loop(all(), (rows) -> rows.and(all().filter("pages", 1)).or(all().exclude("pages", 2))));
		assertTooDeep(() -> loop(pages(7), (condition) -> Q.of("pages", Cases.when(condition, 1).otherwise(2))));
	}

	@Test
	void nestedValuesHaveALimit() {
		Expr<Node> pages = f("pages");
		Expr<Node> name = f("name");

		assertThat(all().annotate("sum", nested(pages, (sum) -> sum.plus(1), 190)).filter("sum", 197).acount().join())
			.isEqualTo(1);
		assertThat(all().annotate("choice", nested(pages, (value) -> Cases.when(pages(7), value).otherwise(pages), 90))
			.filter("choice", 7)
			.acount()
			.join()).isEqualTo(1);
		assertTooDeep(() -> loop(pages, (sum) -> sum.plus(1)));
		assertTooDeep(() -> loop(pages, (sum) -> pages.minus(sum)));
		assertTooDeep(() -> loop(pages, (sum) -> Functions.coalesce(sum, pages)));
		assertTooDeep(() -> loop(pages, (sum) -> Functions.cast(sum, Integer.class)));
		assertTooDeep(() -> loop(pages, (sum) -> Cases.when(pages(1), sum).otherwise(2)));
		assertTooDeep(() -> loop(pages, (sum) -> Cases.when(Q.<Node>of("pages", sum), 1).otherwise(2)));
		assertTooDeep(() -> loop(name, (text) -> TextFunctions.concat(text, name)));
		assertTooDeep(() -> loop(pages, (sum) -> Functions.rawSql("? + 1", sum)));
		assertTooLarge(() -> loop(pages, (sum) -> sum.plus(sum)), "10000 parts");
	}

	@Test
	void longValuesHaveALimit() {
		List<Expr<Node>> many = new ArrayList<>(Collections.nCopies(ENDLESS, f("pages")));

		assertTooLarge(() -> Functions.coalesce(many), "10000 parts");
		assertTooLarge(() -> loop(Cases.<Node>none(), (cases) -> cases.orWhen(pages(1), 1)).orNull(), "10000 parts");
		assertThat(
				all().annotate("first", nested(Cases.<Node>none(), (cases) -> cases.orWhen(pages(7), 1), 500).orNull())
					.filter("first", 1)
					.acount()
					.join())
			.isEqualTo(1);
		assertThat(all().annotate("first", Functions.coalesce(many.subList(0, 90))).acount().join()).isEqualTo(1);
	}

	@Test
	void annotationsOfAnnotationsHaveALimit() {
		assertTooDeep(() -> annotated((last) -> last.plus(1)));
		assertTooLarge(() -> annotated((last) -> last.plus(last)), "10000 parts");
		assertTooLarge(() -> annotated((last) -> f("pages")), "1000 annotations");
	}

	@Test
	void nestedSubqueriesHaveALimit() {
		UnaryOperator<QuerySet<Node>> deeper = (rows) -> all().filter("id__in", rows.values("id"));

		assertThat(nested(all(), deeper, 20).acount().join()).isEqualTo(1);
		assertTooLarge(() -> loop(all(), deeper), "50 levels");
		assertTooLarge(() -> loop(all(), (rows) -> all().filter(Functions.exists(rows))), "50 levels");
		assertTooLarge(
				() -> loop(all(), (rows) -> all().annotate("n", Functions.subquery(rows.values("id"))).filter("n", 1)),
				"query sets");
		assertTooLarge(() -> loop(all(), (rows) -> deeper.apply(rows).filter("id__in", rows.values("id"))),
				"1000 query sets");
		assertTooLarge(() -> loop(all(), (rows) -> deeper.apply(rows.union(all()))), "50 levels");
	}

	@Test
	void nestedCombinationsHaveALimit() {
		assertThat(nested(all(), (rows) -> rows.union(all()), 10).acount().join()).isEqualTo(1);
		assertTooLarge(() -> loop(all(), (rows) -> rows.union(all())), "50 levels");
		assertTooLarge(() -> loop(all(), (rows) -> all().intersection(rows)), "50 levels");
		assertTooLarge(() -> loop(all(), (rows) -> rows.union(rows)), "1000 query sets");
	}

	@Test
	void nestedPrefetchesHaveALimit() {
		UnaryOperator<QuerySet<Node>> deeper = (rows) -> all().prefetchRelated(Prefetch.of("children").querySet(rows));

		assertThat(nested(all(), deeper, 40).alist().join()).hasSize(1);
		assertTooLarge(() -> loop(all(), deeper), "50 levels");
	}

	@Test
	void pathsOfStringsHaveALimit() {
		String eight = path(8);
		String nine = path(9);

		assertThat(all().filter(eight + "__pages", 1).acount().join()).isZero();
		assertThat(all().selectRelated("parent" + "__parent".repeat(7)).alist().join()).hasSize(1);
		Stream
			.<ThrowingCallable>of(() -> all().filter(nine + "__pages", 1), () -> all().exclude(nine + "__pages", 1),
					() -> all().filter(nine + "__isnull", true), () -> all().orderBy("-" + nine + "__pages"),
					() -> all().values(nine + "__pages"), () -> all().valuesList(nine + "__pages"),
					() -> all().annotate("n", f(nine + "__pages")), () -> all().distinct(nine + "__pages"),
					() -> all().selectRelated("parent" + "__parent".repeat(8)), () -> all().prefetchRelated(nine),
					() -> all().only(nine + "__pages"), () -> all().defer(nine + "__pages"),
					() -> all().filter(pages(1).and(Q.of(nine + "__pages", 1))),
					() -> all().filter("id__in", all().filter(nine + "__pages", 1)))
			.forEach((path) -> assertThatExceptionOfType(FieldException.class).isThrownBy(path)
				.withMessageContaining("more than 8 relations")
				.withMessageContaining("async-orm.query.max-hops"));
	}

	@Test
	void longTextsAreNoPaths() {
		String names = "children__".repeat(900) + "pages";
		for (String text : List.of(names, "x".repeat(1_000_000))) {
			Stream
				.<ThrowingCallable>of(() -> all().filter(text, 1), () -> all().orderBy(text), () -> all().values(text),
						() -> all().annotate("n", f(text)), () -> all().selectRelated(text),
						() -> all().prefetchRelated(text), () -> all().only(text), () -> kw(text, 1))
				.forEach((path) -> assertThatExceptionOfType(FieldException.class).isThrownBy(path)
					.withMessageContaining(text.equals(names) ? "more than 100 names" : "1000000 characters")
					.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(1_000)));
		}
	}

	@Test
	void regularExpressionsHaveALimit() {
		for (String most : List.of("(a+|b)*".repeat(142), "(a{0,255}b?)".repeat(19), "(n{0,70}){0,70}", "n{1,255}",
				"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "(".repeat(50) + "n" + ")*".repeat(50), "\\{255}n|[)]n")) {
			assertThat(all().filter("name__regex", most).acount().join()).as(most).isLessThan(2);
		}
		for (String more : List.of("(a+|b)*".repeat(143), "x".repeat(1_000_000), "(((a{1,255}){1,255}){1,255})",
				"(a{255}){255}", "(a{0,255}b?)".repeat(80), "(".repeat(13) + "a" + "){2}".repeat(13),
				"[(]((a{99}){99})", "(?b)\\(a\\{255\\}\\)\\{255\\}", "(a{255}[)(]){255}", "(\\)a{255}){255,}",
				"(".repeat(51) + "n" + ")".repeat(51))) {
			Stream
				.<ThrowingCallable>of(() -> all().filter("name__regex", more),
						() -> all().exclude("name__iregex", more), () -> all().filter("parent__name__regex", more),
						() -> all().filter(Conditions.where(Node::name).iregex(more)),
						() -> all().filter(Q.of("name__regex", Functions.value(more))),
						() -> all().filter(Q.of("name__regex", TextFunctions.concat(Functions.value(more), f("name")))))
				.forEach((pattern) -> assertThatExceptionOfType(InvalidValueException.class).as(more)
					.isThrownBy(pattern)
					.withMessageContaining("A regular expression")
					.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(500)));
		}
	}

	@Test
	void pathsInCodeHaveNoLimit() {
		Path<Node, Node> path = Orm.path(Node::parent);
		for (int i = 1; i < 12; i++) {
			path = path.then(Node::parent);
		}
		Q<Node> condition = Conditions.where(path.then(Node::pages)).gt(1);

		assertThat(all().filter(condition).acount().join()).isZero();
	}

	private QuerySet<Node> annotated(UnaryOperator<Expr<Node>> next) {
		QuerySet<Node> rows = all().annotate("n0", f("pages"));
		for (int i = 0; i < ENDLESS; i++) {
			rows = rows.annotate("n" + (i + 1), next.apply(f("n" + i)));
		}
		return rows;
	}

	private static String path(int hops) {
		return "children" + "__children".repeat(hops - 1);
	}

	private static Q<Node> pages(int pages) {
		return Q.of("pages", pages);
	}

	private static <T> T loop(T start, UnaryOperator<T> next) {
		return nested(start, next, ENDLESS);
	}

	private static <T> T nested(T start, UnaryOperator<T> next, int times) {
		T result = start;
		for (int i = 0; i < times; i++) {
			result = next.apply(result);
		}
		return result;
	}

	private static void assertTooDeep(ThrowingCallable loop) {
		assertTooLarge(loop, "200 levels");
	}

	private static void assertTooLarge(ThrowingCallable loop, String... message) {
		assertThatExceptionOfType(FieldException.class).isThrownBy(loop).withMessageContainingAll(message);
	}

	private long count(Q<Node> condition) {
		return all().filter(condition).acount().join();
	}

	private QuerySet<Node> all() {
		return this.nodes.all(Node.class);
	}

	@Model(table = "limit_node")
	record Node(@Nullable Long id, String name, int pages,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "children") @Nullable Ref<Node> parent,
			@Nullable Many<Node> children) {
	}

}
