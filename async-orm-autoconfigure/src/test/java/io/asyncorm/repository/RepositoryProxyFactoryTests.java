package io.asyncorm.repository;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.asyncorm.Orm;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Kw;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.Library.Author;
import io.asyncorm.repository.Library.Book;
import io.asyncorm.repository.Library.Branch;
import io.asyncorm.repository.Library.Genre;
import io.asyncorm.repository.Library.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.createDefaults;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RepositoryProxyFactory}: a declaration in, the same operation out as
 * the query set makes.
 */
class RepositoryProxyFactoryTests {

	private static final Ref<Author> ANN = Ref.of(Author.class, 7L);

	private final RecordedOperations operations = new RecordedOperations();

	private final QuerySets querySets = Library.querySets(this.operations);

	private final Books books = new RepositoryProxyFactory(this.querySets).create(Books.class);

	@Test
	void parameterNamesAreLookups() {
		assertSame((books) -> books.afirst("async"), (rows) -> rows.filter("title__icontains", "async").afirst());
		assertSame((books) -> books.alist("Ann", 300),
				(rows) -> rows.filter(kw("author__name", "Ann", "pages__gte", 300)).alist());
		assertSame((books) -> books.aget("Async"), (rows) -> rows.filter("title", "Async").aget());
		assertSame((books) -> books.acount(Genre.POETRY), (rows) -> rows.filter("genre", Genre.POETRY).acount());
		assertSame((books) -> books.aexists(true), (rows) -> rows.filter("published__isnull", true).aexists());
		assertSame((books) -> books.adelete(3), (rows) -> rows.filter("pages__lt", 3).adelete());
	}

	@Test
	void aRelationIsLookedUpByReferenceObjectOrKey() {
		assertSame((books) -> books.acount(ANN), (rows) -> rows.filter("author", ANN).acount());
		assertSame((books) -> books.acount(new Author(7L, "Ann", true)), (rows) -> rows.filter("author", ANN).acount());
		assertSame((books) -> books.alist(7L), (rows) -> rows.filter("author_id", 7L).alist());
	}

	@Test
	void inTakesACollectionAnArrayOrAQuerySet() {
		QuerySet<Tag> tags = this.querySets.of(Tag.class).filter("name", "epic");

		assertSame((books) -> books.alist(List.of(1L, 2L)), (rows) -> rows.filter("id__in", List.of(1L, 2L)).alist());
		assertSame((books) -> books.alist(new int[] { 1, 2 }),
				(rows) -> rows.filter("pages__in", List.of(1, 2)).alist());
		assertSame((books) -> books.alist(tags), (rows) -> rows.filter("tags__in", tags).alist());
	}

	@Test
	void aRangeInAParameterNameTakesBothEndsAsOneList() {
		assertSame((books) -> books.acount(List.of(10, 20)),
				(rows) -> rows.filter("pages__range", List.of(10, 20)).acount());
	}

	@Test
	void aNameCanBeGivenByAnnotation() {
		assertSame((books) -> books.aexists("ann"),
				(rows) -> rows.filter("author__name__istartswith", "ann").aexists());
	}

	@Test
	void aNullableParameterAsksForNull() {
		assertSame((books) -> books.acount((LocalDate) null), (rows) -> rows.filter("published", null).acount());
		assertSame((books) -> books.aexists((LocalDate) null), (rows) -> rows.filter("published", null).aexists());
		assertSame((books) -> books.acount(LocalDate.EPOCH),
				(rows) -> rows.filter("published", LocalDate.EPOCH).acount());
	}

	@Test
	@SuppressWarnings("NullAway") // what is refused is tried
	void nullIsRefusedElsewhere() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.books.afirst((String) null))
			.withMessage("'Books.afirst' was given null for 'title__icontains':"
					+ " declare the parameter as @Nullable where null is meant");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.books.alistByAuthorNameOrderByTitle(null))
			.withMessageContaining("'Books.alistByAuthorNameOrderByTitle' was given null for 'name'");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.books.acreate(null, 1, ANN))
			.withMessageContaining("'title'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.books.aget((Long) null))
			.withMessage("'key' must not be null");
		assertThat(this.operations.meanings()).isEmpty();
	}

	@Test
	void createTakesFields() {
		assertSame((books) -> books.acreate("Async", 320, ANN),
				(rows) -> this.querySets.writes(Book.class).create(kw("title", "Async", "pages", 320, "author", ANN)));
	}

	@Test
	void updateTakesLookupsAndNewValues() {
		assertSame((books) -> books.aupdate(100, LocalDate.EPOCH),
				(rows) -> rows.filter("pages__lt", 100).aupdate(kw("published", LocalDate.EPOCH)));
		assertSame((books) -> books.aupdate("old", "new"),
				(rows) -> rows.filter("title", "old").aupdate(kw("title", "new")));
		assertSame((books) -> books.aupdate("old", Orm.<Book>f("pages").plus(1)),
				(rows) -> rows.filter("title", "old").aupdate(set(Book::pages).to(f(Book::pages).plus(1))));
	}

	@Test
	void getOrCreateAndUpdateOrCreateTakeLookupsAndDefaults() {
		assertSame((books) -> books.agetOrCreate("Async", ANN),
				(rows) -> rows.agetOrCreate(kw("title", "Async"), defaults("author", ANN)));
		assertSame((books) -> books.aupdateOrCreate("Async", 1, ANN),
				(rows) -> rows.aupdateOrCreate(kw("title", "Async"), defaults("pages", 1, "author", ANN)));
		assertSame((books) -> books.aupdateOrCreate("Async", "Async 2", ANN),
				(rows) -> rows.aupdateOrCreate(kw("title", "Async"), defaults("title", "Async 2", "author", ANN)));
	}

	@Test
	void updateOrCreateTakesDefaultsOfNewObjects() {
		Kw lookup = kw("title", "Async");
		assertSame((books) -> books.aupdateOrCreate("Async", 1, ANN, Genre.POETRY),
				(rows) -> rows.aupdateOrCreate(lookup, defaults("pages", 1, "author", ANN),
						createDefaults("author", ANN, "genre", Genre.POETRY)));
	}

	@Test
	void aMethodsNameSaysWhatItLooksUp() {
		assertSame((books) -> books.alistByAuthorNameOrderByTitle("Ann"),
				(rows) -> rows.filter("author__name", "Ann").orderBy("title").alist());
		assertSame((books) -> books.afirstByPagesGteAndAuthorIsActiveOrderByPublishedDescAndIdAsc(3, true),
				(rows) -> rows.filter(kw("pages__gte", 3, "author__is_active", true))
					.orderBy("-published", "id")
					.afirst());
		assertSame((books) -> books.acountByPagesRange(1, 9),
				(rows) -> rows.filter("pages__range", List.of(1, 9)).acount());
		assertSame((books) -> books.aexistsByTagsNameIn(List.of("a", "b")),
				(rows) -> rows.filter("tags__name__in", List.of("a", "b")).aexists());
		assertSame((books) -> books.adeleteByPublishedIsnull(true),
				(rows) -> rows.filter("published__isnull", true).adelete());
		assertSame((books) -> books.agetByAuthorIdAndTitleIexact(7L, "async"),
				(rows) -> rows.filter(kw("author_id", 7L, "title__iexact", "async")).aget());
		assertSame((books) -> books.alistByAuthor(ANN), (rows) -> rows.filter("author", ANN).alist());
		assertSame((books) -> books.agetByPk(1L), (rows) -> rows.filter("pk", 1L).aget());
		assertSame(Books::alistOrderByPagesDesc, (rows) -> rows.orderBy("-pages").alist());
	}

	@Test
	void whatIsInheritedGoesToTheQuerySet() {
		assertSame(Books::alist, QuerySet::alist);
		assertSame(Books::aget, QuerySet::aget);
		assertSame((books) -> books.filter("pages", 1).orderBy("-id").slice(0, 3).alist(),
				(rows) -> rows.filter("pages", 1).orderBy("-id").slice(0, 3).alist());
		assertSame((books) -> books.values("title").afirst(), (rows) -> rows.values("title").afirst());
		assertSame((books) -> books.valuesList(Book::title).alist(), (rows) -> rows.valuesList(Book::title).alist());
		assertSame((books) -> books.aupdate(kw("pages", 1)), (rows) -> rows.aupdate(kw("pages", 1)));
	}

	@Test
	void aRepositoryIsAQuerySetWhereverOneIsWanted() {
		Function<ValuesQuerySet<Book, Book>, Object> call = (rows) -> rows.filter("pages", 1).orderBy("id").alist();

		assertSame(call::apply, call::apply);
	}

	@Test
	void afilterIsTheTwinOfFilter() {
		assertSame((books) -> books.afilter().alist(), QuerySet::alist);
		assertSame((books) -> books.afilter("title__istartswith", "a").alist(),
				(rows) -> rows.filter("title__istartswith", "a").alist());
		assertSame((books) -> books.afilter(kw("title", "a", "pages", 1)).alist(),
				(rows) -> rows.filter(kw("title", "a", "pages", 1)).alist());
		assertSame((books) -> books.afilter(where(Book::pages).gte(3)).alist(),
				(rows) -> rows.filter("pages__gte", 3).alist());
	}

	@Test
	void anObjectIsReadByKeyReferenceOrCondition() {
		assertSame((books) -> books.aget(5L), (rows) -> rows.filter("pk", 5L).aget());
		assertSame((books) -> books.aget(Ref.of(Book.class, 5L)), (rows) -> rows.filter("pk", 5L).aget());
		assertSame((books) -> books.aget(kw("title", "a")), (rows) -> rows.filter("title", "a").aget());
		assertSame((books) -> books.aget(where(Book::title).eq("a")), (rows) -> rows.filter("title", "a").aget());
	}

	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" }) // what the compiler would refuse
	void aReferenceToAnotherModelIsRefused() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> this.books.aget((Ref) ANN))
			.withMessage("A reference to 'Author' does not lead to a 'Book'");
	}

	@Test
	void objectsAreWrittenAndCopied() {
		Book book = Book.of("Async", 3, ANN);
		Book stored = this.books.with(book, set(Book::pages).to(5));

		assertThat(stored.pages()).isEqualTo(5);
		assertThat(book.pages()).isEqualTo(3);
		assertSame((books) -> books.acreate(kw("title", "a", "author", ANN)),
				(rows) -> this.querySets.writes(Book.class).create(kw("title", "a", "author", ANN)));
		this.books.acreate(book);
		this.books.asave(book);
		this.books.asave(
				new Book(5L, "Async", 3, stored.price(), Genre.NOVEL, null, stored.added(), ANN, stored.tags()),
				set(Book::pages).to(f(Book::pages).plus(1)));
		assertThat(this.operations.meanings()).extracting((meaning) -> meaning.get(0).getClass().getSimpleName())
			.containsExactly("Create", "Create", "Save");
	}

	@Test
	void aMethodWithABodyRunsOnTheRepository() {
		assertSame((books) -> books.longOnes().alist(), (rows) -> rows.filter("pages__gte", 600).alist());
		assertSame((books) -> books.lengthOf("a", 5, 7L), (rows) -> rows.filter("pages", 13).acount());
	}

	@Test
	void whatABodyThrowsComesThroughAsItIs() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.books.failing()).withMessage("no");
	}

	@Test
	void genericInterfacesOfSeveralLevelsAreResolved() {
		Branches branches = new RepositoryProxyFactory(this.querySets).create(Branches.class);
		QuerySet<Branch> rows = this.querySets.of(Branch.class);

		branches.aget("x");
		branches.alistByPkIn(List.of("a"));
		branches.afirst("Oslo");
		List<List<Object>> made = this.operations.meanings();
		rows.filter("pk", "x").aget();
		rows.filter("pk__in", List.of("a")).alist();
		rows.filter("city", "Oslo").afirst();

		assertThat(made).isEqualTo(this.operations.meanings());
	}

	@Test
	void aRepositoryMayOfferDeclaredMethodsOnly() {
		Tags tags = new RepositoryProxyFactory(this.querySets).create(Tags.class);

		tags.acount("epic");
		List<List<Object>> made = this.operations.meanings();
		this.querySets.of(Tag.class).filter("name", "epic").acount();

		assertThat(made).isEqualTo(this.operations.meanings());
	}

	@Test
	void aRepositoryIsEqualToItselfAndPrintsItsModel() {
		Books other = new RepositoryProxyFactory(this.querySets).create(Books.class);

		assertThat(this.books).isEqualTo(this.books).isNotEqualTo(other).isNotEqualTo(null);
		assertThat(this.books.hashCode()).isEqualTo(this.books.hashCode());
		assertThat(this.books).hasToString("Books (repository of Book)");
		assertThat(this.operations.meanings()).isEmpty();
	}

	private void assertSame(Function<Books, Object> declared, Function<QuerySet<Book>, Object> byHand) {
		declared.apply(this.books);
		List<List<Object>> made = this.operations.meanings();
		byHand.apply(this.querySets.of(Book.class));

		assertThat(made).hasSize(1).isEqualTo(this.operations.meanings());
	}

	interface Books extends AsyncRepository<Book, Long> {

		CompletableFuture<Optional<Book>> afirst(String title__icontains);

		CompletableFuture<List<Book>> alist(String author__name, int pages__gte);

		CompletableFuture<Book> aget(String title);

		CompletableFuture<Long> acount(Genre genre);

		CompletableFuture<Long> acount(Ref<Author> author);

		CompletableFuture<Long> acount(Author author);

		CompletableFuture<Long> acount(@Nullable LocalDate published);

		CompletableFuture<Boolean> aexists(@jakarta.annotation.Nullable LocalDate published);

		CompletableFuture<Long> acount(List<Integer> pages__range);

		CompletableFuture<Boolean> aexists(boolean published__isnull);

		CompletableFuture<Boolean> aexists(@Param("author__name__istartswith") String beginning);

		CompletableFuture<List<Book>> alist(long author_id);

		CompletableFuture<List<Book>> alist(Collection<Long> id__in);

		CompletableFuture<List<Book>> alist(int[] pages__in);

		CompletableFuture<List<Book>> alist(QuerySet<Tag> tags__in);

		CompletableFuture<Book> acreate(String title, int pages, Ref<Author> author);

		CompletableFuture<Long> aupdate(int pages__lt, @NewValue LocalDate published);

		CompletableFuture<Long> aupdate(String title, @NewValue("title") String newTitle);

		CompletableFuture<Long> aupdate(String title, @NewValue Expr<Book> pages);

		CompletableFuture<Deleted> adelete(int pages__lt);

		CompletableFuture<GetOrCreate<Book>> agetOrCreate(String title, @Defaults Ref<Author> author);

		CompletableFuture<UpdateOrCreate<Book>> aupdateOrCreate(String title, @Defaults int pages,
				@Defaults Ref<Author> author);

		CompletableFuture<UpdateOrCreate<Book>> aupdateOrCreate(String title, @Defaults int pages,
				@Defaults @CreateDefaults Ref<Author> author, @CreateDefaults Genre genre);

		CompletableFuture<UpdateOrCreate<Book>> aupdateOrCreate(String title, @Defaults("title") String newTitle,
				@Defaults Ref<Author> author);

		CompletableFuture<List<Book>> alistByAuthorNameOrderByTitle(String name);

		CompletableFuture<Optional<Book>> afirstByPagesGteAndAuthorIsActiveOrderByPublishedDescAndIdAsc(int pages,
				boolean active);

		CompletableFuture<Long> acountByPagesRange(int from, int to);

		CompletableFuture<Boolean> aexistsByTagsNameIn(List<String> names);

		CompletableFuture<Deleted> adeleteByPublishedIsnull(boolean unpublished);

		CompletableFuture<Book> agetByAuthorIdAndTitleIexact(Long author, String title);

		CompletableFuture<List<Book>> alistByAuthor(Ref<Author> author);

		CompletableFuture<Book> agetByPk(long key);

		CompletableFuture<List<Book>> alistOrderByPagesDesc();

		default QuerySet<Book> longOnes() {
			return filter(where(Book::pages).gte(600));
		}

		default CompletableFuture<Long> lengthOf(String text, int more, long most) {
			return filter("pages", text.length() + more + most).acount();
		}

		default void failing() throws IOException {
			throw new IOException("no");
		}

		static String described() {
			return "books";
		}

	}

	interface Keyed<T, I> extends AsyncRepository<T, I> {

		CompletableFuture<List<T>> alistByPkIn(Collection<I> keys);

	}

	interface Texts<T> extends Keyed<T, String> {

	}

	interface Branches extends Texts<Branch> {

		CompletableFuture<Optional<Branch>> afirst(String city);

	}

	interface Tags extends Repository<Tag, Long> {

		CompletableFuture<Long> acount(String name);

	}

}
