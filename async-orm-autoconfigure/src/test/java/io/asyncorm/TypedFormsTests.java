package io.asyncorm;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.asyncorm.ReadmeShop.Author;
import io.asyncorm.ReadmeShop.Book;
import io.asyncorm.ReadmeShop.Format;
import io.asyncorm.ReadmeShop.Review;
import io.asyncorm.ReadmeShop.Shelf;
import io.asyncorm.ReadmeShop.Tag;
import io.asyncorm.expression.Condition;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.NumberCondition;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.RelationCondition;
import io.asyncorm.expression.TemporalCondition;
import io.asyncorm.expression.TextCondition;
import io.asyncorm.model.FieldException;
import io.asyncorm.query.QuerySet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.inverse;
import static io.asyncorm.Orm.json;
import static io.asyncorm.Orm.name;
import static io.asyncorm.Orm.path;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Holds the README's table of strings and method references to its word, and the typed
 * forms to their types.
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

	private final ReadmeShop shop = new ReadmeShop();

	@TempDir
	private Path output;

	@Test
	void bothFormsOfEachRowOfTheReadmeMeanTheSame() throws Exception {
		List<Form> forms = forms(Files.readString(Path.of("..", "README.md")));
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
		Object result = compiled.getMethod(method, ReadmeShop.class).invoke(null, this.shop);
		return this.shop.meaning(result);
	}

	@ParameterizedTest(name = "{1}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
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
			""")
	void wrongTypeDoesNotCompile(String right, String wrong) {
		assertThat(compile(right)).isEmpty();
		assertThat(compile(wrong)).isNotEmpty().allSatisfy((said) -> assertThat(said).endsWith(wrong + ";"));
	}

	private List<String> compile(String expression) {
		String source = FORMS + "public static Object form(ReadmeShop shop) {\nreturn " + expression + ";\n}\n}\n";
		return SnippetCompiler.compile("Forms", source, this.output);
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

		assertThatNoException().isThrownBy(() -> this.shop.books
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
		assertSame((books) -> books.filter(json(Book::meta).key("a__b").eq(1)),
				(books) -> books.filter(json(Book::meta).key("a__b").contains(1).not()).none(), false);
		assertSame((books) -> books.filter(json(Book::meta).key("exact").isNotNull()),
				(books) -> books.filter("meta__exact__isnull", false), true);
		assertSame((books) -> books.filter(json(Book::meta).key("a__b").isNull()),
				(books) -> books.filter(json(Book::meta).key("a").key("b").isNull()), false);
		assertSame((books) -> books.filter("meta__a__b", null),
				(books) -> books.filter(json(Book::meta).key("a").key("b").eq(null)), true);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "gt", "gte", "lt", "lte", "exact" })
	void comparesWithWhatTheDatabaseComputes(String lookup) {
		Map<String, Function<TextCondition<Book>, Q<Book>>> forms = Map.of("gt", (title) -> title.gt(f("author__name")),
				"gte", (title) -> title.gte(f("author__name")), "lt", (title) -> title.lt(f("author__name")), "lte",
				(title) -> title.lte(f("author__name")), "exact", (title) -> title.eq(f("author__name")));

		assertSame((books) -> books.filter("title__" + lookup, f("author__name")),
				(books) -> books.filter(forms.getOrDefault(lookup, (title) -> q("x", 1)).apply(where(Book::title))),
				true);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "year", "iso_year", "month", "day", "week", "week_day", "iso_week_day", "quarter", "hour", "minute",
			"second" })
	void asksForEachPartOfAPointInTime(String part) {
		TemporalCondition<Book, Instant> added = where(Book::added);
		NumberCondition<Book> asked = switch (part) {
			case "year" -> added.year();
			case "iso_year" -> added.isoYear();
			case "month" -> added.month();
			case "day" -> added.day();
			case "week" -> added.week();
			case "week_day" -> added.weekDay();
			case "iso_week_day" -> added.isoWeekDay();
			case "quarter" -> added.quarter();
			case "hour" -> added.hour();
			case "minute" -> added.minute();
			default -> added.second();
		};

		assertSame((books) -> books.filter("added__" + part + "__gte", 3), (books) -> books.filter(asked.gte(3)), true);
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
					.filter("good__isnull", false),
				true);
	}

	private void assertSame(Function<QuerySet<Book>, QuerySet<Book>> first,
			Function<QuerySet<Book>, QuerySet<Book>> second, boolean same) {
		List<Object> meant = this.shop.meaning(first.apply(this.shop.books));
		List<Object> other = this.shop.meaning(second.apply(this.shop.books));
		assertThat(meant.equals(other)).as("%s and %s", meant, other).isEqualTo(same);
	}

	/** A row of the table. */
	private record Form(String what, String said, String typed) {

	}

}
