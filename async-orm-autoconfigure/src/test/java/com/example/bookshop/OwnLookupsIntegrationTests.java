package com.example.bookshop;

import java.util.List;
import java.util.Objects;

import io.asyncorm.expression.Functions;
import io.asyncorm.expression.Q;
import io.asyncorm.model.FieldException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.annotation.Transactional;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.inverse;
import static io.asyncorm.Orm.path;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.value;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lookups and functions that an application adds, on PostgreSQL.
 */
@SpringBootTest(classes = BookshopApplication.class,
		properties = { "spring.main.banner-mode=off", "async-orm.schema.action=create" })
@Transactional
class OwnLookupsIntegrationTests {

	private static final DatabaseAddress database = TestDatabase.POSTGRESQL.create();

	@Autowired
	private Books books;

	@Autowired
	private Authors authors;

	@Autowired
	private JdbcClient jdbc;

	private Author ann;

	private Author bob;

	@DynamicPropertySource
	static void useDatabase(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", database::url);
		registry.add("spring.datasource.username", database::username);
		registry.add("spring.datasource.password", database::password);
	}

	@BeforeEach
	void addBooks() {
		this.jdbc.sql("create extension if not exists pg_trgm").update();
		this.ann = await(this.authors.acreate(new Author(null, "Ann Leckie", null)));
		this.bob = await(this.authors.acreate(new Author(null, "Bob Shaw", "Ireland")));
		add("Asynchronous Django", null, 100, this.ann);
		add("Cooking", "For two", 200, this.bob);
		add("Anonymous", null, 300, null);
	}

	private void add(String title, @Nullable String subtitle, int pages, @Nullable Author author) {
		await(this.books.acreate(new Book(null, title, subtitle, pages, (author != null) ? Ref.to(author) : null)));
	}

	@Test
	void aLookupIsNamedByAStringAMethodReferenceAndAParameter() {
		assertTitles(this.books.filter("title__shares_trigrams", "asynchronus djago"), "Asynchronous Django");
		assertTitles(this.books.filter(where(Book::title).lookup("shares_trigrams", "asynchronus djago")),
				"Asynchronous Django");
		assertThat(await(this.books.alist("asynchronus djago"))).extracting(Book::title)
			.containsExactly("Asynchronous Django");
	}

	@Test
	void aLookupIsAskedOverARelation() {
		assertTitles(this.books.filter("author__name__shares_trigrams", "Anne Lecky"), "Asynchronous Django");
		assertThat(await(this.books.alistByAuthorNameSharesTrigrams("Anne Lecky"))).extracting(Book::title)
			.containsExactly("Asynchronous Django");
		assertTitles(
				this.books.filter(where(path(Book::author).then(Author::name)).lookup("shares_trigrams", "Anne Lecky")),
				"Asynchronous Django");
		assertThat(await(this.authors.filter("books__title__shares_trigrams", "coking").alist()))
			.containsExactly(this.bob);
	}

	@Test
	void behindANegationAMissingFieldCountsAsNotMatched() {
		assertTitles(this.books.exclude("author__name__shares_trigrams", "Anne Lecky"), "Anonymous", "Cooking");
		assertTitles(this.books.filter(q("subtitle__shares_trigrams", "for tow").not()), "Anonymous",
				"Asynchronous Django");
		assertThat(await(this.authors.exclude("books__title__shares_trigrams", "coking").alist()))
			.containsExactly(this.ann);
	}

	@Test
	void aLookupThatTakesNullIsGivenIt() {
		assertTitles(this.books.filter("subtitle__same_as", null), "Anonymous", "Asynchronous Django");
		assertTitles(this.books.exclude("subtitle__same_as", null), "Cooking");
		assertTitles(this.books.exclude("subtitle__same_as", "For two"), "Anonymous", "Asynchronous Django");
		assertTitles(this.books.filter(where(Book::subtitle).lookup("same_as", null)), "Anonymous",
				"Asynchronous Django");
	}

	@Test
	void whereThereIsNoRelatedRowItsFieldsAreNull() {
		assertTitles(this.books.filter("author__country__same_as", null), "Anonymous", "Asynchronous Django");
		assertTitles(this.books.exclude("author__country__same_as", null), "Cooking");
		assertTitles(this.books.exclude("author__country__same_as", "Ireland"), "Anonymous", "Asynchronous Django");
		assertThat(await(this.books.acount((String) null))).isEqualTo(2);
		assertThat(await(this.books.acount("Ireland"))).isEqualTo(1);
		Author idle = await(this.authors.acreate(new Author(null, "Idle", "France")));
		Q<Author> withoutSubtitle = where(inverse(Book::author).then(Book::subtitle)).lookup("same_as", null);
		assertThat(await(this.authors.filter(withoutSubtitle).alist())).containsExactlyInAnyOrder(this.ann, idle);
		assertThat(await(this.authors.exclude(withoutSubtitle).alist())).containsExactly(this.bob);
	}

	@Test
	void aLookupThatSuitsRelationsTakesObjectsAndKeys() {
		assertTitles(this.books.filter("author__same_as", this.ann), "Asynchronous Django");
		assertTitles(this.books.filter("author_id__same_as", this.bob.id()), "Cooking");
		assertTitles(this.books.filter(where(Book::author).lookup("same_as", null)), "Anonymous");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.books.filter("author__shares_trigrams", "Ann"))
			.withMessageContaining("'shares_trigrams' cannot be used with the relation 'author'")
			.withMessageContaining("same_as");
	}

	@Test
	void aLookupThatComparesNothingTakesOnlyWhatTheFieldHolds() {
		assertTitles(this.books.filter("pages__not_in", List.of(100, 200)), "Anonymous");
		assertThat(await(this.books.alist(List.of()))).hasSize(3);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.books.filter("pages__not_in", List.of(1.5)));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.books.filter("pages__same_as", 5_000_000_000L));
	}

	@Test
	void aFunctionSaysOfWhichTypeItsValueIs() {
		QuerySet<Book> initials = this.books.annotate("initial",
				Functions.function("extract_initial", List.of(f("title"))));

		assertThat(await(initials.valuesList("initial", String.class).alist())).containsExactly("A", "A", "C");
		assertTitles(initials.filter("initial", "C"), "Cooking");
		assertTitles(initials.filter("initial__icontains", "c"), "Cooking");
		assertTitles(
				this.books.annotate("initial", Functions.function("extract_initial", String.class, List.of(f("title"))))
					.filter("initial__in", List.of("C", "X")),
				"Cooking");
	}

	@Test
	void aFunctionThatOnlyHasANameIsCalledByIt() {
		List<Book> similar = await(
				this.books.orderBy(Functions.<Book>function("similarity", List.of(f("title"), value("coking"))).desc())
					.alist());

		assertThat(similar).extracting(Book::title).first().isEqualTo("Cooking");
	}

	@Test
	void aFunctionThatNobodyKnowsNeedsAType() {
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.books.annotate("x", Functions.function("similarty", List.of(f("title")))))
			.withMessageContaining("'similarty'")
			.withMessageContaining("similarity");
	}

	private static void assertTitles(QuerySet<Book> books, String... titles) {
		assertThat(await(books.alist())).extracting((book) -> Objects.requireNonNull(book).title())
			.containsExactly(titles);
	}

}
