package io.asyncorm;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.asyncorm.ReadmeShop.Author;
import io.asyncorm.ReadmeShop.Book;
import io.asyncorm.ReadmeShop.Format;
import io.asyncorm.ReadmeShop.Review;
import io.asyncorm.ReadmeShop.Shelf;
import io.asyncorm.ReadmeShop.Tag;
import io.asyncorm.expression.Condition;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.JsonCondition;
import io.asyncorm.expression.JsonExpression;
import io.asyncorm.expression.NumberCondition;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.RelationCondition;
import io.asyncorm.expression.TemporalCondition;
import io.asyncorm.expression.TextCondition;
import io.asyncorm.model.FieldException;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.QuerySet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.inverse;
import static io.asyncorm.Orm.json;
import static io.asyncorm.Orm.kt;
import static io.asyncorm.Orm.name;
import static io.asyncorm.Orm.path;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Holds the table of strings and method references in {@code docs/queries.md} to its
 * word, and the typed forms to their types.
 */
class TypedFormsTests {

	private static final Pattern ROW = Pattern.compile("^\\| ([^|]+) \\| `([^`|]+\\))` \\| `([^`|]+\\))` \\|$",
			Pattern.MULTILINE);

	private static final String FORMS = """
			import static io.asyncorm.Orm.*;
			import static io.asyncorm.ReadmeShop.*;
			import io.asyncorm.ReadmeShop;
			import java.util.*;
			import java.util.function.Function;

			public final class Forms {

			""";

	/** What compiles, and beside it what does not. */
	private static final String TYPES = """
			where(Book::pages).eq(1)                         | where(Book::pages).icontains("x")
			where(Book::pages).eq(1)                         | where(Book::pages).eq("x")
			where(Book::title).gte("x")                      | where(Book::title).gte(3)
			where(Book::title).in(List.of("x"))              | where(Book::title).in(List.of(3))
			where(Book::title).regex("x")                    | where(Book::title).year()
			where(Book::published).year().eq(1)              | where(Book::published).year().eq("x")
			where(Book::published).gte(today)                | where(Book::published).gte(java.time.Instant.EPOCH)
			where(Book::added).date().eq(today)              | where(Book::added).date().eq(java.time.Instant.EPOCH)
			where(Book::format).eq(Format.PAPER)             | where(Book::format).eq("PAPER")
			where(Book::inPrint).eq(true)                    | where(Book::inPrint).eq(1)
			where(Book::author).is(ann)                      | where(Book::author).is(new Tag(1L, "x", 1))
			where(Book::author).in(List.of(ann))             | where(Book::author).in(List.of(new Tag(1L, "x", 1)))
			where(path(Book::tags).then(Tag::weight)).eq(1)  | where(path(Book::tags).then(Author::name)).eq("x")
			where(inverse(Review::book).then(Review::stars)) | where(inverse(Review::book).then(Tag::weight))
			json(Book::meta).key("x").eq(1)                  | json(Book::meta).key(1).eq(1)
			set(Book::pages).to(1)                           | set(Book::pages).to("x")
			set(Book::title).to("x")                         | set(Book::title).to(1)
			set(Book::published).to(today)                   | set(Book::published).to("2024-01-01")
			shop.books.filter(where(Book::pages).eq(1))      | shop.books.filter(where(Review::stars).eq(1))
			shop.books.orderBy(f(Book::pages).asc())         | shop.books.orderBy(f(Book::pages))
			where(Book::pages).gt(f(Book::pages))            | where(Book::pages).gt(f(Author::born))
			""";

	private static final ReadmeShop SHOP = new ReadmeShop();

	@TempDir
	private Path output;

	@Test
	void bothFormsOfEachRowOfTheReadmeMeanTheSame() throws Exception {
		List<Form> forms = forms(Files.readString(Path.of("..", "docs", "queries.md")));
		assertThat(forms).hasSizeGreaterThan(30);
		StringBuilder source = new StringBuilder(FORMS);
		for (int i = 0; i < forms.size(); i++) {
			source.append(method("said" + i, forms.get(i).said())).append(method("typed" + i, forms.get(i).typed()));
		}

		assertThat(SnippetCompiler.compile("Forms", source.append("}\n").toString(), this.output)).isEmpty();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.output.toUri().toURL() },
				getClass().getClassLoader())) {
			Class<?> compiled = loader.loadClass("Forms");
			for (int i = 0; i < forms.size(); i++) {
				assertThat(meaning(compiled, "typed" + i)).as(forms.get(i).what())
					.isEqualTo(meaning(compiled, "said" + i));
			}
		}
	}

	private static List<Form> forms(String readme) {
		return ROW.matcher(readme).results().map((row) -> new Form(row.group(1), row.group(2), row.group(3))).toList();
	}

	private static String method(String name, String form) {
		return "public static Object %s(ReadmeShop shop) {\nvar books = shop.books;\nvar authors = shop.authors;\n"
			.formatted(name) + "return books.%s;\n}\n".formatted(form);
	}

	private List<Object> meaning(Class<?> compiled, String method) throws ReflectiveOperationException {
		Object result = compiled.getMethod(method, ReadmeShop.class).invoke(null, SHOP);
		return SHOP.meaning(result);
	}

	@Test
	void wrongTypeDoesNotCompile() {
		List<String[]> pairs = TYPES.lines().map((line) -> line.split("\\|")).toList();

		assertThat(faults(pairs.stream().map((pair) -> pair[0].strip()).toList())).isEmpty();
		List<String> wrong = pairs.stream().map((pair) -> pair[1].strip()).toList();
		assertThat(faults(wrong)).hasSizeGreaterThan(20).containsExactlyElementsOf(wrong);
	}

	/** The expressions that the compiler refuses. */
	private List<String> faults(List<String> expressions) {
		StringBuilder source = new StringBuilder(FORMS);
		for (int i = 0; i < expressions.size(); i++) {
			source.append("static Object form%d(ReadmeShop shop) {\nreturn %s;\n}\n".formatted(i, expressions.get(i)));
		}
		return SnippetCompiler.compile("Forms", source.append("}\n").toString(), this.output)
			.stream()
			.map((fault) -> fault.substring(fault.lastIndexOf("return ") + "return ".length(), fault.length() - 1))
			.toList();
	}

	/** The types on the left are what is tested here. */
	@Test
	void eachTypeOfPropertyHasItsOwnConditions() {
		TextCondition<Book> text = where(Book::title);
		NumberCondition<Book> number = where(Book::pages);
		TemporalCondition<Book, @Nullable LocalDate> date = where(Book::published);
		TemporalCondition<Book, Instant> instant = where(Book::added);
		RelationCondition<Book, Author> toOne = where(Book::author);
		RelationCondition<Book, Tag> toMany = where(Book::tags);
		Condition<Book, Boolean> truth = where(Book::inPrint);
		Condition<Book, Format> choice = where(Book::format);
		Condition<Book, Map<String, Object>> document = where(Book::meta);
		TemporalCondition<Review, Instant> ofPath = where(path(Review::book).then(Book::added));
		Condition<Review, Format> choiceOfPath = where(path(Review::book).then(Book::format));

		assertThatNoException().isThrownBy(() -> SHOP.books
			.filter(text.eq("x").and(number.eq(1)).and(date.isNull()).and(instant.gt(Instant.EPOCH)))
			.filter(toOne.isNull().and(toMany.isNull()).and(truth.eq(true)).and(choice.eq(Format.PAPER)))
			.filter(document.isNull()));
		assertThat(ofPath).isNotSameAs(choiceOfPath);
	}

	@Test
	void namesWhatMethodReferencesMean() {
		assertThat(name(Book::inPrint)).isEqualTo("inPrint");
		assertThat(name(Book::author)).isEqualTo("author");
		assertThat(name(path(Book::author).then(Author::mentor))).isEqualTo("author__mentor");
		assertThat(name(path(Book::author).then(Author::born))).isEqualTo("author__born");
		assertThat(name(Shelf::getLabel)).isEqualTo("label");
		assertThat(name(Shelf::isFull)).isEqualTo("full");
	}

	@Test
	void refusesToNameAWayBack() {
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> name(inverse(Review::book)))
			.withMessageContaining("'Review::book'")
			.withMessageContaining("relatedName");
	}

	@Test
	void takesAJsonKeyAsItIs() {
		assertThat(SHOP.books.filter(json(Book::meta).key("a__b").key("exact").key(" ").eq(1)))
			.satisfies((books) -> assertThat(keys(books)).containsExactly("a__b", "exact", " "));
	}

	private List<String> keys(QuerySet<Book> books) {
		QueryState state = (QueryState) SHOP.meaning(books).get(1);
		Expression.Test test = (Expression.Test) state.filters().get(0);
		return ((JsonExpression.JsonPath) test.operand()).keys();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void meansWhatTheLookupMeans(String lookup, @Nullable Object value, Q<Book> typed) {
		assertSame((books) -> books.filter(lookup, value), (books) -> books.filter(typed));
	}

	static Stream<Arguments> meansWhatTheLookupMeans() {
		return Stream.of(texts(), computed(), relations(), parts(), documents()).flatMap(Function.identity());
	}

	private static Stream<Arguments> texts() {
		TextCondition<Book> title = where(Book::title);
		return Stream.of(same("title__iexact", "x", title.iexact("x")), same("title__regex", "x", title.regex("x")),
				same("title__iregex", "x", title.iregex("x")), same("title__contains", "x", title.contains("x")),
				same("title__startswith", "x", title.startsWith("x")),
				same("title__iendswith", "x", title.iendsWith("x")));
	}

	private static Stream<Arguments> computed() {
		Expr<Book> born = f(path(Book::author).then(Author::born));
		NumberCondition<Book> pages = where(Book::pages);
		return Stream.of(same("pages", born, pages.eq(born)), same("pages__gt", born, pages.gt(born)),
				same("pages__gte", born, pages.gte(born)), same("pages__lt", born, pages.lt(born)),
				same("pages__lte", born, pages.lte(born)),
				same("pages__range", List.of(born, born), pages.range(born, born)),
				same("author", f("author__mentor"), where(Book::author).is(f("author__mentor"))));
	}

	private static Stream<Arguments> relations() {
		QuerySet<Author> authors = SHOP.authors;
		return Stream.of(same("author__in", List.of(ReadmeShop.ann), where(Book::author).in(List.of(ReadmeShop.ann))),
				same("title__in", authors.values("name"), where(Book::title).in(authors.values("name"))));
	}

	private static Stream<Arguments> parts() {
		TemporalCondition<Book, Instant> added = where(Book::added);
		return Stream.of(same("added__year__gte", 3, added.year().gte(3)),
				same("added__iso_year__gte", 3, added.isoYear().gte(3)), same("added__month", 3, added.month().eq(3)),
				same("added__day", 3, added.day().eq(3)), same("added__week", 3, added.week().eq(3)),
				same("added__week_day", 3, added.weekDay().eq(3)),
				same("added__iso_week_day", 3, added.isoWeekDay().eq(3)),
				same("added__quarter", 3, added.quarter().eq(3)), same("added__hour", 3, added.hour().eq(3)),
				same("added__minute", 3, added.minute().eq(3)), same("added__second", 3, added.second().eq(3)),
				same("added__date__year", 3, added.date().year().eq(3)),
				same("added__time", LocalTime.NOON, added.time().eq(LocalTime.NOON)),
				same("added__time__hour", 3, added.time().hour().eq(3)));
	}

	private static Stream<Arguments> documents() {
		JsonCondition<Book> meta = json(Book::meta);
		JsonCondition<Book> part = meta.key("a").index(1);
		List<String> keys = List.of("x", "y");
		return Stream.of(same("meta__a__1", 1, part.eq(1)), same("meta__a__1", null, part.eq(null)),
				same("meta__a__1__gt", 1, part.gt(1)), same("meta__a__1__gte", 1, part.gte(1)),
				same("meta__a__1__lt", 1, part.lt(1)), same("meta__a__1__lte", 1, part.lte(1)),
				same("meta__a__1__in", keys, part.in(keys)), same("meta__a__1__isnull", true, part.isNull()),
				same("meta__a__1__isnull", false, part.isNotNull()),
				same("meta__contains", Map.of("x", 1), meta.contains(Map.of("x", 1))),
				same("meta__contained_by", Map.of("x", 1), meta.containedBy(Map.of("x", 1))),
				same("meta__a__1__has_key", "x", part.hasKey("x")), same("meta__has_keys", keys, meta.hasKeys(keys)),
				same("meta__has_any_keys", keys, meta.hasAnyKeys(keys)),
				same("meta__a__1__iexact", "x", part.iexact("x")),
				same("meta__a__1__icontains", "x", part.icontains("x")),
				same("meta__a__1__startswith", "x", part.startsWith("x")),
				same("meta__a__1__istartswith", "x", part.istartsWith("x")),
				same("meta__a__1__endswith", "x", part.endsWith("x")),
				same("meta__a__1__iendswith", "x", part.iendsWith("x")),
				same("meta__a__1__regex", "x", part.regex("x")), same("meta__a__1__iregex", "x", part.iregex("x")));
	}

	private static Arguments same(String lookup, @Nullable Object value, Q<Book> typed) {
		return Arguments.of(lookup, value, typed);
	}

	@Test
	void takesTheTextOfAJsonDocumentAsAValue() {
		assertSame((books) -> books.annotate("language", kt("meta__language")),
				(books) -> books.annotate("language", json(Book::meta).key("language").text()));
	}

	@Test
	void filtersARelationByAPath() {
		assertSame(
				(books) -> books.annotate("good", FilteredRelation.of("reviews", q("reviews__stars", 5)))
					.filter("good__isnull", false),
				(books) -> books
					.annotate("good",
							FilteredRelation.of(inverse(Review::book),
									where(inverse(Review::book).then(Review::stars)).eq(5)))
					.filter("good__isnull", false));
	}

	private void assertSame(Function<QuerySet<Book>, QuerySet<Book>> said,
			Function<QuerySet<Book>, QuerySet<Book>> typed) {
		assertThat(SHOP.meaning(typed.apply(SHOP.books))).isEqualTo(SHOP.meaning(said.apply(SHOP.books)));
	}

	/** A row of the table. */
	private record Form(String what, String said, String typed) {

	}

}
