package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.Library.Author;
import io.asyncorm.repository.Library.Book;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ClientLookups}.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ClientLookupsIntegrationTests {

	@Parameter
	TestDatabase database;

	private HikariDataSource pool;

	private AsyncOrm orm;

	private Books books;

	private ClientLookups<Book> lookups;

	@BeforeEach
	void createBooks() {
		this.pool = this.database.create(2);
		this.orm = AsyncOrm.builder(this.pool).models(Library.MODELS).schemaAction(SchemaAction.CREATE).build();
		this.books = this.orm.repository(Books.class);
		Authors authors = this.orm.repository(Authors.class);
		Ref<Author> ann = Ref.to(await(authors.acreate(kw("name", "Ann").and("isActive", true))));
		Ref<Author> bob = Ref.to(await(authors.acreate(kw("name", "Bob").and("isActive", true))));
		for (int i = 1; i <= 4; i++) {
			await(this.books.acreate(kw("title", "Night " + i).and("pages", 100 * (i / 2)).and("author", ann)));
		}
		await(this.books.acreate(kw("title", "Day").and("pages", 700).and("author", bob)));
		this.lookups = this.books.clientLookups()
			.allow("title", "icontains", "in")
			.allow("pages", "gte", "range", "exact")
			.allow("published", "isnull", "year__gte")
			.allow("author__name")
			.orderBy("title", "pages")
			.maxPageSize(3);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void lookupsOrderAndPageAreApplied() {
		ClientQuery<Book> query = this.lookups
			.apply(Map.of("title__icontains", "NIGHT", "author__name", "Ann", "orderBy", "-pages,title", "limit", "2"));

		assertThat(await(query.all().acount())).isEqualTo(4);
		assertThat(titles(query)).containsExactly("Night 4", "Night 2");
	}

	@Test
	void booksWithTheSameValueDoNotMoveBetweenPages() {
		List<String> titles = new ArrayList<>();
		for (int offset = 0; offset < 5; offset++) {
			titles.addAll(titles(
					this.lookups.apply(Map.of("orderBy", "pages", "limit", "1", "offset", String.valueOf(offset)))));
		}

		assertThat(titles).containsExactly("Night 1", "Night 2", "Night 3", "Night 4", "Day");
	}

	@Test
	void pagesDoNotOverlapWithoutAnOrderEither() {
		assertThat(this.lookups.apply(Map.of()).page().sql())
			.containsPattern("ORDER BY [^,]*title[^,]*, [^,]*id[^,]* LIMIT");
		assertThat(this.lookups.apply(this.books.orderBy("pages"), Map.of()).page().sql())
			.containsPattern("ORDER BY [^,]*pages[^,]* LIMIT");
		assertThat(this.lookups.apply(this.books.orderBy(), Map.of()).page().sql()).doesNotContain("ORDER BY");
	}

	@Test
	@Timeout(300)
	void worstTextsAreAnsweredOrRefused() {
		List<String> names = List.of("title__icontains", "title__in", "pages", "pages__gte", "pages__range",
				"published__isnull", "published__year__gte", "author__name", "orderBy", "limit", "offset");
		for (String text : List.of("", ",", ",,,,", "1e2000000000", "-1e-2000000000", "9".repeat(1_000),
				"9".repeat(1_000_000), "\0", "\ud800", "%", "\\", "NaN", "-0", "0x7f", "1,".repeat(500_000),
				"a__".repeat(100), "\u0663", "-", "--title", "9223372036854775808", "null", "true", "x\ny")) {
			for (String name : names) {
				requireAnswered(Map.of(name, text));
				requireAnswered(Map.of(name, List.of(text, text)));
				requireAnswered(Map.of(name, Collections.nCopies(1_000, text)));
			}
			if (!text.isEmpty()) {
				requireAnswered(Map.of(text, "1"));
			}
		}
	}

	@Test
	void whatIsWantedInsteadIsSaidInWordsOfClients() {
		ClientLookups<Book> lookups = this.lookups.allow("published", "exact", "gte", "in").allow("author");

		refused(lookups, "pages", "many", "'pages' takes a whole number");
		refused(lookups, "pages__range", "1,b", "'pages__range' takes two values, each a whole number");
		refused(lookups, "published", "today", "'published' takes a date such as 2024-01-31");
		refused(lookups, "published__gte", "1.1.24", "'published__gte' takes a date such as 2024-01-31");
		refused(lookups, "published__in", "2024-01-31,x",
				"'published__in' takes values, each a date such as 2024-01-31");
		refused(lookups, "published__year__gte", "x", "'published__year__gte' takes a whole number");
		refused(lookups, "author", "Ann", "'author' takes a whole number");
	}

	private static void refused(ClientLookups<Book> lookups, String name, String text, String message) {
		assertThatExceptionOfType(ClientLookupException.class).isThrownBy(() -> lookups.apply(Map.of(name, text)))
			.withMessage(message);
	}

	private void requireAnswered(Map<String, ?> parameters) {
		try {
			ClientQuery<Book> query = this.lookups.apply(parameters);
			await(query.all().acount());
			await(query.page().alist());
		}
		catch (InvalidValueException ex) {
			assertThat(ex.getMessage()).hasSizeLessThan(1_000).doesNotContain("java.", "\0", "\n", "\ud800");
		}
	}

	@Test
	void withoutParametersThereIsTheFirstPage() {
		assertThat(titles(this.lookups.apply(Map.of()))).containsExactly("Day", "Night 1", "Night 2");
	}

	@Test
	void severalValuesAreSeparatedByCommasOrGivenOneByOne() {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		parameters.add("title__in", "Day");
		parameters.add("title__in", "Night 1");

		assertThat(titles(this.lookups.apply(parameters))).containsExactly("Day", "Night 1");
		assertThat(titles(this.lookups.apply(Map.of("title__in", "Day,Night 1")))).containsExactly("Day", "Night 1");
		assertThat(titles(this.lookups.apply(Map.of("pages__range", new String[] { "200", "700" }))))
			.containsExactly("Day", "Night 4");
	}

	@Test
	void exactHasTwoNamesAndValuesAreConverted() {
		assertThat(titles(this.lookups.apply(Map.of("pages", "700")))).containsExactly("Day");
		assertThat(titles(this.lookups.apply(Map.of("pages__exact", "700")))).containsExactly("Day");
		assertThat(titles(this.lookups.apply(Map.of("published__isnull", "true", "pages", "700"))))
			.containsExactly("Day");
		assertThat(titles(this.lookups.apply(Map.of("published__year__gte", "1999")))).isEmpty();
	}

	@Test
	void onlyTheRowsThatAreGivenAreSearched() {
		ClientQuery<Book> query = this.lookups.apply(this.books.filter("pages__lt", 200),
				Map.of("orderBy", "-title", "limit", "3"));

		assertThat(titles(query)).containsExactly("Night 3", "Night 2", "Night 1");
	}

	@Test
	void whatIsNotAllowedIsRefusedWithWhatIs() {
		assertRefused(Map.of("titel__icontains", "x"),
				"There is no parameter 'titel__icontains'. Did you mean 'title__icontains'? Choices are:"
						+ " title__icontains, title__in, pages, pages__gte, pages__range, pages__exact, published__isnull,"
						+ " published__year__gte, author__name, orderBy, limit, offset.");
		for (String name : List.of("title", "title__regex", "genre", "author__books__title", "author__isActive", "pk",
				"", "__", "title__icontains__", "x".repeat(1_000_000), "a\u0000b\r\n")) {
			assertRefused(Map.of(name, "1"), "There is no parameter '");
		}
	}

	@Test
	void aMessageShowsNoMoreThanTheBeginningOfANameAndNoControlCharacters() {
		assertThatExceptionOfType(ClientLookupException.class)
			.isThrownBy(() -> this.lookups.apply(Map.of("a\r\nb" + "x".repeat(1_000_000), "1")))
			.satisfies((ex) -> assertThat(ex.parameter()).startsWith("a??bxxx").hasSizeLessThan(130))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(400).doesNotContain("\n"));
	}

	@Test
	void ordersThatAreNotAllowedAreRefused() {
		assertRefused(Map.of("orderBy", "genre"), "There is no order 'genre'. Choices are: title, pages.");
		assertRefused(Map.of("orderBy", "title,-title"), "'orderBy' names 'title' twice");
		for (String order : List.of("", "-", "?", "--title", "title,", "author__name", "pk", "title desc",
				"title,".repeat(100_000))) {
			assertRefused(Map.of("orderBy", order), "order");
		}
	}

	@Test
	void valuesOfTheWrongFormAreRefusedWithoutBeingShown() {
		assertRefused(Map.of("pages", "many"), "'pages");
		assertRefused(Map.of("pages__gte", ""), "'pages__gte'");
		assertRefused(Map.of("pages__range", "1"), "'pages__range' takes two values");
		assertRefused(Map.of("published__isnull", "maybe"), "'published__isnull' takes true or false");
		assertRefused(Map.of("title__icontains", "x".repeat(1_001)), "must not have more than 1000 characters");
		assertRefused(Map.of("title__in", Collections.nCopies(101, "x")), "takes no more than 100 values");
		assertRefused(Map.of("title__in", ",".repeat(900)), "takes no more than 100 values");
	}

	@Test
	void nullCharactersAreRefusedAndNotSent() {
		for (String name : List.of("title__icontains", "title__in", "author__name", "pages", "published__isnull")) {
			assertRefused(Map.of(name, "a\u0000"), "'" + name + "' must not have null characters");
		}
		assertRefused(Map.of("title__in", List.of("a", "\u0000")), "'title__in' must not have null characters");
	}

	@Test
	void whatIsWrongWithAnOrderIsToldOfItsParameter() {
		for (String order : List.of("genre", "", "title,-title", "title\u0000")) {
			assertThatExceptionOfType(ClientLookupException.class)
				.isThrownBy(() -> this.lookups.apply(Map.of("orderBy", order)))
				.satisfies((ex) -> assertThat(ex.parameter()).isEqualTo("orderBy"));
		}
	}

	@Test
	void aParameterGivenTwiceIsRefused() {
		for (String name : List.of("title__icontains", "limit", "offset")) {
			assertRefused(Map.of(name, List.of("1", "2")), "'" + name + "' must be given once, not 2 times");
			assertRefused(Map.of(name, List.of()), "'" + name + "' must be given once, not 0 times");
		}
	}

	@Test
	void pagesOutsideOfTheBoundsAreRefused() {
		for (String limit : List.of("0", "-1", "4", "1000000000", "9".repeat(100_000), "1.5", "", " 1", "+1",
				"\u0661")) {
			assertRefused(Map.of("limit", limit), "limit'");
		}
		assertRefused(Map.of("offset", "10001"), "'offset' must be a whole number between 0 and 10000");
		assertThat(titles(this.lookups.maxOffset(20_000).apply(Map.of("offset", "10001")))).isEmpty();
	}

	@Test
	void parametersOfOthersAreIgnoredIfTheyAreNamed() {
		assertThat(titles(this.lookups.ignore("lang").apply(Map.of("lang", "en", "pages", "700"))))
			.containsExactly("Day");
	}

	@Test
	void namesThatTheModelDoesNotHaveAreRefusedWhenTheyAreAllowed() {
		ClientLookups<Book> none = this.books.clientLookups();

		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> none.allow("titel"))
			.isNotInstanceOf(InvalidValueException.class);
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> none.allow("title", "icontain"));
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> none.orderBy("titel"));
		assertThatIllegalArgumentException().isThrownBy(() -> none.maxPageSize(0));
	}

	@Test
	void nothingIsAllowedUnlessItIsSaid() {
		assertThatExceptionOfType(ClientLookupException.class)
			.isThrownBy(() -> this.books.clientLookups().apply(Map.of("title", "Day")))
			.withMessageContaining("Choices are: limit, offset.");
		assertThatExceptionOfType(ClientLookupException.class)
			.isThrownBy(() -> this.books.clientLookups().apply(Map.of("orderBy", "title")))
			.withMessageContaining("There is no order 'title'. There are none.");
	}

	private void assertRefused(Map<String, ?> parameters, String message) {
		assertThatExceptionOfType(ClientLookupException.class).isThrownBy(() -> this.lookups.apply(parameters))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(400));
	}

	private static List<String> titles(ClientQuery<Book> query) {
		return await(query.page().alist()).stream().map(Book::title).toList();
	}

	interface Books extends AsyncRepository<Book, Long> {

	}

	interface Authors extends AsyncRepository<Author, Long> {

	}

}
