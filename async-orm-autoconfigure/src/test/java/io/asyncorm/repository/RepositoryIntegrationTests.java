package io.asyncorm.repository;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.Library.Author;
import io.asyncorm.repository.Library.Book;
import io.asyncorm.repository.Library.Edition;
import io.asyncorm.repository.Library.Genre;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for repositories on real databases, over all floors.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RepositoryIntegrationTests {

	@Parameter
	TestDatabase database;

	private HikariDataSource pool;

	private AsyncOrm orm;

	private Books books;

	private Authors authors;

	private Editions editions;

	private Ref<Author> ann;

	@BeforeEach
	void openRepositories() {
		this.pool = this.database.create(3);
		this.orm = AsyncOrm.builder(this.pool).models(Library.MODELS).schemaAction(SchemaAction.CREATE).build();
		this.books = this.orm.repository(Books.class);
		this.authors = this.orm.repository(Authors.class);
		this.editions = this.orm.repository(Editions.class);
		this.ann = Ref.to(await(this.authors.acreate("Ann", true)));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void objectsAreCreatedFoundChangedAndDeletedByParameterNames() {
		Book created = await(this.books.acreate("Async Django", 320, this.ann));
		await(this.books.acreate("Short", 3, this.ann));

		assertThat(created.id()).isNotNull();
		assertThat(created.genre()).isEqualTo(Genre.NOVEL);
		assertThat(await(this.books.afirst("django"))).map(Book::title).contains("Async Django");
		assertThat(await(this.books.acount((LocalDate) null))).isEqualTo(2);
		assertThat(await(this.books.aupdate(10, LocalDate.EPOCH))).isEqualTo(1);
		assertThat(await(this.books.acount(LocalDate.EPOCH))).isEqualTo(1);
		assertThat(await(this.books.alist(List.of(this.ann)))).hasSize(2);
		assertThat(await(this.books.adelete(10)).count()).isEqualTo(1);
		assertThat(await(this.books.alist())).extracting(Book::title).containsExactly("Async Django");
	}

	@Test
	void aRepositoryStandsForAllItsRowsInOtherQuerySets() {
		Book created = await(this.books.acreate("a", 10, this.ann));

		assertThat(await(this.authors.filter("books__in", this.books).acount())).isEqualTo(1);
		assertThat(await(this.books.filter("pages", 10).union(this.books).acount())).isEqualTo(1);
		assertThat(await(this.books.difference(this.books.filter("pk", created.id())).alist())).isEmpty();
	}

	@Test
	void objectsAreReadBitByBitByParameterNamesAndByTheName() {
		await(this.books.acreate("Async Django", 320, this.ann));
		await(this.books.acreate("Async Java", 320, this.ann));
		await(this.books.acreate("Short", 3, this.ann));
		List<String> titles = new ArrayList<>();

		await(this.books.aiterator("ASYNC").forEach((book) -> titles.add(book.title())));
		await(this.books.aiteratorByPagesOrderByTitleDesc(320).forEach((book) -> titles.add(book.title())));

		assertThat(titles).containsExactly("Async Django", "Async Java", "Async Java", "Async Django");
	}

	@Test
	void objectsAreFoundOrCreatedByParameterNames() {
		GetOrCreate<Book> first = await(this.books.agetOrCreate("Async", this.ann));
		GetOrCreate<Book> second = await(this.books.agetOrCreate("Async", this.ann));
		UpdateOrCreate<Book> third = await(this.books.aupdateOrCreate("Async", "Async 2", this.ann));

		assertThat(first.created()).isTrue();
		assertThat(second.created()).isFalse();
		assertThat(third.created()).isFalse();
		assertThat(third.object().id()).isEqualTo(first.object().id());
		assertThat(third.object().title()).isEqualTo("Async 2");
	}

	@Test
	void objectsAreFoundByTheMethodsName() {
		await(this.books.acreate("b", 20, this.ann));
		await(this.books.acreate("a", 10, this.ann));
		await(this.books.acreate("c", 30, this.ann));

		assertThat(await(this.books.alistByAuthorNameOrderByTitleDesc("Ann"))).extracting(Book::title)
			.containsExactly("c", "b", "a");
		assertThat(await(this.books.acountByPagesRange(10, 20))).isEqualTo(2);
		assertThat(await(this.books.aexistsByTitleIcontainsAndAuthorIsActive("B", false))).isFalse();
	}

	@Test
	void theLastTheLatestAndTheEarliestAreFoundByParameterNamesAndByTheName() {
		await(this.authors.acreate("Zoe", false));
		await(this.authors.acreate("Bob", true));
		await(this.books.acreate("a", 20, this.ann));
		await(this.books.acreate("b", 10, this.ann));

		assertThat(await(this.books.alast(this.ann))).map(Book::title).contains("b");
		assertThat(await(this.books.alastByAuthorNameOrderByPages("Ann"))).map(Book::title).contains("a");
		assertThat(await(this.authors.alatest(true)).name()).isEqualTo("Bob");
		assertThat(await(this.authors.aearliestByIsActive(false)).name()).isEqualTo("Zoe");
		assertThat(await(this.books.alatestByTitleInOrderByPages(List.of("a", "b"))).title()).isEqualTo("a");
		assertThat(await(this.books.aearliestOrderByPages()).title()).isEqualTo("b");
		assertThatExceptionOfType(DoesNotExistException.class)
			.isThrownBy(() -> await(this.books.alatestByTitleInOrderByPages(List.of("z"))));
	}

	@Test
	void objectsAreLookedForAmongOthers() {
		Book book = await(this.books.acreate("a", 10, this.ann));

		assertThat(await(this.books.acontains(book, 5))).isTrue();
		assertThat(await(this.books.acontains(book, 50))).isFalse();
		assertThat(await(this.books.acontainsByAuthorName(book, "Ann"))).isTrue();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(this.books.acontains(Book.of("new", 10, this.ann), 5)));
	}

	@Test
	void objectsAreReadByTheirKeys() {
		Book a = await(this.books.acreate("a", 10, this.ann));
		Book b = await(this.books.acreate("b", 20, this.ann));

		assertThat(await(this.books.ainBulk(List.of(a.id(), b.id()), 15))).containsExactly(Map.entry(b.id(), b));
		assertThat(await(this.books.ainBulkByAuthorNameOrderByPagesDesc("Ann"))).containsExactly(Map.entry(b.id(), b),
				Map.entry(a.id(), a));
	}

	@Test
	void queriesGiveModelsRecordsValuesAndNumbers() {
		TestDatabase.require(this.database != TestDatabase.MARIADB, "MariaDB has no arrays, and so no any(...)");
		Book a = await(this.books.acreate("a", 10, this.ann));
		Book b = await(this.books.acreate("b", 20, this.ann));

		assertThat(await(this.books.aof(List.of(a.id(), b.id())))).extracting(Book::title).containsExactly("a", "b");
		assertThat(await(this.books.aof(List.of()))).isEmpty();
		assertThat(await(this.books.aaveragePages(0))).isEqualByComparingTo("15");
		assertThat(await(this.books.acards("a"))).contains(new Card("a", 10));
		assertThat(await(this.books.acards("z"))).isEmpty();
		assertThat(await(this.books.atitles(this.ann))).containsExactly("a", "b");
		assertThat(await(this.books.alatestPublished())).isEmpty();
		assertThat(await(this.books.aadd(5))).isEqualTo(2);
		await(this.books.anothing());
		assertThat(await(this.books.aaveragePages(0))).isEqualByComparingTo("20");
	}

	@Test
	void aMethodWithABodyComposes() {
		await(this.books.acreate("long", 700, this.ann));
		await(this.books.acreate("short", 7, this.ann));

		assertThat(await(this.books.longOnes().acount())).isEqualTo(1);
	}

	@Test
	void objectsAreReadByKeyAndReference() {
		Book created = await(this.books.acreate("a", 10, this.ann));

		assertThat(await(this.books.aget(created.id()))).isEqualTo(created);
		assertThat(await(this.authors.aget(created.author())).name()).isEqualTo("Ann");
		assertThatExceptionOfType(DoesNotExistException.class).isThrownBy(() -> await(this.books.aget(-1L)))
			.withMessageEndingWith("aget' wants one row, but there is none with id -1");
	}

	@Test
	void partsOfDatesAreLookedUpByParameterNames() {
		await(this.editions.acreate(Map.of("language", "en"), LocalDate.of(2024, 5, 17),
				Instant.parse("2025-01-02T03:04:05Z")));
		await(this.editions.acreate(Map.of("language", "de"), null, Instant.parse("2026-01-02T03:04:05Z")));

		assertThat(await(this.editions.acount(2024))).isEqualTo(1);
		assertThat(await(this.editions.acount(2023))).isZero();
		assertThat(await(this.editions.acount(List.of(4, 5), 2))).isEqualTo(1);
		assertThat(await(this.editions.acount(LocalDate.of(2026, 1, 2)))).isEqualTo(1);
		assertThat(await(this.editions.acount(false))).isEqualTo(1);
	}

	@Test
	void documentsAreLookedUpByParameterNames() {
		Instant now = Instant.parse("2025-01-02T03:04:05Z");
		Edition english = await(this.editions
			.acreate(Map.of("language", "en", "isbn", "1", "shelf", List.of(Map.of("row", 7))), LocalDate.EPOCH, now));
		Edition german = await(this.editions.acreate(Map.of("language", "de"), null, now));

		assertThat(await(this.editions.alist("de"))).containsExactly(german);
		assertThat(await(this.editions.alist(7))).containsExactly(english);
		if (this.database == TestDatabase.POSTGRESQL) {
			assertThat(await(this.editions.alist(Map.of("language", "en")))).containsExactly(english);
			assertThat(await(this.editions.aexists("isbn"))).isTrue();
			assertThat(await(this.editions.aexists("publisher"))).isFalse();
			assertThat(await(this.editions.alist(List.of("isbn", "shelf")))).containsExactly(english);
			assertThat(await(this.editions.alist(new String[] { "isbn", "pages" }))).containsExactly(english);
			assertThat(await(this.editions.afirst("EN"))).contains(english);
		}
	}

	@Test
	void objectsAreSaved() {
		Book created = await(this.books.acreate(Book.of("a", 10, this.ann)));
		Book saved = await(this.books.asave(this.books.with(created, set(Book::title).to("b"))));
		Book computed = await(this.books.asave(saved, set(Book::pages).to(f(Book::pages).plus(5))));

		assertThat(saved.id()).isEqualTo(created.id());
		assertThat(computed.title()).isEqualTo("b");
		assertThat(computed.pages()).isEqualTo(15);
	}

	interface Authors extends AsyncRepository<Author, Long> {

		CompletableFuture<Author> acreate(String name, boolean is_active);

		CompletableFuture<Author> alatest(boolean is_active);

		CompletableFuture<Author> aearliestByIsActive(boolean active);

	}

	interface Editions extends AsyncRepository<Edition, Long> {

		CompletableFuture<Edition> acreate(Map<String, Object> meta, @Nullable LocalDate published, Instant added);

		CompletableFuture<Long> acount(int published__year);

		CompletableFuture<Long> acount(List<Integer> published__month__in, int published__quarter);

		CompletableFuture<Long> acount(LocalDate added__date);

		CompletableFuture<Long> acount(boolean published__year__isnull);

		CompletableFuture<List<Edition>> alist(String meta__language);

		CompletableFuture<List<Edition>> alist(int meta__shelf__0__row);

		CompletableFuture<List<Edition>> alist(Map<String, Object> meta__contains);

		CompletableFuture<List<Edition>> alist(Collection<String> meta__has_keys);

		CompletableFuture<List<Edition>> alist(String[] meta__has_any_keys);

		CompletableFuture<Boolean> aexists(String meta__has_key);

		CompletableFuture<Optional<Edition>> afirst(String meta__language__istartswith);

	}

	/** Names stand in quotes, because H2 takes others as upper case. */
	interface Books extends AsyncRepository<Book, Long> {

		AsyncIterable<Book> aiterator(String title__icontains);

		AsyncIterable<Book> aiteratorByPagesOrderByTitleDesc(int pages);

		CompletableFuture<Optional<Book>> afirst(String title__icontains);

		CompletableFuture<Optional<Book>> alast(Ref<Author> author);

		CompletableFuture<Optional<Book>> alastByAuthorNameOrderByPages(String name);

		CompletableFuture<Book> alatestByTitleInOrderByPages(Collection<String> titles);

		CompletableFuture<Book> aearliestOrderByPages();

		CompletableFuture<Boolean> acontains(Book book, int pages__gt);

		CompletableFuture<Boolean> acontainsByAuthorName(Book book, String name);

		CompletableFuture<Map<Long, Book>> ainBulk(Collection<Long> pk__in, int pages__gt);

		CompletableFuture<Map<Long, Book>> ainBulkByAuthorNameOrderByPagesDesc(String name);

		CompletableFuture<Long> acount(@Nullable LocalDate published);

		CompletableFuture<List<Book>> alist(Collection<Ref<Author>> author__in);

		CompletableFuture<Book> acreate(String title, int pages, Ref<Author> author);

		CompletableFuture<Long> aupdate(int pages__lt, @NewValue LocalDate published);

		CompletableFuture<Deleted> adelete(int pages__lt);

		CompletableFuture<GetOrCreate<Book>> agetOrCreate(String title, @Defaults Ref<Author> author);

		CompletableFuture<UpdateOrCreate<Book>> aupdateOrCreate(String title, @Defaults("title") String newTitle,
				@Defaults Ref<Author> author);

		CompletableFuture<List<Book>> alistByAuthorNameOrderByTitleDesc(String name);

		CompletableFuture<Long> acountByPagesRange(int from, int to);

		CompletableFuture<Boolean> aexistsByTitleIcontainsAndAuthorIsActive(String part, boolean active);

		@Query("select * from \"book\" where \"id\" = any(:ids) order by \"id\"")
		CompletableFuture<List<Book>> aof(Collection<Long> ids);

		@Query("select avg(\"pages\") from \"book\" where \"pages\" > :least -- ':none'")
		CompletableFuture<BigDecimal> aaveragePages(int least);

		@Query("select \"title\", \"pages\" from \"book\" where \"title\" = :title")
		CompletableFuture<Optional<Card>> acards(String title);

		@Query("select \"title\" from \"book\" where \"author_id\" = :author order by \"title\"")
		CompletableFuture<List<String>> atitles(Ref<Author> author);

		@Query("select max(\"published\") from \"book\"")
		CompletableFuture<Optional<LocalDate>> alatestPublished();

		@Query("update \"book\" set \"pages\" = \"pages\" + :more")
		CompletableFuture<Integer> aadd(int more);

		@Query("delete from \"book\" where 1 = 0")
		CompletableFuture<Void> anothing();

		default QuerySet<Book> longOnes() {
			return filter(where(Book::pages).gte(600));
		}

	}

	record Card(String title, int pages) {
	}

}
